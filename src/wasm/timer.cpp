#include "wasm/timer.h"

#include <algorithm>
#include <cmath>

#include "wasm/glue.h"

namespace hawser {
namespace {

// The longest delay that `setTimeout` knows, some 24 days.
constexpr double longest = 0x7fffffff;

// Whole milliseconds, rounded up: too early would be for nothing.
double milliseconds(Duration delay) {
  return std::clamp(std::ceil(std::chrono::duration<double, std::milli>{delay}.count()), 0.0, longest);
}

}  // namespace

void Timer::wind(Time due, Time now) {
  if (running_ && rings_at_ <= due) return;
  stop();
  rings_at_ = due;
  running_ = hawser_start_timer(milliseconds(due - now), &Timer::ring, this);
}

void Timer::stop() {
  if (running_) hawser_stop_timer(running_);
  running_ = 0;
}

void Timer::ring(void* self) {
  auto& timer = *static_cast<Timer*>(self);
  timer.running_ = 0;
  timer.rung_(timer.user_data_);
}

}  // namespace hawser
