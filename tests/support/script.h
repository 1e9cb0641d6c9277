// Bytes as a script: any order of any inputs, with a host and a server that do as they please.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "support/world.h"

namespace hawser {

// Bytes until there are none, then zeros.
class Bytes {
 public:
  Bytes(const std::uint8_t* data, std::size_t size) : at_{data}, end_{data + size} {}

  bool empty() const { return at_ == end_; }
  std::uint8_t byte() { return empty() ? std::uint8_t{0} : *at_++; }
  std::uint16_t word() {
    const auto high = byte();
    return static_cast<std::uint16_t>(high << 8 | byte());
  }
  bool flag() { return (byte() & 1U) != 0; }
  std::string text() {
    std::string result;
    for (auto left = byte() % 32; left > 0; --left) result += static_cast<char>(byte());
    return result;
  }
  template <typename Thing, std::size_t size>
  const Thing& any_of(const Thing (&things)[size]) {
    return things[byte() % size];
  }

 private:
  const std::uint8_t* at_;
  const std::uint8_t* end_;
};

class Script {
 public:
  Script(const std::uint8_t* data, std::size_t size) : bytes_{data, size}, world_{options()} {
    world_.resolves = false;
  }

  void run() {
    while (!bytes_.empty()) step();
    finish();
  }

 private:
  Options options() {
    const auto choice = bytes_.byte();
    Options options;
    options.reconnect.attempts = choice & 1U ? 3 : options.reconnect.attempts;
    options.reconnect.jitter = choice & 2U ? Jitter::none : Jitter::full;
    options.heartbeat = {.enabled = (choice & 4U) != 0, .message = "ping"};
    if (choice & 8U) options.heartbeat.reply_text = "pong";
    options.rate_limit = {.enabled = (choice & 16U) != 0, .burst = 2, .per_second = 1};
    options.rate_limit.overflow = choice & 32U ? RateOverflow::reject : RateOverflow::queue;
    options.outbox = {.messages = 4, .bytes = 64, .overflow = static_cast<OutboxOverflow>(choice % 3)};
    if (choice & 64U) options.envelope.subscribed = "subscribed";
    options.envelope.unsubscribed = "unsubscribed";
    options.max_message_bytes = 1024;
    options.max_depth = 8;
    if (const auto spoken = bytes_.byte(); spoken % 2 == 1) options.centrifugo = settings(spoken);
    is_broker_ = options.centrifugo.has_value();
    return options;
  }

  static centrifugo::Settings settings(std::uint8_t choice) {
    centrifugo::Settings settings;
    if (choice & 2U) settings.format = centrifugo::Format::protobuf;
    settings.binary = (choice & 4U) != 0;
    settings.asks_token = (choice & 8U) != 0;
    settings.headers = {{"a", "b"}};
    return settings;
  }

  void step() {
    world_.roll = bytes_.byte() / 256.0;
    switch (bytes_.byte() % 8) {
      case 0: return user();
      case 1:
      case 2: return network();
      case 3: return time();
      case 4: return send();
      case 5: return interest();
      case 6: return server();
      default: return page();
    }
  }

  void user() {
    switch (bytes_.byte() % 8) {
      case 0: world_.reconnect(); return;
      case 1: {
        const auto code = bytes_.word();
        const auto reason = bytes_.text();
        world_.disconnect(code, reason);
        return;
      }
      case 2: world_.handle(GiveUp{}); return;
      case 3: world_.handle(Ponged{}); return;
      default: world_.connect(); return;
    }
  }

  // Of the newest link mostly, of one that was or never was at times.
  Link link() {
    const auto choice = bytes_.byte();
    return choice < 224 ? world_.link() : choice % 8U;
  }

  // A socket that isn't there opens nothing: the browser wouldn't either.
  void network() {
    switch (bytes_.byte() % 10) {
      case 8: world_.handle(Answered{bytes_.byte(), bytes_.flag() ? "token" : "", "{}"}); return;
      case 9: world_.handle(Unanswered{bytes_.byte(), "why", bytes_.flag()}); return;
      case 0: world_.handle(Unresolved{link(), "why"}); return;
      case 1: {
        const auto code = bytes_.word();
        const auto reason = bytes_.text();
        world_.handle(Lost{link(), code, reason, bytes_.flag()});
        return;
      }
      case 2: world_.handle(Oversized{link(), bytes_.word()}); return;
      case 3:
      case 4: world_.handle(Opened{link()}); return;
      default: return resolve();
    }
  }

