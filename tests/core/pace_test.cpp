#include "core/pace.h"

#include <catch2/catch.hpp>
#include <chrono>

using namespace hawser;
using namespace std::chrono_literals;

TEST_CASE("something new is told once until somebody looks", "[pace]") {
  Pace pace{0ms};
  const Time now{};
  CHECK(pace.touch(now));
  CHECK_FALSE(pace.touch(now + 1s));
  CHECK_FALSE(pace.deadline());
  pace.seen();
  CHECK(pace.touch(now + 1s));
}

TEST_CASE("it is told at most once in that time, and nothing is forgotten", "[pace]") {
  Pace pace{100ms};
  const Time now{};
  CHECK(pace.touch(now));
  pace.seen();
  CHECK_FALSE(pace.touch(now + 10ms));
  CHECK_FALSE(pace.touch(now + 20ms));
  CHECK(pace.deadline() == Deadline{now + 100ms});
  CHECK_FALSE(pace.check(now + 99ms));
  CHECK(pace.check(now + 100ms));
  CHECK_FALSE(pace.deadline());
  CHECK_FALSE(pace.check(now + 300ms));
  pace.seen();
  CHECK_FALSE(pace.touch(now + 150ms));
  pace.seen();
  CHECK(pace.touch(now + 200ms));
}

TEST_CASE("what was seen meanwhile is not told", "[pace]") {
  Pace pace{100ms};
  const Time now{};
  CHECK(pace.touch(now));
  pace.seen();
  CHECK_FALSE(pace.touch(now + 10ms));
  pace.seen();
  CHECK_FALSE(pace.deadline());
  CHECK_FALSE(pace.check(now + 100ms));
}

TEST_CASE("in a hurry, what is held back is told at once, and nothing else", "[pace]") {
  Pace pace{100ms};
  const Time now{};
  CHECK_FALSE(pace.hurry());
  CHECK(pace.touch(now));
  CHECK_FALSE(pace.hurry());
  pace.seen();
  CHECK_FALSE(pace.touch(now + 10ms));
  CHECK(pace.hurry());
  CHECK_FALSE(pace.deadline());
}
