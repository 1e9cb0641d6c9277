#include "core/state.h"

#include <catch2/catch.hpp>
#include <set>

using namespace hawser;

namespace {

constexpr std::array states{State::idle, State::connecting, State::open, State::closing, State::waiting, State::failed};
constexpr std::array causes{Cause::connect, Cause::opened,  Cause::lost,       Cause::retry,
                            Cause::redial,  Cause::give_up, Cause::disconnect, Cause::closed};

std::set<State> reachable_from(State start) {
  std::set<State> seen{start};
  for (bool grows = true; grows;) {
    grows = false;
    for (const Edge& edge : edges)
      if (seen.count(edge.from) > 0) grows |= seen.insert(edge.to).second;
  }
  return seen;
}

}  // namespace

TEST_CASE("what the table doesn't list leaves a state as it is", "[state]") {
  std::size_t steps = 0;
  for (const State state : states)
    for (const Cause cause : causes) steps += step(state, cause) ? 1 : 0;
  CHECK(steps == edges.size());
}

TEST_CASE("every state is reached, and from every state one comes back to open", "[state]") {
  CHECK(reachable_from(State::idle).size() == states.size());
  for (const State state : states) CHECK(reachable_from(state).count(State::open) == 1);
}

TEST_CASE("only the user leads out of idle, failed and closing", "[state]") {
  for (const Cause cause : causes) {
    if (cause == Cause::connect || cause == Cause::disconnect) continue;
    CHECK_FALSE(step(State::idle, cause));
    CHECK_FALSE(step(State::failed, cause));
    CHECK(step(State::closing, cause).value_or(State::idle) == State::idle);
  }
}

TEST_CASE("a disconnect ends every state but idle, and once", "[state]") {
  for (const State state : states) {
    const bool ends = state != State::idle && state != State::closing;
    CHECK(step(state, Cause::disconnect).has_value() == ends);
  }
}
