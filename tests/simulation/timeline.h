// Virtual time: what is to happen when. Of things at the same time, the one that was planned first comes first.
#pragma once

#include <cstdint>
#include <functional>
#include <queue>
#include <utility>
#include <vector>

#include "core/timers.h"

namespace hawser::simulation {

class Timeline {
 public:
  using Event = std::function<void()>;

  Time now() const { return now_; }

  void at(Time time, Event event) { planned_.push({std::max(time, now_), ++count_, std::move(event)}); }
  void in(Duration delay, Event event) { at(now_ + delay, std::move(event)); }

  Deadline next() const { return planned_.empty() ? Deadline{} : Deadline{planned_.top().time}; }

  void run_next() {
    const Planned first = planned_.top();
    planned_.pop();
    now_ = first.time;
    first.event();
  }

  // Nothing is planned before that.
  void skip_to(Time time) { now_ = std::max(now_, time); }

 private:
  struct Planned {
    Time time;
    std::uint64_t number;
    Event event;

    bool operator<(const Planned& other) const {
      return time != other.time ? time > other.time : number > other.number;
    }
  };

  Time now_{};
  std::uint64_t count_ = 0;
  std::priority_queue<Planned> planned_;
};

}  // namespace hawser::simulation
