// What we want to hear: asked for on every link, with a token where one is needed, again after a while where the broker
// couldn't, and from where the stream was left.
#include <algorithm>

#include "client/centrifugo/details.h"
#include "client/centrifugo/session.h"
#include "protocol/centrifugo/codes.h"

namespace hawser::centrifugo {
namespace {

constexpr Duration shortest_retry = std::chrono::seconds{10};  // of renewing a token. Source: the reference client

BackoffPolicy resubscribing(const Settings& settings, const SubscriptionOptions& options) {
  const Duration longest = options.longest_delay.value_or(settings.longest_resubscribe);
  BackoffPolicy policy;
  policy.first = options.first_delay.value_or(std::min(settings.first_resubscribe, longest));
  policy.spread = policy.first;
  policy.longest = std::max(policy.first, longest);
  return policy;
}

bool is(ServerError code, const Error& error) { return error.code == static_cast<std::uint32_t>(code); }

// One roll of the dice a moment is enough for many channels that shall not return together.
double spread(double roll, std::uint32_t channel) {
  const double mixed = roll + channel * 0.6180339887498949;
  return mixed - static_cast<double>(static_cast<std::uint64_t>(mixed));
}

}  // namespace

Feed* Session::feed(Channel channel) {
  const auto found = feeds_.find(channel);
  return found == feeds_.end() ? nullptr : &found->second;
}

Feed* Session::feed(std::string_view name) {
  const Subscription* const subscription = subscriptions_.find(name);
  return subscription ? feed(subscription->number()) : nullptr;
}

Feed& Session::add(std::string_view name, Subscription& subscription, SubscriptionOptions options) {
  const Backoff backoff{resubscribing(settings_, options)};
  Feed feed{std::string{name}, subscription, std::move(options), backoff};
  feed.token = feed.options.token;
  feed.data = feed.options.data;
  feed.position = feed.options.since;
  feed.is_recoverable = feed.position.has_value();
  return feeds_.emplace(subscription.number(), std::move(feed)).first->second;
}

void Session::remove(Channel channel) {
  const auto found = feeds_.find(channel);
  if (found == feeds_.end()) return;
  leave(channel, found->second);
  feeds_.erase(found);
}

// A subscription is over: what it knew, what it waits for, and its number in place of a name.
void Session::leave(Channel channel, Feed& feed) {
  agenda_.clear({Alarm::Kind::resubscribe, channel});
  agenda_.clear({Alarm::Kind::sub_refresh, channel});
  if (feed.id != 0) by_id_.erase(feed.id);
  feed.forget_subscription();
}

void Session::tell(const Subscriptions::Change& change) {
  if (change) line_.tell(*change);
}

// ---------------------------------------------------------------- what the user wants

Channel Session::subscribe(std::string_view name, SubscriptionOptions options, Moment moment) {
  Subscription& subscription = subscriptions_.hold(name);
  Feed* const known = feed(subscription.number());
  Feed& wanted = known ? *known : add(name, subscription, std::move(options));
  wanted.is_refused = false;
  if (line_.state() == State::open || is_coming(line_.state())) seek(wanted, moment);
  return wanted.number();
}

void Session::unsubscribe(Channel channel, Moment moment) {
  const Feed* const held = feed(channel);
  const bool is_asked = held != nullptr && stage_ != Stage::down && (held->command != 0 || held->is_subscribed());
  const auto ended = subscriptions_.release(channel);
  if (!ended) return;
  remove(channel);
  if (is_asked) order(Purpose::unsubscribe, 0, Unsubscribe{ended->name}, moment);
}

// ---------------------------------------------------------------- asking

void Session::subscribe_all(Moment moment) {
  for (auto& [channel, feed] : feeds_) seek(feed, moment);
}

// Whatever is on its way already will come to an end.
void Session::seek(Feed& feed, Moment moment) {
  if (feed.is_server_side || feed.is_refused || feed.is_subscribed()) return;
  if (feed.command != 0 || feed.ask != 0 || feed.is_waiting) return;
  tell(subscriptions_.postpone(feed.subscription));
  if (stage_ == Stage::down) return;
  const bool needs_token = feed.options.asks_token && feed.token.empty();
  if (needs_token || feed.options.asks_data) return ask_for(feed, needs_token, feed.options.asks_data);
  send_subscribe(feed, moment);
}

void Session::ask_for(Feed& feed, bool token, bool data) {
  feed.ask = ++last_ask_;
  line_.tell(Ask{feed.ask, feed.number(), token, data});
}

void Session::answered_for(Feed& feed, const Answered& answer, Moment moment) {
  feed.ask = 0;
  if (feed.options.asks_data && !feed.is_subscribed()) feed.data = answer.data;
  if (!answer.token.empty() || feed.is_subscribed()) feed.token = answer.token;
  if (!feed.is_subscribed()) return send_subscribe(feed, moment);
  order(Purpose::sub_refresh, feed.number(), SubRefresh{feed.name, feed.token}, moment);
}

void Session::unanswered_for(Feed& feed, const Unanswered& answer, Moment moment) {
  feed.ask = 0;
  const auto code = answer.unauthorized    ? static_cast<std::uint32_t>(UnsubscribeCode::unauthorized)
                    : feed.is_subscribed() ? static_cast<std::uint32_t>(ClientError::subscription_refresh_token)
                                           : static_cast<std::uint32_t>(ClientError::subscription_subscribe_token);
  if (answer.data) return without_data(feed, answer.why, moment);
  line_.tell(Refusal{feed.number(), Phase::token, code, !answer.unauthorized, answer.why});
  if (!answer.unauthorized) return feed.is_subscribed() ? retry_sub_refresh(feed, moment) : try_later(feed, moment);
  if (feed.is_subscribed()) order(Purpose::unsubscribe, 0, Unsubscribe{feed.name}, moment);
  refuse(feed, code, "unauthorized");
}

void Session::without_data(Feed& feed, std::string_view why, Moment moment) {
  line_.tell(
      Refusal{feed.number(), Phase::data, static_cast<std::uint32_t>(ClientError::bad_configuration), true, why});
  try_later(feed, moment);
}

void Session::send_subscribe(Feed& feed, Moment moment) {
  const bool recovers = feed.is_recoverable && feed.position;
  const Subscribe wish{.channel = feed.name,
                       .token = feed.token,
                       .data = feed.data,
                       .positioned = feed.options.positioned,
                       .recoverable = feed.options.recoverable,
                       .join_leave = feed.options.join_leave,
                       .flag = channel_compaction,
                       .recover = recovers,
                       .since = recovers ? Position{feed.position->offset, feed.position->epoch} : Position{},
                       .delta = feed.options.delta ? "fossil" : "",
                       .tags_filter = feed.options.tags_filter ? &*feed.options.tags_filter : nullptr};
  feed.command = order(Purpose::subscribe, feed.number(), wish, moment);
  if (!feed.is_resyncing) tell(subscriptions_.ask(feed.subscription, std::nullopt));
}

// ---------------------------------------------------------------- what the broker says

// The subscription is told before what it brings.
void Session::accept(Feed& feed, const SubscribeResult& result, Moment moment) {
  const bool is_resync = feed.is_resyncing && feed.is_subscribed();
  leave(feed.number(), feed);
  feed.has_delta = result.delta;
  feed.is_recoverable = result.recoverable;
  feed.id = result.id;
  if (feed.id != 0) by_id_[feed.id] = feed.number();
  if (!is_resync) feed.backoff.reset();
  plan_sub_refresh(feed, result.expires, result.ttl, moment);
  const bool is_known = is_resync && result.recovered && feed.position && feed.position->epoch == result.epoch;
  take_position(feed, result);

  tell(subscriptions_.confirm(feed.subscription));
  const auto begins = feed.position ? feed.position->offset : result.offset;
  if (!is_known)
    line_.tell(
        hawser::Subscribed{feed.number(), line_.hold(details::subscription(result, begins, feed.is_server_side))});
  for (const Publication& publication : replies_[result.publications]) {
    deliver(feed, publication, moment);
    if (stage_ == Stage::down || feed.is_resyncing) return;
  }
}

// What was recovered begins behind what we have, if it is of the same history; else the stream begins where the server
// says. (Of a recovery it says only where we asked it to begin. A channel that recovers its newest publication alone
// does so across epochs.)
void Session::take_position(Feed& feed, const SubscribeResult& result) {
  if (!result.recoverable && !result.positioned) return feed.position.reset();
  const bool goes_on = result.recovered && feed.position && feed.position->epoch == result.epoch;
  const auto begins = result.recovered ? 0 : result.offset;
  feed.position = hawser::Position{goes_on ? feed.position->offset : begins, std::string{result.epoch}};
}

void Session::refused(Feed& feed, const Error& error, Moment moment) {
  leave(feed.number(), feed);
  if (is(ServerError::already_subscribed, error)) return resync(feed, moment);
  const bool is_temporary = centrifugo::is_temporary(error.code, error.temporary);
  const bool renews = asks_for_token(error.code) && feed.options.asks_token;
  const bool begins_anew = is(ServerError::unrecoverable_position, error) && feed.position;
  if (!is_temporary && !renews && !begins_anew) return refuse(feed, error.code, error.message);
  line_.tell(Refusal{feed.number(), Phase::subscribe, error.code, is_temporary, error.message});
  if (renews) feed.token.clear();
  if (begins_anew) feed.position.reset();
  tell(subscriptions_.postpone(feed.subscription));
  try_later(feed, moment);
}

void Session::refuse(Feed& feed, std::uint32_t code, std::string_view reason) {
  leave(feed.number(), feed);
  feed.is_refused = true;
  line_.tell(hawser::Unsubscribed{feed.number(), code, line_.hold(std::string{reason})});
  tell(subscriptions_.end(feed.subscription));
}

void Session::try_later(Feed& feed, Moment moment) {
  const auto delay = feed.backoff.next(Window::narrow, spread(moment.roll, feed.number()));
  feed.is_waiting = true;
  agenda_.set({Alarm::Kind::resubscribe, feed.number()}, moment.now + delay.value_or(settings_.longest_resubscribe));
}

void Session::take_unsubscribed(Feed& feed, const Unsubscribed& push, Moment moment) {
  if (feed.is_server_side) return abandon(feed, push.code, push.reason);
  if (!feed.is_subscribed()) return;
  if (invalidates_subscription(push.code)) {
    feed.invalidate();
    if (feed.options.asks_token) feed.token.clear();
  }
  const bool is_asked_anew = feed.command != 0;  // then this is the end of what was before
  if (!resubscribes(push.code)) {
    if (is_asked_anew) order(Purpose::unsubscribe, 0, Unsubscribe{feed.name}, moment);
    return refuse(feed, push.code, push.reason);
  }
  if (feed.is_resyncing) return;
  leave(feed.number(), feed);
  line_.tell(hawser::Unsubscribed{feed.number(), push.code, line_.hold(std::string{push.reason})});
  tell(subscriptions_.postpone(feed.subscription));
  try_later(feed, moment);
}

// ---------------------------------------------------------------- a hole in the stream

// What is missing is recovered by subscribing anew from where we are; till then nothing later is delivered. What the
// server chose can be recovered only with the link.
void Session::resync(Feed& feed, Moment moment) {
  if (feed.is_server_side) return drop(moment);
  leave(feed.number(), feed);
  feed.is_resyncing = true;
  order(Purpose::unsubscribe, 0, Unsubscribe{feed.name}, moment);
  const bool is_first = feed.backoff.made() == 0;
  try_later(feed, moment);
  if (!is_first) return;
  agenda_.clear({Alarm::Kind::resubscribe, feed.number()});
  feed.is_waiting = false;
  send_subscribe(feed, moment);
}

// Replies come in the order of their commands, so a frame that was too big to read is the answer to the oldest. What it
// would have recovered will never fit: the stream begins anew, and its loss is told.
void Session::missed(Moment moment) {
  if (awaited_.empty()) return;
  const auto call = asked_.lower_bound(first_id_);  // one from before the link left behind what we ask first
  if (call != asked_.end() && call->first < awaited_.begin()->first) return;
  const auto [purpose, channel, since] = awaited_.begin()->second;
  if (purpose == Purpose::connect) {
    for (auto& [number, feed] : feeds_)
      if (feed.is_server_side) feed.invalidate();
    return drop(moment);
  }
  Feed* const meant = feed(channel);
  if (purpose != Purpose::subscribe || !meant || !meant->position) return;
  meant->invalidate();
  resync(*meant, moment);
}

// ---------------------------------------------------------------- a token that runs out

void Session::plan_sub_refresh(Feed& feed, bool expires, std::uint32_t ttl, Moment moment) {
  plan_renewal({Alarm::Kind::sub_refresh, feed.number()}, expires && feed.options.asks_token, ttl, moment);
}

void Session::retry_sub_refresh(Feed& feed, Moment moment) {
  const auto more = spread(moment.roll, feed.number()) * static_cast<double>(shortest_retry.count());
  agenda_.set({Alarm::Kind::sub_refresh, feed.number()},
              moment.now + shortest_retry + Duration{static_cast<Duration::rep>(more)});
}

void Session::refused_sub_refresh(Feed& feed, const Error& error, Moment moment) {
  if (!feed.is_subscribed()) return;
  const bool is_retried = is_temporary(error.code, error.temporary);
  line_.tell(Refusal{feed.number(), Phase::sub_refresh, error.code, is_retried, error.message});
  if (is_retried) return retry_sub_refresh(feed, moment);
  order(Purpose::unsubscribe, 0, Unsubscribe{feed.name}, moment);
  refuse(feed, error.code, error.message);
}

}  // namespace hawser::centrifugo