  void resolve() {
    static constexpr std::string_view urls[]{"wss://a/ws?1", "wss://a/ws?2", "wss://b/ws", ""};
    const auto url = bytes_.any_of(urls);
    const bool says_hello = bytes_.flag();
    world_.handle(Resolved{link(), url, {}, says_hello ? "hello" : ""});
  }

  void time() {
    const Duration duration{std::int64_t{bytes_.word()} * (bytes_.flag() ? 1'000'000 : 200)};
    switch (bytes_.byte() % 4) {
      case 0: world_.advance(std::min<Duration>(duration, 10min)); return;
      case 1: world_.sleep(duration); return;
      case 2: world_.now += duration; return;
      default: world_.handle(Tick{}); return;
    }
  }

  void send() {
    if (is_broker_ && bytes_.flag()) return call();
    const auto choice = bytes_.byte();
    if (choice % 8 == 0) return (void)(choice & 64U ? world_.recall(bytes_.byte()) : world_.forget(bytes_.byte()));
    const auto text = bytes_.text();
    world_.send({.bytes = text,
                 .binary = (choice & 32U) != 0,
                 .ticket = choice & 64U ? ++tickets_ : 0,
                 .request = choice & 128U ? ++requests_ : 0,
                 .reply_timeout = std::chrono::seconds{bytes_.byte() % 16},
                 .queue = choice % 16 != 1});
  }

  void call() {
    static constexpr std::string_view texts[]{"", "{}", R"({"limit":-1,"since":{"offset":"7","epoch":"e"}})", "[", "a"};
    const auto operation = static_cast<Operation>(bytes_.byte() % 6);
    world_.call({.operation = operation,
                 .name = bytes_.any_of(texts),
                 .data = bytes_.any_of(texts),
                 .ticket = operation == Operation::send ? ++tickets_ : ++requests_,
                 .timeout = std::chrono::seconds{bytes_.byte() % 16}});
    if (bytes_.flag()) world_.flush();
  }

  SubscriptionOptions subscription() {
    const auto choice = bytes_.byte();
    SubscriptionOptions options;
    options.recoverable = (choice & 1U) != 0;
    options.delta = (choice & 2U) != 0;
    options.asks_token = (choice & 4U) != 0;
    options.asks_data = (choice & 8U) != 0;
    if (choice & 16U) options.since = Position{bytes_.byte(), "e"};
    return options;
  }

  void interest() {
    static constexpr std::string_view names[]{"a", "b", "c", "subscribed"};
    const auto name = bytes_.any_of(names);
    switch (bytes_.byte() % 6) {
      case 0: channels_.push_back(world_.subscribe(name, subscription())); return;
      case 1: return let_go();
      case 2: world_.client.listen(name); return;
      case 3: world_.client.unlisten(bytes_.byte() % 8U); return;
      case 4: world_.unsubscribe(bytes_.byte()); return;
      default: world_.client.want(bytes_.flag(), bytes_.flag()); return;
    }
  }

  void let_go() {
    if (channels_.empty()) return;
    world_.unsubscribe(channels_.back());
    channels_.pop_back();
  }

