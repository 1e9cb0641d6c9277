// What came of a herd: when each member was back, and what that cost the server.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/time.h"

namespace hawser::herd {

class Course {
 public:
  // `back`: when members were back, since the drop, in order. `outage`: how long nobody could be.
  Course(std::vector<Duration> back, std::uint32_t members, std::uint64_t attempts, Duration outage);

  // The largest share of the herd that came back within any time as long as that.
  double worst(Duration window) const;
  // The share that is back by then.
  double back_by(Duration since_drop) const;
  // When that share was back; nothing: it never was.
  std::optional<Duration> when_back(double share) const;

  double share_back() const { return share(back_.size()); }
  // Of those who came back.
  Duration longest_wait() const { return back_.empty() ? Duration{} : back_.back(); }
  double attempts_each() const { return static_cast<double>(attempts_) / members_; }
  Duration outage() const { return outage_; }

 private:
  double share(std::size_t count) const { return static_cast<double>(count) / members_; }

  std::vector<Duration> back_;
  std::uint32_t members_;
  std::uint64_t attempts_;
  Duration outage_;
};

}  // namespace hawser::herd
