// A client, the host that performs what it orders, and a clock wound by hand. After every call the laws are checked.
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "client/client.h"
#include "support/laws.h"
#include "support/print.h"

namespace hawser {

using namespace std::chrono_literals;

using Lines = std::vector<std::string>;

class World {
 public:
  explicit World(Options options = {}) : laws_{options}, client{options} {}

  // ---- what a test turns

  Time now{};
  double roll = 0.5;
  std::string url = "wss://host/ws";
  std::string protocols;
  std::string hello;
  std::string token;
  bool resolves = true;  // at once; else a test does it

 private:
  Laws laws_;

 public:
  Client client;

  // ---- the user

  World& connect() { return laws_.connects(), handle(Connect{}); }
  World& reconnect() { return laws_.connects(), handle(Reconnect{}); }
  World& disconnect(std::uint16_t code = 0, std::string_view reason = {}) {
    laws_.disconnects();
    return handle(Disconnect{code, reason});
  }
  Fate send(Message message) {
    begin(message.bytes);
    const Fate fate = client.send(message, moment());
    laws_.sends(message, fate);
    drain();
    return fate;
  }
  Fate send(std::string_view bytes, Ticket ticket = 0) { return send(Message{.bytes = bytes, .ticket = ticket}); }
  Fate request(std::string_view bytes, Ticket id, Duration timeout = 10s, Ticket ticket = 0) {
    return send(Message{.bytes = bytes, .ticket = ticket, .request = id, .reply_timeout = timeout});
  }
  World& forget(Ticket id) {
    begin();
    client.forget(id);
    laws_.forgets(id);
    return drain();
  }
  World& recall(Ticket ticket) {
    begin();
    client.recall(ticket);
    return drain();
  }
  // Holds a channel, and listens to all of it.
  Channel subscribe(std::string_view name, SubscriptionOptions subscription = {}) {
    const Channel channel = hold(name, std::move(subscription));
    client.listen_to_channel(name, true);
    return channel;
  }
  Channel hold(std::string_view name, SubscriptionOptions subscription = {}) {
    begin();
    const Channel channel = client.subscribe(name, std::move(subscription), moment());
    drain();
    return channel;
  }
  World& view(View number, const ViewWish& wish) {
    client.open_view(number, wish);
    laws_.opens_view(number, wish);
    return *this;
  }
  World& close_view(View number) {
    client.close_view(number);
    laws_.closes_view(number);
    return *this;
  }
  std::string collect(View number) {
    begin();
    laws_.collects(number);
    const std::string text{client.collect(number, moment())};
    drain();
    return text;
  }
  Fate call(const Call& call) {
    begin();
    const Fate fate = client.call(call, moment());
    laws_.calls(call, fate);
    drain();
    return fate;
  }
  // What the last calls began.
  World& flush() {
    begin();
    client.flush();
    return drain();
  }
  World& unsubscribe(Channel channel) {
    begin();
    const auto held = client.stats(now).channels;
    client.unsubscribe(channel, moment());
    if (client.stats(now).channels < held) laws_.releases(channel);
    return drain();
  }

  // ---- the network

  // With a roll that gives its heartbeat the whole interval, so that a test needn't reckon.
  World& opens() {
    const double rolled = std::exchange(roll, 0);
    handle(Opened{link()});
    roll = rolled;
    return *this;
  }
  World& receives(std::string_view bytes, bool binary = false) { return handle(Received{link(), bytes, binary}); }
  World& drops(std::uint16_t code = 1006, std::string_view reason = {}, bool clean = false) {
    return handle(Lost{link(), code, reason, clean});
  }

  // ---- time

  // Timers go off when they are due.
  World& advance(Duration duration) {
    const Time end = now + duration;
    for (int ticks = 0; passed(client.deadline(), end); ++ticks) {
      if (ticks == 100'000) throw std::logic_error{"the timer spins"};
      now = std::max(now, *client.deadline());
      handle(Tick{});
    }
    now = end;
    return *this;
  }
  // Nobody was awake to notice: the timer goes off late, once.
  World& sleep(Duration duration) {
    now += duration;
    return passed(client.deadline(), now) ? handle(Tick{}) : *this;
  }
  World& page(Hint hint) {
    laws_.page(hint);
    return handle(PageChanged{hint});
  }

  // ---- what came of it

  // What was told since the last look.
  Lines news() { return std::exchange(said_, {}); }
  World& quietly() {
    said_.clear();
    return *this;
  }
  template <typename Kind>
  std::size_t count() const {
    return told_[Output{Kind{}}.index()];
  }
  State state() const { return client.state(); }
  Stats stats() const { return client.stats(now); }
  Link link() const { return laws_.newest(); }
  std::optional<Link> socket() const { return laws_.socket(); }
  std::optional<Duration> timer() const {
    const auto deadline = client.deadline();
    return deadline ? std::optional{*deadline - now} : std::nullopt;
  }

  World& handle(const Input& input) {
    const auto* const received = std::get_if<Received>(&input);
    begin(received ? received->bytes : std::string_view{});
    if (const auto* const lost = std::get_if<Lost>(&input)) laws_.socket_is_lost(lost->link);
    const bool is_tick = std::holds_alternative<Tick>(input);
    client.handle(input, moment());
    drain(is_tick);
    if (resolves) resolve();
    return *this;
  }

  World& resolve() {
    if (state() != State::connecting || socket() || resolved_ == link()) return *this;
    resolved_ = link();
    return handle(Resolved{link(), url, protocols, hello, token});
  }

 private:
  Moment moment() const { return {now, roll}; }

  void begin(std::string_view frame = {}) {
    frame_ = frame;
    laws_.begins(frame.size());
  }

  World& drain(bool after_tick = false) {
    while (const auto output = client.poll()) {
      ++told_[output->index()];
      if (!std::holds_alternative<Resolve>(*output)) said_.push_back(print::line(*output, frame_));
      laws_.tells(*output);
    }
    laws_.hold(client, now, after_tick);
    return *this;
  }

  std::string_view frame_;
  Link resolved_ = 0;
  Lines said_;
  std::array<std::size_t, std::variant_size_v<Output>> told_{};
};

}  // namespace hawser
