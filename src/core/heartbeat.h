// Is anybody at the other end? Judged by timestamps: a late timer proves nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/timers.h"

namespace hawser {

struct HeartbeatPolicy {
  bool enabled = false;
  Duration interval = std::chrono::seconds{5};  // of silence at most, while the page is visible
  Duration hidden = std::chrono::seconds{30};   // of silence at most, while it is hidden
  Duration timeout = std::chrono::seconds{5};   // from ping to verdict
  Duration probe = std::chrono::seconds{1};     // from a probe (resume, online, clock jump) to verdict
  std::string message;                          // what to send
  std::string reply_text;                       // the reply is exactly this text; empty: see below
  std::string reply_route;  // the reply is a message of this type; both empty: the host's predicate knows it
};

enum class Pulse : std::uint8_t { quiet, ping, dead };

// Any data is life. A ping goes out only after silence; its reply gives the round-trip time. A server may fall silent
// for a whole fleet in one moment: each link draws its own share of the interval, so that they don't find out together.
class Heartbeat {
 public:
  explicit Heartbeat(HeartbeatPolicy policy) : policy_{std::move(policy)} {}

  bool enabled() const { return policy_.enabled && !policy_.message.empty(); }
  const std::string& message() const { return policy_.message; }

  void start(Moment moment);
  void stop();
  void hidden(bool is_hidden) { hidden_ = is_hidden; }

  void heard(Time now);
  void ponged(Time now);

  // What the time asks for. After `ping` the message is to be sent.
  Pulse check(Time now);

  // Asks at once, with little patience. False: there is nothing to send, or a probe is under way.
  bool probe(Time now);

  bool is_reply_text(std::string_view text) const { return matches(policy_.reply_text, text); }
  bool is_reply_route(std::string_view route) const { return matches(policy_.reply_route, route); }
  // Is a reply due that only the host can recognise?
  bool asks_host(Time now) const;

  Deadline deadline() const;
  std::optional<Duration> round_trip() const { return round_trip_; }

 private:
  enum class Phase : std::uint8_t { stopped, listening, pinged, probing };

  bool matches(const std::string& reply, std::string_view what) const;
  Pulse ask(Phase phase, Duration patience, Time now);
  Time silent_at() const;

  HeartbeatPolicy policy_;
  Phase phase_ = Phase::stopped;
  bool hidden_ = false;
  double share_ = 1;  // of the interval, for this link
  Time heard_{};
  Time verdict_{};             // while pinged or probing
  std::optional<Time> asked_;  // a ping whose reply would give a round trip
  std::optional<Duration> round_trip_;
};

}  // namespace hawser
