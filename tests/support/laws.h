// The laws that hold whatever happens, in any order. A client is watched from outside; a broken law is thrown.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "core/close_code.h"
#include "support/print.h"

namespace hawser {

class Laws {
 public:
  explicit Laws(Options options) : options_{std::move(options)} {}

  // ---- what the host did, before the outputs are told

  void connects() { hung_up_ = false; }
  void disconnects() { hung_up_ = true; }
  void begins(std::size_t frame_bytes) {
    frame_bytes_ = frame_bytes;
    is_looked_at_ = false;
    began_ = state_;
  }
  void socket_is_lost(Link link) {
    if (socket_ == link) socket_.reset();
  }
  void page(Hint hint) {
    if (hint == Hint::page_hidden) parked_ = true;
  }
  void sends(const Message& message, Fate fate) {
    if (fate == Fate::queued && message.ticket != 0) expect(queued_.insert(message.ticket).second, "a ticket twice");
    if (fate > Fate::queued || message.request == 0) return;
    if (message.reply_timeout > Duration::zero()) ++timed_[message.request];
    pending_.insert(message.request);
  }
  void calls(const Call& call, Fate fate) {
    if (fate > Fate::queued) return;
    if (call.operation == Operation::send) {
      if (fate == Fate::queued && call.ticket != 0) expect(queued_.insert(call.ticket).second, "a ticket twice");
      return;
    }
    if (call.timeout > Duration::zero()) ++timed_[call.ticket];
    pending_.insert(call.ticket);
  }
  void forgets(Ticket request) { settled(request); }
  void releases(Channel channel) { channels_.erase(channel); }
  void opens_view(View view, const ViewWish& wish) { views_.try_emplace(view, ViewLaw{wish, false}); }
  void closes_view(View view) { views_.erase(view); }
  void collects(View view) {
    if (const auto found = views_.find(view); found != views_.end()) found->second.is_told = false;
    is_looked_at_ = true;
  }

  // ---- what the engine told

  void on(const Resolve& it) {
    expect(it.link > newest_, "a link has a new number");
    expect(!socket_, "no link is sought while there is another");
    expect(state_ == State::connecting, "a link is sought while connecting");
    newest_ = it.link;
    parked_ = false;
  }
  void on(const Dial& it) {
    expect(!socket_, "at most one live socket");
    expect(it.link == newest_, "only the newest link is dialled");
    socket_ = it.link;
  }
  void on(const Transmit& it) {
    expect(socket_ == it.link, "nothing is sent but on the live socket");
    const bool greets = state_ == State::connecting && options_.centrifugo;
    expect(state_ == State::open || greets, "nothing is sent but while open, or to greet a broker");
  }
  void on(const HangUp& it) {
    expect(socket_ == it.link, "only a live socket is closed");
    expect(it.code == 0 || close_code::may_be_sent(it.code), "a code that the browser refuses");
    expect(it.reason.size() <= close_code::longest_reason, "a reason that the browser refuses");
    expect(it.code != 0 || it.reason.empty(), "a reason needs a code");
  }
  void on(const Abandon& it) {
    expect(socket_ == it.link, "only a live socket is abandoned");
    socket_.reset();
  }
  void on(const Changed& it) {
    expect(is_edge(state_, it.state), "an edge of the table");
    if (it.state != State::waiting) parked_ = false;
    state_ = it.state;
  }
  void on(const Connected&) { expect(++links_ == 1, "one open link at a time"); }
  void on(const Closed&) { expect(--links_ == 0, "one close for each open link"); }
  void on(const Retrying& it) {
    expect(it.delay >= Duration::zero() && it.delay <= options_.reconnect.longest, "a delay within its bounds");
    expect(it.attempt > 0 && it.attempt <= options_.reconnect.attempts, "attempts within their limit");
  }
  void on(const GaveUp&) { expect(state_ == State::failed, "the end of attempts is a state"); }
  void on(const Deliver& it) {
    within_frame(it.payload);
    within_frame(it.whole);
    on(DeliverText{});
  }
  void on(const Fresh& it) {
    const auto found = views_.find(it.view);
    expect(found != views_.end(), "only a view that is open has news");
    expect(!std::exchange(found->second.is_told, true), "news of a view are told once until they are collected");
  }
  void on(const DeliverText&) { expect(state_ == State::open, "messages arrive while open"); }
  void on(const DeliverBinary&) { on(DeliverText{}); }
  void on(const MaybePong&) { on(DeliverText{}); }
  void on(const SubscriptionChanged& it) { channels_[it.channel] = it.status; }
  void on(const Settled& it) {
    expect(pending_.count(it.ticket) > 0, "a request is settled once");
    within_frame(it.body);
    settled(it.ticket);
  }
  void on(const Left& it) { expect(queued_.erase(it.ticket) > 0, "a message has one fate"); }
  void on(const Dropped& it) { expect(queued_.erase(it.ticket) > 0, "a message has one fate"); }
  void on(const Fault& it) { within_frame(it.body); }
  void on(const Ask& it) {
    expect(it.ask > asked_, "a question has a new number");
    expect(it.token || it.data, "a question asks for something");
    asked_ = it.ask;
  }
  void on(const Published& it) {
    if (it.kept.data() == nullptr) within_frame(it.payload);
    on(DeliverText{});
  }
  void on(const Moved&) { expect(is_looked_at_ || views_.empty(), "how far a channel came is told to who looks"); }
  void on(const MemberChanged&) { on(DeliverText{}); }
  void on(const Subscribed& it) {
    expect(is_subscribed(it.channel), "what is told of a subscription is told while it is");
  }
  void on(const Unsubscribed&) {}
  void on(const Adopted& it) { expect(channels_.count(it.channel) == 0, "a new channel has a new number"); }
  void on(const Refusal&) {}

