#include "core/backoff.h"

#include <catch2/catch.hpp>
#include <random>
#include <vector>

using namespace hawser;
using namespace std::chrono_literals;

namespace {

constexpr double almost_one = 0x1.fffffffffffffp-1;

std::vector<Duration> delays(Backoff backoff, Window window, double roll, int count) {
  std::vector<Duration> all;
  for (int i = 0; i < count; ++i) all.push_back(backoff.next(window, roll).value());
  return all;
}

}  // namespace

TEST_CASE("windows double, up to the longest", "[backoff]") {
  const Backoff backoff{{.first = 1s, .spread = 4s, .longest = 10s}};
  CHECK(delays(backoff, Window::narrow, 0.5, 6) == std::vector<Duration>{500ms, 1s, 2s, 4s, 5s, 5s});
  CHECK(delays(backoff, Window::wide, 0.5, 4) == std::vector<Duration>{2s, 4s, 5s, 5s});
}

TEST_CASE("the first loss chooses the window of the whole row", "[backoff]") {
  Backoff backoff{{.first = 1s, .spread = 4s}};
  backoff.next(Window::wide, 0.5);
  CHECK(backoff.next(Window::narrow, 0.5) == 4s);
  backoff.reset();
  CHECK(backoff.next(Window::narrow, 0.5) == 500ms);
}

TEST_CASE("a row that begins anew has the first window again, and the attempts of before", "[backoff]") {
  Backoff backoff{{.first = 1s, .spread = 4s, .attempts = 4}};
  CHECK(delays(backoff, Window::wide, 0.5, 3) == std::vector<Duration>{2s, 4s, 8s});
  for (int i = 0; i < 3; ++i) backoff.next(Window::wide, 0.5);
  backoff.begin_row();
  CHECK(backoff.made() == 3);
  CHECK(backoff.next(Window::narrow, 0.5) == 500ms);
  CHECK_FALSE(backoff.next(Window::narrow, 0.5));
}

TEST_CASE("a delay lies within its window, the cap included, and is drawn anew each time", "[backoff]") {
  std::mt19937_64 dice{1};
  std::uniform_real_distribution<double> roll{0, 1};
  Backoff backoff{{.first = 500ms, .longest = 30s}};
  Duration window = 500ms;
  for (int attempt = 0; attempt < 40; ++attempt, window = std::min<Duration>(window * 2, 30s)) {
    const auto delay = backoff.next(Window::narrow, roll(dice)).value();
    CHECK(delay >= 0s);
    CHECK(delay < window);
  }
}

TEST_CASE("full jitter spreads a fleet evenly over the window, at the cap as well", "[backoff]") {
  const auto attempts = GENERATE(1, 3, 12);
  std::mt19937_64 dice{2};
  std::uniform_real_distribution<double> roll{0, 1};
  std::array<int, 10> tenths{};
  for (int client = 0; client < 10'000; ++client) {
    Backoff backoff{{.spread = 5s, .longest = 30s}};
    for (int i = 1; i < attempts; ++i) backoff.next(Window::wide, 0.5);
    const double window = std::min(5.0 * (1 << (attempts - 1)), 30.0);
    const auto delay = backoff.next(Window::wide, roll(dice)).value();
    ++tenths[static_cast<std::size_t>(static_cast<double>(delay.count()) / 1e6 / window * 10)];
  }
  for (const int count : tenths) CHECK((count > 850 && count < 1150));
}

TEST_CASE("the highest and the lowest roll stay within the window", "[backoff]") {
  CHECK(Backoff{{.first = 1s}}.next(Window::narrow, 0) == 0s);
  CHECK(*Backoff{{.first = 1s}}.next(Window::narrow, almost_one) < 1s);
}

TEST_CASE("without jitter a delay is its window, and the cause doesn't matter", "[backoff]") {
  const Backoff backoff{{.first = 1s, .attempts = 5, .jitter = Jitter::none}};
  const auto window = GENERATE(Window::narrow, Window::wide);
  CHECK(delays(backoff, window, 0.3, 5) == std::vector<Duration>{1s, 2s, 4s, 8s, 16s});
}

TEST_CASE("attempts end", "[backoff]") {
  Backoff backoff{{.attempts = 2}};
  CHECK(backoff.next(Window::narrow, 0));
  CHECK(backoff.next(Window::narrow, 0));
  CHECK_FALSE(backoff.next(Window::narrow, 0));
  CHECK(backoff.made() == 2);
  backoff.reset();
  CHECK(backoff.next(Window::narrow, 0));
}

TEST_CASE("without reconnection there is no attempt", "[backoff]") {
  Backoff backoff{{.enabled = false}};
  CHECK_FALSE(backoff.next(Window::narrow, 0));
  CHECK(backoff.made() == 0);
}

TEST_CASE("a million attempts don't overflow", "[backoff]") {
  Backoff backoff{{.first = 1us, .longest = 30s}};
  for (int i = 0; i < 1'000'000; ++i) backoff.next(Window::narrow, 0.5);
  CHECK(backoff.next(Window::narrow, 0.5) == 15s);
}

TEST_CASE("a wide window is never narrower than the narrow one", "[backoff]") {
  CHECK(Backoff{{.first = 8s, .spread = 1s}}.next(Window::wide, 0.5) == 4s);
}

TEST_CASE("zero windows dial at once", "[backoff]") {
  CHECK(delays(Backoff{{.first = 0s, .spread = 0s}}, Window::wide, 0.9, 3) == std::vector<Duration>{0s, 0s, 0s});
  CHECK(delays(Backoff{{.longest = 0s}}, Window::wide, 0.9, 3) == std::vector<Duration>{0s, 0s, 0s});
}

TEST_CASE("a hint draws from the narrow window and costs no attempt", "[backoff]") {
  Backoff backoff{{.first = 1s}};
  backoff.next(Window::wide, 0.5);
  CHECK(backoff.soon(0.25) == 250ms);
  CHECK(backoff.made() == 1);
  CHECK(backoff.is_far(1001ms));
  CHECK_FALSE(backoff.is_far(1s));
}
