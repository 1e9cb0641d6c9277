// The life of the connection to a broker: who we are, whether it is still there, and a token that runs out.
#include "client/centrifugo/session.h"

#include <algorithm>

#include "client/centrifugo/details.h"
#include "protocol/centrifugo/codes.h"
#include "protocol/json.h"

namespace hawser::centrifugo {
namespace {

// A second is enough for any network that is worth holding on to.
constexpr Duration probe_patience = std::chrono::seconds{1};

// Of renewing a token. Source: the reference client.
constexpr Duration shortest_retry = std::chrono::seconds{5};

// Seconds. The longest time that a timer of a browser can wait.
constexpr std::uint32_t longest_ttl = 2'147'483;

// The server's word on whether to come back, in a reason that is JSON. Source: `onClose` of the reference client.
std::optional<bool> advice(std::string_view reason) {
  if (reason.empty() || reason.front() != '{') return std::nullopt;
  const auto parsed = json::Document::parse(reason);
  return parsed ? parsed->root()["reconnect"].boolean() : std::nullopt;
}

std::uint32_t number(auto code) { return static_cast<std::uint32_t>(code); }

}  // namespace

Session::Session(const Options& options, Line& line)
    : line_{line},
      settings_{*options.centrifugo},
      chosen_{options.resumes.chosen},
      envelope_{options.envelope, options.max_depth},
      max_message_bytes_{options.max_message_bytes},
      limits_{.max_depth = options.max_depth} {}

// ---------------------------------------------------------------- a link comes

void Session::resolved(const Resolved& answer) {
  token_ = answer.token;
  data_ = answer.hello;
  renews_ = false;
}

// Subscriptions don't wait for the reply: a server that refuses the connection drops them.
void Session::opened(Moment moment) {
  stage_ = Stage::greeting;
  resume();
  std::vector<Header> headers;
  for (const auto& [name, value] : settings_.headers) headers.push_back({name, value});
  std::vector<Subscribe> subs;
  for (const auto& [channel, feed] : feeds_)
    if (feed.is_server_side && feed.is_recoverable && feed.position)
      subs.push_back({.channel = feed.name,
                      .recover = true,
                      .since = {.offset = feed.position->offset, .epoch = feed.position->epoch}});
  first_id_ = last_id_ + 1;
  order(Purpose::connect, 0,
        Connect{.token = token_,
                .data = data_,
                .name = settings_.name,
                .version = settings_.version,
                .headers = headers,
                .subs = subs},
        moment);
  subscribe_all(moment);
}

void Session::take_connected(const ConnectResult& result, Moment moment) {
  stage_ = Stage::up;
  pongs_ = result.pong;
  const bool is_watched = result.ping > 0 && settings_.max_server_ping_delay > Duration::zero();
  const auto limit = std::chrono::seconds{result.ping} + settings_.max_server_ping_delay;
  silence_.start(moment.now, is_watched ? std::optional<Duration>{limit} : std::nullopt);
  plan_refresh(result.expires, result.ttl, moment);
  line_.establish(line_.hold(details::connection(result)), moment);
  take_listed(result.subs, moment);
}

void Session::take_refused(const Error& error, Moment moment) {
  const bool is_temporary = centrifugo::is_temporary(error.code, error.temporary);
  renews_ = asks_for_token(error.code) && settings_.asks_token;
  line_.tell(Refusal{0, Phase::connect, error.code, is_temporary, error.message});
  line_.fail(!is_temporary && !renews_, moment);
}

// ---------------------------------------------------------------- and goes

bool Session::is_final(const Closed& closed) {
  if (invalidates_connection(closed.code)) invalidate();
  if (const auto reconnects = advice(closed.reason)) return !*reconnects;
  return is_terminal_close(closed.code) || is_too_big_close(closed.code);
}

// The broker closes with a code of its own where it doesn't like us.
bool Session::explains(const Lost& lost, bool is_final) {
  if (lost.code < 3000) return false;
  line_.tell(Refusal{0, Phase::connect, lost.code, !is_final, lost.reason});
  return true;
}

void Session::invalidate() {
  renews_ = settings_.asks_token;
  for (auto& [channel, feed] : feeds_) feed.invalidate();
}

void Session::cut() {
  stage_ = Stage::down;
  ask_ = 0;
  silence_.stop();
  awaited_.clear();
  agenda_.clear();
  by_id_.clear();
  for (auto& [channel, feed] : feeds_) feed.forget_subscription();
}

void Session::lost() {
  for (auto& [channel, feed] : feeds_)
    if (!feed.is_refused) tell(subscriptions_.postpone(feed.subscription));
}

void Session::ended() {
  cut();
  for (auto& [channel, feed] : feeds_) tell(subscriptions_.end(feed.subscription));
}

// What we asked was not answered, or not in a way that makes sense: nothing on this link can be trusted.
void Session::drop(Moment moment) {
  if (stage_ == Stage::up) return line_.lose(cut_off, Window::narrow, moment);
  line_.fail(false, moment);
}

// ---------------------------------------------------------------- is it still there

void Session::check(Moment moment) {
  while (const auto alarm = agenda_.take_due(moment.now)) ring(*alarm, moment);
  if (!silence_.is_dead(moment.now)) return;
  line_.tell(Fault{FaultCode::unanswered, 0, {}, {}});
  line_.lose(cut_off, Window::narrow, moment);
}

void Session::ring(const Alarm& alarm, Moment moment) {
  Feed* const meant = feed(alarm.subject);
  switch (alarm.kind) {
    case Alarm::Kind::no_reply: return no_reply(alarm.subject, moment);
    case Alarm::Kind::refresh: return ask_token();
    case Alarm::Kind::resubscribe:
      meant->is_waiting = false;
      return meant->is_resyncing ? send_subscribe(*meant, moment) : seek(*meant, moment);
    case Alarm::Kind::sub_refresh: return ask_for(*meant, true, false);
  }
}

bool Session::doubt(Hint hint, Moment moment) {
  if (hint == Hint::visible || stage_ != Stage::up) return true;
  order(Purpose::ping, 0, Ping{}, moment);
  silence_.asked(moment.now, probe_patience);
  return true;
}

// ---------------------------------------------------------------- a token that runs out

void Session::plan_refresh(bool expires, std::uint32_t ttl, Moment moment) {
  plan_renewal({Alarm::Kind::refresh, 0}, expires && settings_.asks_token, ttl, moment);
}

// Of the connection's token, or of a subscription's.
void Session::plan_renewal(const Alarm& alarm, bool is_due, std::uint32_t ttl, Moment moment) {
  agenda_.clear(alarm);
  if (is_due) agenda_.set(alarm, moment.now + std::chrono::seconds{std::min(ttl, longest_ttl)});
}

void Session::retry_refresh(Moment moment) {
  const auto delay = shortest_retry + Duration{static_cast<Duration::rep>(moment.roll * shortest_retry.count())};
  agenda_.set({Alarm::Kind::refresh, 0}, moment.now + delay);
}

void Session::ask_token() {
  ask_ = ++last_ask_;
  line_.tell(Ask{ask_, 0, true, false});
}

void Session::refused_refresh(const Error& error, Moment moment) {
  const bool is_retried = is_temporary(error.code, error.temporary);
  line_.tell(Refusal{0, Phase::refresh, error.code, is_retried, error.message});
  if (is_retried) return retry_refresh(moment);
  end(error.code, error.message, moment);
}

// The link is of no use any more, and neither would be another.
void Session::end(std::uint32_t code, std::string_view reason, Moment moment) {
  line_.quit({static_cast<std::uint16_t>(code), reason, true}, moment);
}

void Session::answered(const Answered& answer, Moment moment) {
  for (auto& [channel, feed] : feeds_)
    if (feed.ask == answer.ask && answer.ask != 0) return answered_for(feed, answer, moment);
  if (answer.ask == 0 || answer.ask != ask_) return;
  ask_ = 0;
  order(Purpose::refresh, 0, Refresh{answer.token}, moment);
}

void Session::unanswered(const Unanswered& answer, Moment moment) {
  for (auto& [channel, feed] : feeds_)
    if (feed.ask == answer.ask && answer.ask != 0) return unanswered_for(feed, answer, moment);
  if (answer.ask == 0 || answer.ask != ask_) return;
  ask_ = 0;
  const auto code =
      answer.unauthorized ? number(DisconnectedCode::unauthorized) : number(ClientError::client_refresh_token);
  line_.tell(Refusal{0, Phase::token, code, !answer.unauthorized, answer.why});
  if (!answer.unauthorized) return retry_refresh(moment);
  end(code, "unauthorized", moment);
}

}  // namespace hawser::centrifugo
