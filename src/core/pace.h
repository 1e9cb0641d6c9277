// When somebody who looks now and then is told that there is something new: once until they look, and at most once in
// so many milliseconds.
#pragma once

#include "core/time.h"
#include "core/timers.h"

namespace hawser {

class Pace {
 public:
  explicit Pace(Duration every) : every_{every} {}

  // Something is new. True: tell it now.
  bool touch(Time now) {
    if (is_told_) return false;
    if (told_at_ && now < *told_at_ + every_) return due_ = *told_at_ + every_, false;
    return tell(now);
  }

  // True: what was held back is told now.
  bool check(Time now) { return passed(due_, now) && tell(now); }
  bool hurry() { return due_ && tell(*due_); }

  // They have looked.
  void seen() {
    is_told_ = false;
    due_.reset();
  }

  Deadline deadline() const { return due_; }
  Duration every() const { return every_; }

 private:
  bool tell(Time now) {
    due_.reset();
    told_at_ = now;
    return is_told_ = true;
  }

  Duration every_;
  bool is_told_ = false;
  Deadline told_at_;
  Deadline due_;  // of what is held back
};

}  // namespace hawser