  // Replies to ids that may be awaited, and pushes.
  void broker() {
    static constexpr std::string_view frames[]{
        R"({"connect":{"client":"c","ping":1,"pong":true,"expires":true,"ttl":3}})",
        R"({"connect":{"client":"c","subs":{"a":{"recoverable":true,"epoch":"e","offset":3}}}})",
        R"({"subscribe":{"recoverable":true,"epoch":"e","offset":1,"positioned":true,"id":5}})",
        R"({"subscribe":{"recoverable":true,"epoch":"e","recovered":true,"was_recovering":true,"publications":[{"data":1,"offset":2},{"data":2,"offset":3}]}})",
        R"({"subscribe":{"delta":true,"expires":true,"ttl":1}})",
        R"({"unsubscribe":{}})",
        R"({"publish":{}})",
        R"({"rpc":{"data":[1]}})",
        R"({"history":{"publications":[{"data":1,"offset":9}],"offset":9,"epoch":"e"}})",
        R"({"presence":{"presence":{"a":{"client":"a","user":"b"}}}})",
        R"({"refresh":{"expires":true,"ttl":2}})",
        R"({"sub_refresh":{"expires":true,"ttl":2}})",
        R"({"error":{"code":100,"message":"x","temporary":true}})",
        R"({"error":{"code":109,"message":"expired"}})",
        R"({"error":{"code":103,"message":"no"}})",
        R"({"push":{"channel":"a","pub":{"data":{"type":"a","payload":1},"offset":2}}})",
        R"({"push":{"channel":"a","pub":{"data":"x","offset":3}}})",
        R"({"push":{"channel":"b","pub":{"data":"1\n1:a;","offset":9,"delta":true}}})",
        R"({"push":{"id":5,"pub":{"data":1,"info":{"user":"u","client":"c","conn_info":{}},"tags":{"k":"v"}}}})",
        R"({"push":{"channel":"c","join":{"info":{"user":"u","client":"c"}}}})",
        R"({"push":{"channel":"a","unsubscribe":{"code":2500,"reason":"r"}}})",
        R"({"push":{"channel":"a","unsubscribe":{"code":2000,"reason":"r"}}})",
        R"({"push":{"channel":"b","unsubscribe":{"code":2502}}})",
        R"({"push":{"channel":"d","subscribe":{"recoverable":true,"epoch":"e"}}})",
        R"({"push":{"message":{"data":{"type":"b"}}}})",
        R"({"push":{"disconnect":{"code":3012,"reason":"no pong"}}})",
        R"({"push":{"refresh":{"expires":true,"ttl":1}}})",
        "{}",
    };
    std::string frame;
    for (auto lines = bytes_.byte() % 3; lines >= 0; --lines) {
      std::string line{bytes_.any_of(frames)};
      if (line.find("push") == std::string::npos && line.size() > 2)
        line.insert(1, "\"id\":" + std::to_string(bytes_.byte()) + ',');
      frame += frame.empty() ? line : '\n' + line;
    }
    world_.handle(Received{link(), frame, bytes_.byte() % 16 == 0});
  }

  void server() {
    if (is_broker_ && bytes_.byte() % 4 != 0) return broker();
    static constexpr std::string_view frames[]{
        R"({"type":"subscribed","channel":"a"})",
        R"({"type":"subscribed","channel":"b"})",
        R"({"type":"unsubscribed","channel":"a"})",
        R"({"type":"a","payload":{"x":1}})",
        R"({"type":"b","channel":"b","payload":[]})",
        R"({"type":"c","id":1,"payload":1})",
        R"({"id":2,"error":{"code":1}})",
        R"({"error":"no","channel":"a"})",
        R"({"error":true})",
        R"({"\u0074ype":"\u0061"})",
        "pong",
        "[[[[[[[[[[1]]]]]]]]]]",
        "",
    };
    const auto of = link();
    if (bytes_.flag()) return (void)world_.handle(Received{of, bytes_.any_of(frames), bytes_.byte() % 8 == 0});
    const auto text = bytes_.text();
    world_.handle(Received{of, text, bytes_.flag()});
  }

  void page() {
    static constexpr Hint hints[]{Hint::online, Hint::offline, Hint::visible,    Hint::hidden,
                                  Hint::frozen, Hint::resumed, Hint::page_shown, Hint::page_hidden};
    world_.page(bytes_.any_of(hints));
  }

  // However it went: the user hangs up, and nothing is left.
  void finish() {
    world_.disconnect(1000);
    world_.advance(1min);
    if (world_.state() != State::idle || world_.socket()) throw std::logic_error{"a disconnect ends everything"};
  }

  Bytes bytes_;
  bool is_broker_ = false;
  World world_;
  Ticket tickets_ = 0;
  Ticket requests_ = 0;
  std::vector<Channel> channels_;
};

}  // namespace hawser
