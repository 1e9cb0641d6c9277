#include "client/options_json.h"

#include <algorithm>
#include <string>

#include "protocol/json.h"

namespace hawser {
namespace {

using json::Value;

constexpr double longest_ms = 1e11;  // three years: sums of times stay far from overflow

void read(Value value, Duration& duration) {
  const auto ms = value.number();
  if (ms) duration = Duration{static_cast<Duration::rep>(std::clamp(*ms, 0.0, longest_ms) * 1000)};
}

// One that is waited for again and again: zero would spin.
void read_period(Value value, Duration& duration) {
  read(value, duration);
  duration = std::max<Duration>(duration, std::chrono::milliseconds{1});
}

void read(Value value, std::string& text) { text = value.text_or(text); }
void read(Value value, double& number) { number = value.number_or(number); }
void read(Value value, std::uint32_t& number) { number = value.uint_or(number); }
void read(Value value, bool& flag) { flag = value.boolean_or(flag); }

void read(Value value, EnvelopeNames& names) {
  read(value["type"], names.type);
  read(value["payload"], names.payload);
  read(value["channel"], names.channel);
  read(value["id"], names.id);
  read(value["error"], names.error);
  read(value["subscribe"], names.subscribe);
  read(value["unsubscribe"], names.unsubscribe);
  read(value["subscribed"], names.subscribed);
  read(value["unsubscribed"], names.unsubscribed);
}

void read(Value value, BackoffPolicy& policy) {
  read(value["enabled"], policy.enabled);
  read(value["first"], policy.first);
  read(value["spread"], policy.spread);
  read(value["longest"], policy.longest);
  read(value["stable"], policy.stable);
  read(value["attempts"], policy.attempts);  // -1, no limit, is no count: the default stays
  if (value["jitter"].text_or("full") == "none") policy.jitter = Jitter::none;
}

void read(Value value, HeartbeatPolicy& policy) {
  read(value["enabled"], policy.enabled);
  read_period(value["interval"], policy.interval);
  read_period(value["hidden"], policy.hidden);
  read_period(value["timeout"], policy.timeout);
  read(value["message"], policy.message);
  read(value["replyText"], policy.reply_text);
  read(value["replyRoute"], policy.reply_route);
}

void read(Value value, RateLimitPolicy& policy) {
  read(value["enabled"], policy.enabled);
  read(value["burst"], policy.burst);
  read(value["perSecond"], policy.per_second);
  if (value["overflow"].text_or("queue") == "reject") policy.overflow = RateOverflow::reject;
}

void read(Value value, OutboxPolicy& policy) {
  read(value["messages"], policy.messages);
  read(value["bytes"], policy.bytes);
  const auto overflow = value["overflow"].text_or("drop-oldest");
  if (overflow == "drop-newest") policy.overflow = OutboxOverflow::drop_newest;
  if (overflow == "reject") policy.overflow = OutboxOverflow::reject;
}

void read(Value value, Options& options) {
  read(value["envelope"], options.envelope);
  read(value["reconnect"], options.reconnect);
  read(value["heartbeat"], options.heartbeat);
  read(value["rateLimit"], options.rate_limit);
  read(value["outbox"], options.outbox);
  read_period(value["connectTimeout"], options.connect_timeout);
  read_period(value["closeTimeout"], options.close_timeout);
  read_period(value["subscribeTimeout"], options.subscribe_timeout);
  read(value["maxMessageBytes"], options.max_message_bytes);
  read(value["maxDepth"], options.max_depth);
}

}  // namespace

std::optional<Options> read_options(std::string_view document) {
  const auto parsed = json::Document::parse(document);
  if (!parsed) return std::nullopt;
  Options options;
  read(parsed->root(), options);
  return options;
}

}  // namespace hawser
