// The engine's clock, which the host reads: the core never asks for the time, it is told.
#pragma once

#include <chrono>

namespace hawser {

using Duration = std::chrono::microseconds;

// A monotonic clock of the host (in a browser, `performance.now()`). Only differences of its times mean anything.
struct HostClock {
  using duration = Duration;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<HostClock>;
  static constexpr bool is_steady = true;
};
using Time = HostClock::time_point;

// What the host brings with every call: when it happens, and one roll of the dice, uniform in [0, 1).
struct Moment {
  Time now{};
  double roll = 0;
};

}  // namespace hawser
