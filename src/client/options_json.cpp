#include "client/options_json.h"

#include <algorithm>
#include <string>

#include "protocol/json.h"
#include "protocol/text.h"

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

std::vector<std::pair<std::string, std::string>> headers_in(Value value) {
  std::vector<std::pair<std::string, std::string>> headers;
  for (std::uint32_t at = 0; at < value.size(); ++at)
    headers.emplace_back(value[at][0U].text_or({}), value[at][1U].text_or({}));
  return headers;
}

void read(Value value, std::optional<centrifugo::Settings>& given) {
  if (!value["format"]) return;
  auto& settings = given.emplace();
  if (value["format"].text_or({}) == "protobuf") settings.format = centrifugo::Format::protobuf;
  read(value["binary"], settings.binary);
  read(value["name"], settings.name);
  read(value["version"], settings.version);
  read(value["asksToken"], settings.asks_token);
  read_period(value["timeout"], settings.timeout);
  read(value["maxServerPingDelay"], settings.max_server_ping_delay);
  read_period(value["minResubscribeDelay"], settings.first_resubscribe);
  read_period(value["maxResubscribeDelay"], settings.longest_resubscribe);
  settings.headers = headers_in(value["headers"]);
}

// In a text, since a number of JavaScript has 53 bits.
std::uint64_t big_number(std::string_view digits) {
  std::uint64_t number = 0;
  whole_number(digits, UINT64_MAX, number);
  return number;
}

void read(Value value, std::optional<Position>& position) {
  if (value["epoch"])
    position = Position{big_number(value["offset"].text_or({})), std::string{value["epoch"].text_or({})}};
}

void read(Value value, Resumption& resumes) {
  read(value["attempts"], resumes.attempts);
  read(value["url"], resumes.url);
  for (std::uint32_t at = 0; at < value["chosen"].size(); ++at) {
    const auto chosen = value["chosen"][at];
    std::optional<Position> position;
    read(chosen, position);
    resumes.chosen.emplace_back(chosen["channel"].text_or({}), std::move(position));
  }
}

void read(Value value, Options& options) {
  read(value["centrifugo"], options.centrifugo);
  read(value["resumes"], options.resumes);
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

void read_delay(Value value, std::optional<Duration>& delay) {
  if (value) read_period(value, delay.emplace());
}

// NOLINTNEXTLINE(misc-no-recursion): no document is deeper than a scan goes
centrifugo::Filter filter_in(Value value) {
  centrifugo::Filter filter;
  read(value["op"], filter.op);
  read(value["key"], filter.key);
  read(value["cmp"], filter.cmp);
  read(value["val"], filter.val);
  for (std::uint32_t at = 0; at < value["vals"].size(); ++at) filter.vals.emplace_back(value["vals"][at].text_or({}));
  for (std::uint32_t at = 0; at < value["nodes"].size(); ++at) filter.nodes.push_back(filter_in(value["nodes"][at]));
  return filter;
}

void read(Value value, SubscriptionOptions& options) {
  read(value["token"], options.token);
  read(value["data"], options.data);
  read(value["asksToken"], options.asks_token);
  read(value["asksData"], options.asks_data);
  read(value["positioned"], options.positioned);
  read(value["recoverable"], options.recoverable);
  read(value["joinLeave"], options.join_leave);
  read(value["since"], options.since);
  options.delta = value["delta"].text_or({}) == "fossil";
  if (value["tagsFilter"]) options.tags_filter = filter_in(value["tagsFilter"]);
  read_delay(value["minResubscribeDelay"], options.first_delay);
  read_delay(value["maxResubscribeDelay"], options.longest_delay);
}

}  // namespace

std::optional<SubscriptionOptions> read_subscription(std::string_view document) {
  if (document.empty()) return SubscriptionOptions{};
  const auto parsed = json::Document::parse(document);
  if (!parsed) return std::nullopt;
  SubscriptionOptions options;
  read(parsed->root(), options);
  return options;
}

ViewWish read_view(std::string_view document) {
  ViewWish wish;
  const auto parsed = json::Document::parse(document);
  if (!parsed) return wish;
  const auto root = parsed->root();
  read(root["type"], wish.type);
  read(root["channel"], wish.channel);
  if (root["key"]) read(root["key"], wish.key.emplace());
  read(root["limit"], wish.bounds.count);
  read(root["maxBytes"], wish.bounds.bytes);
  read(root["every"], wish.every);
  if (root["maxAge"]) read(root["maxAge"], wish.bounds.age.emplace());
  return wish;
}

HistoryWish read_history(std::string_view document) {
  const auto parsed = json::Document::parse(document);
  if (!parsed) return {};
  HistoryWish wish;
  const auto root = parsed->root();
  wish.limit = static_cast<std::int32_t>(std::clamp(root["limit"].number_or(0), -1.0, 2'147'483'647.0));
  read(root["reverse"], wish.reverse);
  read(root["since"], wish.since);
  return wish;
}

std::vector<std::pair<std::string, std::string>> read_headers(std::string_view document) {
  const auto parsed = json::Document::parse(document);
  return parsed ? headers_in(parsed->root()) : std::vector<std::pair<std::string, std::string>>{};
}

std::optional<Options> read_options(std::string_view document) {
  const auto parsed = json::Document::parse(document);
  if (!parsed) return std::nullopt;
  Options options;
  read(parsed->root(), options);
  return options;
}

}  // namespace hawser
