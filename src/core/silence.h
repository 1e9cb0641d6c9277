// Is a server that speaks by itself still there? It promised to be heard from now and then; anything is a sign of life.
#pragma once

#include <optional>

#include "core/timers.h"

namespace hawser {

class Silence {
 public:
  // Without a limit silence proves nothing.
  void start(Time now, std::optional<Duration> limit) {
    limit_ = limit;
    heard(now);
  }
  void stop() { *this = {}; }

  void heard(Time now) { verdict_ = limit_ ? Deadline{now + *limit_} : std::nullopt; }

  // The server was asked something: only so much patience is left.
  void asked(Time now, Duration patience) { verdict_ = sooner(verdict_, now + patience); }

  bool is_dead(Time now) const { return passed(verdict_, now); }
  Deadline deadline() const { return verdict_; }

 private:
  std::optional<Duration> limit_;
  Deadline verdict_;
};

}  // namespace hawser
