// What a subscription can be told besides its channel. A plain server knows none of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/backoff.h"
#include "core/position.h"
#include "protocol/centrifugo/commands.h"

namespace hawser {

struct SubscriptionOptions {
  std::string token;
  std::string data;
  bool asks_token = false;  // the host has one when ours is empty or ran out
  bool asks_data = false;   // the host has it anew for every attempt
  bool positioned = false;
  bool recoverable = false;
  bool join_leave = false;
  bool delta = false;
  std::optional<Position> since;  // recover from here
  std::optional<centrifugo::Filter> tags_filter;
  std::optional<Duration> first_delay;  // of resubscribing; nothing: the connection's
  std::optional<Duration> longest_delay;
};

}  // namespace hawser
