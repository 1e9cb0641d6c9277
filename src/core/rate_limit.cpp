#include "core/rate_limit.h"

#include <algorithm>

namespace hawser {
namespace {

constexpr double slowest = 1e-3;  // messages a second
constexpr double largest = 1e6;   // messages at once

// Rounded up, so that a limit is never exceeded.
Duration period(double per_second) {
  const double micros = 1e6 / std::max(per_second, slowest);
  const auto whole = static_cast<Duration::rep>(micros);
  return Duration{whole + (static_cast<double>(whole) < micros ? 1 : 0)};
}

}  // namespace

RateLimit::RateLimit(const RateLimitPolicy& policy) : rejects_{policy.overflow == RateOverflow::reject} {
  if (!policy.enabled) return;
  period_ = period(policy.per_second);
  slack_ = period_ * (static_cast<Duration::rep>(std::clamp(policy.burst, 1.0, largest)) - 1);
}

bool RateLimit::take(Time now) {
  if (period_ == Duration::zero()) return true;
  if (now < ready()) return false;
  full_ = std::max(full_, now) + period_;
  return true;
}

}  // namespace hawser
