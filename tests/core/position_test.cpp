#include "core/position.h"

#include <catch2/catch.hpp>

using namespace hawser;

TEST_CASE("what follows is next, what is behind is a duplicate, what is ahead leaves a hole") {
  const Position position{5, "e"};
  CHECK(position.judge(6) == Arrival::next);
  CHECK(position.judge(5) == Arrival::duplicate);
  CHECK(position.judge(1) == Arrival::duplicate);
  CHECK(position.judge(7) == Arrival::hole);
}

TEST_CASE("offsets are exact over all of 64 bits") {
  const Position position{(std::uint64_t{1} << 53U) + 1, "e"};
  CHECK(position.judge((std::uint64_t{1} << 53U) + 1) == Arrival::duplicate);
  CHECK(position.judge((std::uint64_t{1} << 53U) + 2) == Arrival::next);
  CHECK(Position{~std::uint64_t{0}, "e"}.judge(0) == Arrival::duplicate);
}
