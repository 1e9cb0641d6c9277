// The one timer of a client. It may ring early: a deadline that moves back, as with every message, doesn't wind it
// anew.
#pragma once

#include <optional>

#include "core/time.h"

namespace hawser {

class Timer {
 public:
  Timer(void (*rung)(void*), void* user_data) : rung_{rung}, user_data_{user_data} {}
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;
  ~Timer() { stop(); }

  // Rings at `due` at the latest.
  void wind(Time due, Time now);
  void stop();

 private:
  static void ring(void* timer);

  void (*rung_)(void*);
  void* user_data_;
  int running_ = 0;
  Time rings_at_{};
};

}  // namespace hawser
