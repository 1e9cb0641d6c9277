#include "core/silence.h"

#include <catch2/catch.hpp>

using namespace hawser;
using namespace std::chrono_literals;

TEST_CASE("a server is gone when it was silent for longer than it promised") {
  Silence silence;
  silence.start(Time{0s}, 35s);
  CHECK_FALSE(silence.is_dead(Time{34s}));
  CHECK(silence.is_dead(Time{35s}));
  silence.heard(Time{20s});
  CHECK_FALSE(silence.is_dead(Time{54s}));
  CHECK(silence.is_dead(Time{55s}));
}

TEST_CASE("without a promise silence proves nothing, unless it was asked") {
  Silence silence;
  silence.start(Time{0s}, std::nullopt);
  CHECK_FALSE(silence.is_dead(Time{1h}));
  CHECK_FALSE(silence.deadline());
  silence.asked(Time{1h}, 1s);
  CHECK(silence.is_dead(Time{1h + 1s}));
  silence.heard(Time{1h});
  CHECK_FALSE(silence.is_dead(Time{2h}));
}

TEST_CASE("a question never gives more patience than was left") {
  Silence silence;
  silence.start(Time{0s}, 10s);
  silence.asked(Time{9500ms}, 1s);
  CHECK(silence.deadline() == Time{10s});
  silence.stop();
  CHECK_FALSE(silence.deadline());
}
