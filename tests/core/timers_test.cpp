#include "core/timers.h"

#include <catch2/catch.hpp>

using namespace hawser;
using namespace std::chrono_literals;

TEST_CASE("of two deadlines the sooner counts, and none is later than any", "[timers]") {
  const Deadline none;
  const Deadline early{Time{1s}};
  const Deadline late{Time{2s}};
  CHECK(sooner(early, late) == early);
  CHECK(sooner(late, early) == early);
  CHECK(sooner(none, late) == late);
  CHECK(sooner(late, none) == late);
  CHECK(sooner(none, none) == none);
}

TEST_CASE("a deadline has passed from its own time on", "[timers]") {
  CHECK_FALSE(passed(Time{1s}, Time{999ms}));
  CHECK(passed(Time{1s}, Time{1s}));
  CHECK_FALSE(passed({}, Time{1s}));
}

TEST_CASE("until a deadline has passed it lasts", "[timers]") {
  CHECK(lasts(Time{1s}, Time{999ms}));
  CHECK_FALSE(lasts(Time{1s}, Time{1s}));
  CHECK_FALSE(lasts({}, Time{1s}));
}
