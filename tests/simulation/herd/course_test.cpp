#include "simulation/herd/course.h"

#include <catch2/catch.hpp>
#include <chrono>

using namespace hawser;
using namespace hawser::herd;
using namespace std::chrono_literals;

TEST_CASE("the worst window slides: a peak is found wherever it lies", "[herd]") {
  const Course course{{0ms, 95ms, 100ms, 190ms, 600ms, 5s}, 10, 10, {}};
  CHECK(course.worst(100ms) == 0.3);
  CHECK(course.worst(101ms) == 0.3);
  CHECK(course.worst(191ms) == 0.4);
  CHECK(course.worst(1ms) == 0.1);
  CHECK(course.worst(10s) == 0.6);
}

TEST_CASE("shares are of everybody, also of those who never came back", "[herd]") {
  const Course course{{1s, 2s, 3s}, 4, 10, {}};
  CHECK(course.share_back() == 0.75);
  CHECK(course.back_by(999ms) == 0);
  CHECK(course.back_by(2s) == 0.5);
  CHECK(course.when_back(0.5) == 2s);
  CHECK(course.when_back(0.75) == 3s);
  CHECK_FALSE(course.when_back(0.76));
  CHECK(course.longest_wait() == 3s);
  CHECK(course.attempts_each() == 2.5);
}

TEST_CASE("nobody came back", "[herd]") {
  const Course course{{}, 4, 8, {}};
  CHECK(course.worst(1s) == 0);
  CHECK_FALSE(course.when_back(0.99));
  CHECK(course.longest_wait() == 0s);
}
