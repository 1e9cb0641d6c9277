#include "core/rate_limit.h"

#include <catch2/catch.hpp>
#include <deque>
#include <random>

using namespace hawser;
using namespace std::chrono_literals;

TEST_CASE("a burst may go at once, the rest at the rate", "[rate_limit]") {
  RateLimit limit{{.enabled = true, .burst = 3, .per_second = 10}};
  const Time now{5s};
  for (int i = 0; i < 3; ++i) CHECK(limit.take(now));
  CHECK_FALSE(limit.take(now));
  CHECK(limit.ready() == now + 100ms);
  CHECK_FALSE(limit.take(now + 99'999us));
  CHECK(limit.take(now + 100ms));
  CHECK_FALSE(limit.take(now + 100ms));
}

TEST_CASE("silence fills the bucket, and no more than that", "[rate_limit]") {
  RateLimit limit{{.enabled = true, .burst = 2, .per_second = 1}};
  CHECK(limit.take(Time{0s}));
  CHECK(limit.take(Time{0s}));
  const Time later{1h};
  CHECK(limit.take(later));
  CHECK(limit.take(later));
  CHECK_FALSE(limit.take(later));
}

TEST_CASE("a refused message costs nothing", "[rate_limit]") {
  RateLimit limit{{.enabled = true, .burst = 1, .per_second = 1}};
  CHECK(limit.take(Time{0s}));
  for (int i = 0; i < 100; ++i) CHECK_FALSE(limit.take(Time{500ms}));
  CHECK(limit.take(Time{1s}));
}

TEST_CASE("without a limit everything goes", "[rate_limit]") {
  RateLimit limit{{.enabled = false, .burst = 1, .per_second = 1}};
  for (int i = 0; i < 1000; ++i) CHECK(limit.take(Time{0s}));
}

TEST_CASE("once it says that it is ready, it is", "[rate_limit]") {
  const double per_second = GENERATE(0.001, 0.3, 3.0, 7.0, 1e3, 999'999.0, 1e9);
  RateLimit limit{{.enabled = true, .burst = 2.9, .per_second = per_second}};
  Time now{1s};
  for (int i = 0; i < 100; ++i) {
    while (limit.take(now)) continue;
    CHECK(limit.ready() > now);
    now = limit.ready();
    CHECK(limit.take(now));
  }
}

TEST_CASE("no second holds more than the burst and the rate allow", "[rate_limit]") {
  std::mt19937 dice{3};
  RateLimit limit{{.enabled = true, .burst = 5, .per_second = 7}};
  std::deque<Time> sent;
  Time now{};
  for (int i = 0; i < 20'000; ++i) {
    now += Duration{dice() % 200'000};
    if (limit.take(now)) sent.push_back(now);
    while (!sent.empty() && sent.front() <= now - 1s) sent.pop_front();
    if (sent.size() > 5 + 7) FAIL(sent.size());
  }
  SUCCEED();
}

TEST_CASE("senseless figures are bounded, not believed", "[rate_limit]") {
  RateLimit limit{{.enabled = true, .burst = -1, .per_second = 0}};
  CHECK(limit.take(Time{0s}));
  CHECK_FALSE(limit.take(Time{0s}));
  CHECK(limit.ready() == Time{1000s});
  CHECK(RateLimit{{.enabled = true, .burst = 1e300, .per_second = 1e-300}}.take(Time{0s}));
}
