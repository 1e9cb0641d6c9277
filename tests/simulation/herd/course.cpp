#include "simulation/herd/course.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace hawser::herd {

Course::Course(std::vector<Duration> back, std::uint32_t members, std::uint64_t attempts, Duration outage)
    : back_{std::move(back)}, members_{members}, attempts_{attempts}, outage_{outage} {}

// A window that slides, since one that is laid in a grid would cut a peak in two.
double Course::worst(Duration window) const {
  std::size_t most = 0;
  std::size_t first = 0;
  for (std::size_t last = 0; last < back_.size(); ++last) {
    while (back_[last] - back_[first] >= window) ++first;
    most = std::max(most, last + 1 - first);
  }
  return share(most);
}

double Course::back_by(Duration since_drop) const {
  return share(static_cast<std::size_t>(std::upper_bound(back_.begin(), back_.end(), since_drop) - back_.begin()));
}

std::optional<Duration> Course::when_back(double share) const {
  const auto count = static_cast<std::size_t>(std::ceil(share * members_));
  if (count == 0) return Duration{};
  if (count > back_.size()) return std::nullopt;
  return back_[count - 1];
}

}  // namespace hawser::herd
