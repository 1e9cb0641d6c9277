#include "core/keep.h"

#include <catch2/catch.hpp>

using namespace hawser;
using namespace std::chrono_literals;

TEST_CASE("what is older than the bound has passed it; without one nothing is too old", "[keep]") {
  const Time now{10s};
  CHECK_FALSE(KeepBounds{.age = 1s}.are_passed(now - 1s, now));
  CHECK(KeepBounds{.age = 1s}.are_passed(now - 1s - 1us, now));
  CHECK_FALSE(KeepBounds{}.are_passed(now - 1h, now));
}

TEST_CASE("a payload takes the room that is there, unless that is much too big", "[keep]") {
  std::string kept(2 * slack, 'x');
  const auto room = kept.capacity();
  write(kept, std::string(slack, 'y'));
  CHECK(kept == std::string(slack, 'y'));
  CHECK(kept.capacity() == room);
  write(kept, "small");
  CHECK(kept == "small");
  CHECK(kept.capacity() < room);
}
