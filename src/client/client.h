// The composition: a connection that holds. It is called, it never calls; see core/io.h for the contract.
// The bodies are told apart by idea: link.cpp, page.cpp, sending.cpp, receiving.cpp, channels.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/options.h"
#include "client/outputs.h"
#include "core/io.h"
#include "core/requests.h"
#include "core/routes.h"
#include "core/subscriptions.h"
#include "protocol/dialect.h"

namespace hawser {

struct Message {
  std::string_view bytes;
  bool binary = false;
  Ticket ticket = 0;         // of a queued message: told by Left or Dropped
  Ticket request = 0;        // the id inside the message whose reply is awaited: told by Settled
  Duration reply_timeout{};  // of a request, from now on; zero: none
  bool queue = true;         // false: refuse rather than keep it
};

// A send has one fate.
enum class Fate : std::uint8_t {
  sent,
  queued,
  refused_full,          // the outbox is full and its policy is `reject` or `drop-newest`
  refused_rate,          // over the rate limit, whose policy is `reject`
  refused_disconnected,  // idle, closing or failed, or `queue` is false and there is no link
  refused_too_large,     // alone bigger than the whole outbox
};

// Everything since the client was made, unless a unit says otherwise.
struct Stats {
  double rtt_ms = -1;  // of the last heartbeat; -1: unknown
  std::uint64_t received = 0;
  std::uint64_t received_bytes = 0;
  std::uint64_t sent = 0;
  std::uint64_t sent_bytes = 0;
  std::uint64_t ignored = 0;  // messages that nobody listened to
  std::uint64_t refused = 0;  // frames over a limit
  std::uint64_t dropped = 0;  // messages that the outbox let go
  std::uint32_t queued = 0;   // messages in the outbox now
  std::uint32_t queued_bytes = 0;
  std::uint32_t attempts = 0;   // since the last stable link
  std::uint32_t opens = 0;      // links opened
  std::uint32_t channels = 0;   // wanted now
  std::uint32_t requests = 0;   // awaiting a reply now
  double next_attempt_ms = -1;  // until the next attempt; -1: none is planned
};

class Client {
 public:
  Client(Options options, std::unique_ptr<Dialect> dialect);
  Client(const Client&) = delete;  // outputs point into it
  Client& operator=(const Client&) = delete;

  void handle(const Input& input, Moment moment);

  Fate send(const Message& message, Moment moment);

  // A typed listener appears, or the last one of its type leaves. The number of a name never changes.
  Route listen(std::string_view route) { return routes_.listen(route); }
  void unlisten(Route route) { routes_.unlisten(route); }

  // Does anybody listen to `message` (what no typed listener took), or to everything?
  void want(bool unrouted, bool everything);

  // Counted: the first subscribe tells the server, the last unsubscribe too. A channel that everybody let go gets a new
  // number when it is subscribed again.
  Channel subscribe(std::string_view channel, Moment moment);
  void unsubscribe(Channel channel);

  // The host gave up waiting for a reply (abort): it is no longer settled, and not sent if it hasn't left yet.
  void forget(Ticket request);

  std::optional<Output> poll() { return outputs_.poll(); }
  std::optional<Time> deadline() const;  // when Tick is due; nothing: no timer is needed

  State state() const { return state_; }
  Stats stats(Time now) const;

 private:
  // Inputs, one overload each.
  void on(const Connect&, Moment moment);
  void on(const Disconnect& wish, Moment moment);
  void on(const Reconnect&, Moment moment);
  void on(const Resolved& answer, Moment moment);
  void on(const Unresolved& answer, Moment moment);
  void on(const Opened& event, Moment moment);
  void on(const Received& event, Moment moment);
  void on(const Oversized& event, Moment moment);
  void on(const Lost& event, Moment moment);
  void on(const Ponged&, Moment moment);
  void on(const GiveUp&, Moment moment);
  void on(const Tick&, Moment moment);
  void on(const PageChanged& change, Moment moment);

  // The life of a link.
  bool move(Cause cause);
  void seek(Cause cause, const Closed& closed, Moment moment);
  void fail(const Fault& fault, Moment moment);
  void lose(const Closed& closed, Window window, Moment moment);
  void come_back(Window window, const std::optional<Closed>& closed, Moment moment);
  void plan(Duration delay, Moment moment);
  void give_up();
  void finish(const Closed& closed);
  void abandon();
  void detach(const Closed& closed);
  void forsake();
  void check_state(Moment moment);
  void check_stability(Moment moment);
  void check_heartbeat(Moment moment);
  bool is_ours(Link link) const { return has_socket_ && link == link_; }
  bool is_coming() const { return state_ == State::connecting || state_ == State::waiting; }

  // The page around it.
  void park();
  void wake(Hint hint, Moment moment);
  void doubt(Hint hint, Moment moment);
  void hurry(Moment moment);

  // Sending.
  Fate pass(const Message& message, Moment moment);
  Fate keep(const Message& message);
  void flush(Moment moment);
  void transmit(std::string_view bytes, bool binary);
  void transmit(std::string bytes);
  void drop(const Letters& letters, DropReason reason);
  void drop_all(DropReason reason);
  void settle(const std::vector<Ticket>& requests, Outcome outcome);
  void check_requests(Moment moment);

  // Receiving.
  void hear(std::uint64_t bytes, Moment moment);
  void refuse(FaultCode code);
  void ignore() { ++counted_.ignored; }
  void take(const Frame& frame, Moment moment);
  void take_message(const Frame& frame, Moment moment);
  void take_text();
  void take_failure(const Frame& frame);
  bool answers(const Frame& frame, Outcome outcome);

  // Channels.
  void ask(std::string_view name, Subscription& subscription, Moment moment);
  void tell(const Subscriptions::Change& change);
  void postpone_all();  // there is no link, but one is on its way
  void end_all();       // nor is one on its way
  void confirm(std::string_view channel);
  void revoke(std::string_view channel);
  Channel deny(std::string_view channel);
  void check_subscriptions(Moment moment);

  Options options_;
  std::unique_ptr<Dialect> dialect_;

  State state_ = State::idle;
  Deadline due_;   // of the state: until the link must be open, of the next attempt, or until it must be closed
  Link link_ = 0;  // the newest one
  bool has_socket_ = false;  // it was dialled and isn't gone
  std::string hello_;        // of the link that is being dialled
  Time opened_at_{};         // of the link that is open

  Backoff backoff_;
  Heartbeat heartbeat_;
  RateLimit rate_limit_;
  Outbox outbox_;
  Requests requests_;
  Subscriptions subscriptions_;
  Routes routes_;
  bool wants_unrouted_ = false;
  bool wants_everything_ = false;

  Reading reading_;
  Outputs outputs_;
  Stats counted_;
};

}  // namespace hawser
