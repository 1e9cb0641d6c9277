// A token bucket, kept as one timestamp instead of a count of tokens: nothing to refill, nothing to round.
#pragma once

#include <cstdint>

#include "core/time.h"

namespace hawser {

enum class RateOverflow : std::uint8_t { queue, reject };

struct RateLimitPolicy {
  bool enabled = false;
  double burst = 20;       // messages that may go at once
  double per_second = 10;  // and after that
  RateOverflow overflow = RateOverflow::queue;
};

class RateLimit {
 public:
  explicit RateLimit(const RateLimitPolicy& policy);

  // May a message go now? If so, it has used its share.
  bool take(Time now);

  // From when on `take` succeeds.
  Time ready() const { return full_ - slack_; }

  bool rejects() const { return rejects_; }

 private:
  Duration period_{};  // of one message; zero: no limit
  Duration slack_{};   // how far ahead of time the bucket lets messages go
  Time full_{};        // when the bucket will be full again
  bool rejects_;
};

}  // namespace hawser
