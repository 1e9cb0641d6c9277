#include "core/backoff.h"

#include <algorithm>

namespace hawser {
namespace {

// By doubling rather than by a power, which would overflow long before the attempts are spent.
Duration doubled(Duration window, std::uint32_t times, Duration longest) {
  while (times-- > 0 && window < longest && window > Duration::zero()) window += std::min(window, longest);
  return std::min(window, longest);
}

}  // namespace

std::optional<Duration> Backoff::next(Window window, double roll) {
  if (!policy_.enabled || made_ >= policy_.attempts) return std::nullopt;
  ++made_;
  if (row_ == 0) window_ = window;
  return draw(doubled(base(), row_++, policy_.longest), roll);
}

Duration Backoff::base() const {
  if (policy_.jitter == Jitter::none || window_ == Window::narrow) return policy_.first;
  return std::max(policy_.first, policy_.spread);
}

Duration Backoff::draw(Duration window, double roll) const {
  if (policy_.jitter == Jitter::none) return window;
  return Duration{static_cast<Duration::rep>(static_cast<double>(window.count()) * roll)};
}

}  // namespace hawser