  void tells(const Output& output) {
    if (hung_up_ && began_ == State::idle && !is_looked_at_) expect(false, "nothing after disconnect()");
    if (hung_up_ && began_ == State::closing) expect(is_end(output), "after disconnect() one close, then nothing");
    std::visit([this](const auto& it) { on(it); }, output);
  }

  // ---- after all of it

  void hold(const Client& client, Time now, bool after_tick) {
    const auto stats = client.stats(now);
    expect(client.state() == state_, "every change of state is told");
    expect((links_ == 1) == (state_ == State::open || state_ == State::closing), "every end of a link is told");
    expect(stats.queued <= options_.outbox.messages && stats.queued_bytes <= options_.outbox.bytes, "a bounded outbox");
    expect(stats.requests == pending_.size(), "pending requests are counted");
    if (at_rest()) expect(queued_.empty() && pending_.empty() && stats.queued == 0, "nothing waits for nothing");
    hold_deadline(client, now, after_tick);
  }

  State state() const { return state_; }
  std::optional<Link> socket() const { return socket_; }
  Link newest() const { return newest_; }

 private:
  static void expect(bool holds, const char* law) {
    if (!holds) throw std::logic_error{std::string{"broken law: "} + law};
  }

  static bool is_edge(State from, State to) {
    return std::any_of(edges.begin(), edges.end(),
                       [&](const Edge& edge) { return edge.from == from && edge.to == to; });
  }

  static bool is_end(const Output& output) {
    return std::holds_alternative<Closed>(output) || std::holds_alternative<Abandon>(output) ||
           std::holds_alternative<Changed>(output);
  }

  void within_frame(Slice slice) const {
    expect(slice.begin <= slice.end && slice.end <= frame_bytes_, "slices lie within the frame");
  }

  void settled(Ticket request) {
    pending_.erase(request);
    timed_.erase(request);
  }

  bool is_subscribed(Channel channel) const {
    const auto found = channels_.find(channel);
    return found != channels_.end() && found->second == SubscriptionStatus::subscribed;
  }

  bool at_rest() const { return state_ == State::idle || state_ == State::failed; }

  // A deadline exactly while one is needed, and never in the past once a Tick is handled.
  void hold_deadline(const Client& client, Time now, bool after_tick) const {
    const auto deadline = client.deadline();
    if (at_rest()) expect(!deadline, "no timer at rest");
    if (state_ == State::connecting || state_ == State::closing) expect(deadline.has_value(), "a bound on patience");
    if (state_ == State::waiting) expect(deadline.has_value() == (!parked_ || !timed_.empty()), "a planned attempt");
    if (state_ == State::open && !options_.centrifugo)
      expect(deadline.has_value() == needs_timer(client, now), "a timer only where needed");
    if (after_tick && deadline) expect(*deadline >= now, "no deadline in the past");
  }

  bool needs_timer(const Client& client, Time now) const {
    const bool confirms = std::any_of(channels_.begin(), channels_.end(), [](const auto& channel) {
      return channel.second == SubscriptionStatus::subscribing;
    });
    const bool beats = options_.heartbeat.enabled && !options_.heartbeat.message.empty();
    return beats || confirms || !timed_.empty() || client.stats(now).queued > 0 || holds_back(client);
  }

  // A view that is told at most so often may wait.
  bool holds_back(const Client& client) const {
    const auto may_wait = [](const auto& view) {
      return view.second.wish.every > Duration::zero() && !view.second.is_told;
    };
    return client.deadline() && std::any_of(views_.begin(), views_.end(), may_wait);
  }

  struct ViewLaw {
    ViewWish wish;
    bool is_told;
  };

  Options options_;
  State state_ = State::idle;
  State began_ = State::idle;  // the call at hand
  Link newest_ = 0;
  std::optional<Link> socket_;
  int links_ = 0;
  bool hung_up_ = false;
  bool parked_ = false;
  std::size_t frame_bytes_ = 0;
  Ticket asked_ = 0;
  std::set<Ticket> queued_;
  std::set<Ticket> pending_;
  std::map<Ticket, int> timed_;  // of the pending ones, those with a deadline
  std::map<Channel, SubscriptionStatus> channels_;
  std::map<View, ViewLaw> views_;
  bool is_looked_at_ = false;  // by the call at hand
};

}  // namespace hawser
