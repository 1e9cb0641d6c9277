// Everything that is left to chance in a run comes from one seed, so that the run can be had again.
#pragma once

#include <cstdint>

#include "core/time.h"

namespace hawser::simulation {

// SplitMix64: small, fast, and the same on every machine.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_{seed} {}

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
  }

  // Uniform in [0, 1).
  double roll() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }
  bool chance(double probability) { return roll() < probability; }

  // Uniform in [0, count).
  std::uint64_t below(std::uint64_t count) { return next() % count; }
  int between(int least, int most) {
    return least + static_cast<int>(below(static_cast<std::uint64_t>(most - least + 1)));
  }
  Duration between(Duration least, Duration most) {
    return least + Duration{static_cast<std::int64_t>(below(static_cast<std::uint64_t>((most - least).count() + 1)))};
  }

  auto& any_of(auto& items) { return items[static_cast<std::size_t>(below(std::size(items)))]; }

 private:
  std::uint64_t state_;
};

}  // namespace hawser::simulation
