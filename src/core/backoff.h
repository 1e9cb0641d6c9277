// When to dial again after a link was lost or an attempt failed.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>

#include "core/time.h"

namespace hawser {

enum class Jitter : std::uint8_t { full, none };

struct BackoffPolicy {
  Duration first = std::chrono::milliseconds{500};  // window of the first attempt after a cause on the user's side
  Duration spread = std::chrono::seconds{5};        // the same after the server's side dropped a stable link
  Duration longest = std::chrono::seconds{30};      // no delay is longer
  Duration stable = std::chrono::seconds{5};        // a link that lasted this long resets the attempts
  std::uint32_t attempts = std::numeric_limits<std::uint32_t>::max();
  Jitter jitter = Jitter::full;
  bool enabled = true;
};

// Wide where a whole fleet was dropped at once and must not return at once; narrow where the cause was this user's.
enum class Window : std::uint8_t { narrow, wide };

// Exponential backoff with full jitter: each delay is drawn from [0, min(longest, window * 2^n)).
// Without jitter it is first * 2^n, whatever the window.
class Backoff {
 public:
  explicit Backoff(const BackoffPolicy& policy) : policy_{policy} {}

  // The delay before the next attempt, or nothing once the attempts are spent. The first loss chooses the window of the
  // whole row of attempts. `roll` is uniform in [0, 1).
  std::optional<Duration> next(Window window, double roll);

  // A delay that replaces the planned one because something changed on the user's side. It is no further attempt.
  Duration soon(double roll) const { return draw(policy_.first, roll); }

  // Is a planned attempt so far away that such a change should bring it forward?
  bool is_far(Duration left) const { return left > policy_.first; }

  bool is_stable(Duration link) const { return link >= policy_.stable; }
  void reset() { made_ = row_ = 0; }
  // The row goes on that somebody else began.
  void resume(std::uint32_t made) { made_ = row_ = made; }
  // What failed until now says nothing about what comes: windows begin anew, while attempts are counted on.
  void begin_row() { row_ = 0; }
  void take_back() { made_ -= made_ > 0 ? 1 : 0; }  // the planned attempt won't be made
  std::uint32_t made() const { return made_; }

 private:
  Duration base() const;
  Duration draw(Duration window, double roll) const;

  BackoffPolicy policy_;
  std::uint32_t made_ = 0;
  std::uint32_t row_ = 0;  // how often the window has doubled
  Window window_ = Window::narrow;
};

}  // namespace hawser
