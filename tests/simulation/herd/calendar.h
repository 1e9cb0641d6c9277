// Who dials when: a day's leaf for each millisecond. A heap of a million would take most of the time of a run.
#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <queue>
#include <vector>

#include "simulation/herd/herd.h"

namespace hawser::herd {

struct Attempt {
  Time time;
  Member member;
  auto operator<=>(const Attempt&) const = default;
};

class Calendar {
 public:
  // What is planned for later than `end` is forgotten. Nothing is planned for a time before the last one that was
  // taken.
  Calendar(Time begin, Time end) : begin_{begin}, leaves_(leaf(end)) {}

  void plan(const Attempt& attempt) {
    const auto at = leaf(attempt.time);
    if (at == today_ && is_sorted_)
      soon_.push(attempt);
    else if (at < leaves_.size())
      leaves_[at].push_back(attempt);
  }

  // The earliest; of those at the same time, the first member's.
  std::optional<Attempt> take() {
    for (; today_ < leaves_.size(); turn()) {
      sort();
      const bool has_listed = taken_ < leaves_[today_].size();
      if (!soon_.empty() && (!has_listed || soon_.top() < leaves_[today_][taken_])) return take_soon();
      if (has_listed) return leaves_[today_][taken_++];
    }
    return std::nullopt;
  }

 private:
  std::size_t leaf(Time time) const { return static_cast<std::size_t>((time - begin_) / std::chrono::milliseconds{1}); }

  void sort() {
    if (!is_sorted_) std::sort(leaves_[today_].begin(), leaves_[today_].end());
    is_sorted_ = true;
  }

  Attempt take_soon() {
    const Attempt attempt = soon_.top();
    soon_.pop();
    return attempt;
  }

  void turn() {
    leaves_[today_++] = {};
    taken_ = 0;
    is_sorted_ = false;
  }

  Time begin_;
  std::vector<std::vector<Attempt>> leaves_;
  std::size_t today_ = 0;
  std::size_t taken_ = 0;  // of today's
  bool is_sorted_ = false;
  std::priority_queue<Attempt, std::vector<Attempt>, std::greater<>> soon_;  // planned today for today
};

}  // namespace hawser::herd
