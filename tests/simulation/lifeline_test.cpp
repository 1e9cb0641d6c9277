#include "simulation/lifeline.h"

#include <catch2/catch.hpp>

using namespace hawser;
using namespace hawser::simulation;

TEST_CASE("one socket at a time, each with a number of its own", "[simulation]") {
  Lifeline life;
  life.dials(1);
  CHECK_THROWS_AS(life.dials(2), Violation);
  CHECK_THROWS_AS(life.uses(2), Violation);
  life.lost(1);
  CHECK_THROWS_AS(life.uses(1), Violation);
  CHECK_THROWS_AS(life.dials(1), Violation);
  life.dials(2);
  life.abandons(2);
  CHECK_THROWS_AS(life.abandons(2), Violation);
}

TEST_CASE("the connection ends for a reason, and for a final one it does", "[simulation]") {
  Lifeline life;
  life.connects();
  life.hold(State::connecting);
  CHECK_THROWS_AS(life.hold(State::failed), Violation);
  life.closes(3001);
  life.hold(State::waiting);
  life.closes(4500);
  CHECK_THROWS_AS(life.hold(State::waiting), Violation);
  life.hold(State::failed);
  life.connects();
  CHECK_THROWS_AS(life.hold(State::failed), Violation);
  life.disconnects();
  life.hold(State::idle);
  CHECK_THROWS_AS(life.told(State::idle), Violation);
}

TEST_CASE("a call has one fate, and none outlives its link", "[simulation]") {
  Lifeline life;
  life.connects();
  life.opened();
  life.calls(1, true);
  life.calls(2, false);
  life.calls(3, true);
  life.settled(1);
  CHECK_THROWS_AS(life.settled(1), Violation);
  life.closed();
  CHECK_THROWS_AS(life.hold(State::waiting), Violation);
  life.settled(3);
  life.hold(State::waiting);
  CHECK(life.awaited() == 1);
}

TEST_CASE("open and closed are told in turn", "[simulation]") {
  Lifeline life;
  life.connects();
  CHECK_THROWS_AS(life.closed(), Violation);
  life.opened();
  CHECK_THROWS_AS(life.opened(), Violation);
  CHECK_THROWS_AS(life.hold(State::waiting), Violation);
}
