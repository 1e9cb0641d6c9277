// Everything that a client can be told, with the defaults of the public API; each mechanism has its own part. Field by
// field the same as `EngineOptions` in js/src/options.ts, which is where a user's options are checked; this side
// refuses only what would break it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "client/centrifugo/settings.h"
#include "core/backoff.h"
#include "core/heartbeat.h"
#include "core/outbox.h"
#include "core/position.h"
#include "core/rate_limit.h"
#include "core/time.h"
#include "protocol/envelope.h"
#include "protocol/scan.h"

namespace hawser {

// Where another engine of this client left off: it stopped, and the connection is to be the same one.
struct Resumption {
  std::uint32_t attempts = 0;  // to come back, that were made
  std::string url;             // where what waits to be sent is meant for; empty: nowhere yet
  // By a broker's server: channels, and how far those came that can be recovered.
  std::vector<std::pair<std::string, std::optional<Position>>> chosen;
};

struct Options {
  BackoffPolicy reconnect;
  HeartbeatPolicy heartbeat;
  RateLimitPolicy rate_limit;
  OutboxPolicy outbox;
  EnvelopeNames envelope;
  std::optional<centrifugo::Settings> centrifugo;  // the server is such a broker
  Resumption resumes;
  Duration connect_timeout = std::chrono::seconds{10};
  Duration close_timeout = std::chrono::seconds{3};
  Duration subscribe_timeout = std::chrono::seconds{5};
  std::uint32_t max_message_bytes = 1'048'576;
  std::uint32_t max_depth = deepest_walk;
};

}  // namespace hawser
