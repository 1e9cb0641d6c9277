#include "simulation/herd/calendar.h"

#include <catch2/catch.hpp>
#include <chrono>

#include "simulation/dice.h"

using namespace hawser;
using namespace hawser::herd;
using namespace std::chrono_literals;

TEST_CASE("a calendar gives what a heap would, and forgets what lies beyond its end", "[herd]") {
  simulation::Dice dice{GENERATE(1U, 2U, 3U)};
  Calendar calendar{drop, drop + 1s};
  std::priority_queue<Attempt, std::vector<Attempt>, std::greater<>> heap;
  const auto plan = [&](Time time, Member member) {
    calendar.plan({time, member});
    if (time < drop + 1s) heap.push({time, member});
  };
  for (Member member = 0; member < 1'000; ++member) plan(drop + dice.between(Duration{}, Duration{1200ms}), member);

  int taken = 0;
  for (; !heap.empty(); ++taken) {
    const auto attempt = calendar.take();
    REQUIRE(attempt == heap.top());
    heap.pop();
    if (dice.chance(0.7)) plan(attempt->time + dice.between(Duration{}, Duration{3ms}), attempt->member);
  }
  CHECK_FALSE(calendar.take());
  CHECK(taken > 1'000);
}
