// The composition: a connection that holds. It is called, it never calls; see core/io.h for the contract.
// The bodies are told apart by idea: link.cpp, page.cpp, sending.cpp. What is said on a link is its session's.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/audience.h"
#include "client/call.h"
#include "client/options.h"
#include "client/outputs.h"
#include "client/session.h"
#include "core/batch.h"
#include "core/io.h"
#include "core/requests.h"

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
  std::uint64_t ignored = 0;    // messages that nobody listened to
  std::uint64_t refused = 0;    // frames over a limit
  std::uint64_t dropped = 0;    // messages that the outbox let go
  std::uint64_t conflated = 0;  // messages that a view replaced or let go before anybody saw them
  std::uint32_t queued = 0;     // messages in the outbox now
  std::uint32_t queued_bytes = 0;
  std::uint32_t attempts = 0;   // since the last stable link
  std::uint32_t opens = 0;      // links opened
  std::uint32_t channels = 0;   // wanted now
  std::uint32_t requests = 0;   // awaiting a reply now
  double next_attempt_ms = -1;  // until the next attempt; -1: none is planned
};

class Client final : private Line {
 public:
  explicit Client(Options options);
  Client(const Client&) = delete;  // outputs point into it, and its session speaks through it
  Client& operator=(const Client&) = delete;

  void handle(const Input& input, Moment moment);

  Fate send(const Message& message, Moment moment);
  // Refused as disconnected where the session knows no commands.
  Fate call(const Call& call, Moment moment);
  // A session may gather the commands of several calls in one frame: it leaves now. `handle` ends with it.
  void flush();

  // A typed listener appears, or the last one of its type leaves. The number of a name never changes.
  Route listen(std::string_view route) { return audience_.routes.listen(route); }
  void unlisten(Route route) { audience_.routes.unlisten(route); }

  // Does anybody listen to `message` (what no typed listener took), or to everything?
  void want(bool unrouted, bool everything);

  // Keeps messages of a type, of a channel, or of a type in a channel, in place of telling them. The host gives the
  // number; the same number again changes the bounds.
  void open_view(View number, const ViewWish& wish);
  void close_view(View number) { audience_.views.close(number); }
  // What is new in it: see `Views::collect`. Until then no other news of it is told.
  std::string_view collect(View number, Moment moment);
  // Is the whole of a subscribed channel listened to? Until this is said it isn't.
  void listen_to_channel(std::string_view channel, bool is_heard) { session_->listen(channel, is_heard); }

  // Counted: the first subscribe tells the server, the last unsubscribe too. A channel that everybody let go gets a new
  // number when it is subscribed again. The options of the first holder hold.
  Channel subscribe(std::string_view channel, SubscriptionOptions options, Moment moment);
  Channel subscribe(std::string_view channel, Moment moment) { return subscribe(channel, {}, moment); }
  void unsubscribe(Channel channel, Moment moment);

  // For brokers that take them in place of those of the HTTP request; of every connection from the next one on.
  void set_headers(const std::vector<std::pair<std::string, std::string>>& headers) { session_->set_headers(headers); }

  // The host gave up waiting for a reply (abort): it is no longer settled, and not sent if it hasn't left yet.
  void forget(Ticket request);
  // One of several who share the connection has left it: its message is dropped, if it hasn't left yet.
  void recall(Ticket ticket);

  std::optional<Output> poll() { return outputs_.poll(); }
  std::optional<Time> deadline() const;  // when Tick is due; nothing: no timer is needed

  State state() const override { return state_; }
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
  void on(const Ponged&, Moment moment) { session_->ponged(moment); }
  void on(const Answered& answer, Moment moment) { session_->answered(answer, moment); }
  void on(const Unanswered& answer, Moment moment) { session_->unanswered(answer, moment); }
  void on(const GiveUp&, Moment moment);
  void on(const Tick&, Moment moment);
  void on(const PageChanged& change, Moment moment);

  // What the session asks for.
  const Audience& audience() const override { return audience_; }
  void tell(const Output& output) override { outputs_.tell(output); }
  std::string_view hold(std::string text) override { return outputs_.hold(std::move(text)); }
  void transmit(std::string_view bytes, bool binary) override;
  void establish(std::string_view detail, Moment moment) override;
  void fail(bool is_final, Moment moment) override;
  void lose(const Closed& closed, Window window, Moment moment) override;
  void quit(const Closed& closed, Moment moment) override;
  bool settle(Ticket request, Outcome outcome, Slice body, std::string_view detail) override;
  void refuse(FaultCode code) override;
  void ignore() override { ++counted_.ignored; }
  std::optional<Route> hear(const Heard& message, Moment moment) override;

  // The life of a link.
  bool move(Cause cause);
  void seek(Cause cause, const Closed& closed, Moment moment);
  void fail(const Fault& fault, bool is_final, Moment moment);
  void fall(const Lost& event, Moment moment);
  void come_back(std::optional<Duration> delay, const std::optional<Closed>& closed, Moment moment);
  void plan(Duration delay, Moment moment);
  void give_up();
  void finish(const Closed& closed);
  void hang_up(std::uint16_t code, std::string_view reason);
  void abandon();
  void detach(const Closed& closed);
  void forsake();
  void check_state(Moment moment);
  void check_stability(Moment moment);
  bool is_ours(Link link) const { return has_socket_ && link == link_; }

  // The page around it.
  void park();
  void wake(Hint hint, Moment moment);
  void hurry(Moment moment);

  // Sending.
  Fate pass(const Message& message, Moment moment);
  Fate keep(const Message& message);
  void release(Moment moment);  // what was kept
  void ship();
  void drop(const Letters& letters, DropReason reason);
  void drop_all(DropReason reason);
  void settle(const std::vector<Ticket>& requests, Outcome outcome);
  void tell_settled(Ticket request, Outcome outcome);
  void check_requests(Moment moment);
  void hear(std::uint64_t bytes, Moment moment);
  void miss(Moment moment);

  Options options_;
  State state_ = State::idle;
  Deadline due_;   // of the state: until the link must be open, of the next attempt, or until it must be closed
  Link link_ = 0;  // the newest one
  bool has_socket_ = false;  // it was dialled and isn't gone
  Time opened_at_{};         // of the link that is open
  Deadline suspect_until_;   // the page just woke: what breaks until then broke for this user alone
  Deadline fresh_until_;     // it was offline or asleep: what fails until then says nothing about the server

  Backoff backoff_;
  RateLimit rate_limit_;
  Outbox outbox_;
  Batch batch_;
  Requests requests_;
  Audience audience_;

  Outputs outputs_;
  Stats counted_;
  std::unique_ptr<Session> session_;
};

}  // namespace hawser
