// How the broker answers.
#include <algorithm>

#include "simulation/broker.h"

namespace hawser::simulation {
namespace {

std::uint64_t seconds(Duration duration) {
  return static_cast<std::uint64_t>(std::max<std::int64_t>(1, duration.count() / 1'000'000));
}

std::optional<std::vector<Publication>> wanted_of(std::optional<std::vector<Publication>> missed, const Plan& plan) {
  if (missed && plan.is_filtered)
    std::erase_if(*missed, [](const Publication& publication) { return !passes(publication.data); });
  return missed;
}

// Of a cache the latest one counts, whatever there was before; who has it gets nothing.
std::optional<std::vector<Publication>> missed_in(const Stream& stream, const Plan& plan, const Position& since) {
  if (!plan.is_cache) return wanted_of(stream.since(since), plan);
  if (stream.history().empty()) return std::nullopt;
  if (since.offset > 0 && since == stream.position()) return std::vector<Publication>{};
  return std::vector{stream.history().back()};
}

}  // namespace

// ---------------------------------------------------------------- what holds for every command

void Broker::obey(Session& session, const Command& command) {
  const auto said = session.waiting.size();
  journal_.write("broker", "< " + print(command));
  note_order(session, command);
  if (command.order == Order::pong) {
    session.owes_pong = false;
  } else if (command.order == Order::connect) {
    connect(session, command);
  } else if (session.is_connected && command.order != Order::subscribe) {
    return answer(session, command);
  } else if (session.is_connected) {
    subscribe(session, command);
  }
  if (session.waiting.size() > said) session.answered.push_back(command.id);
}

void Broker::note_order(Session& session, const Command& command) {
  const bool has_id = command.order != Order::pong && command.order != Order::send;
  if (has_id != (command.id != 0)) throw Violation{"an id where none belongs, or none where one does"};
  if (session.ids.empty() && command.order != Order::connect) throw Violation{"a command before the connect command"};
  if (!session.ids.empty() && command.order == Order::connect) throw Violation{"a second connect command"};
  if (has_id && !session.ids.insert(command.id).second) throw Violation{"two commands with one id"};
}

void Broker::refuse(Session& session, std::uint32_t id, std::uint32_t code, const char* message, bool temporary) {
  Fields error;
  error.number(1, "code", code).text(2, "message", message).flag(3, "temporary", temporary);
  Fields reply;
  session.waiting.push_back(std::move(reply.number(1, "id", id).message(2, "error", std::move(error))));
}

void Broker::reply(Session& session, const Command& command, std::uint32_t number, std::string_view name, Fields body) {
  Fields reply;
  session.waiting.push_back(std::move(reply.number(1, "id", command.id).message(number, name, std::move(body))));
}

// Some commands are refused for no fault of theirs, and some are never answered.
bool Broker::is_spoilt(Session& session, const Command& command, bool may_be_final) {
  if (dice_.chance(mischief.mute)) {
    journal_.write("fault", "no answer");
    return true;
  }
  const bool temporary = dice_.chance(mischief.temporary);
  if (!temporary && !(may_be_final && dice_.chance(mischief.final))) return false;
  if (!temporary && (command.order == Order::subscribe || command.order == Order::sub_refresh))
    denied_.insert(command.channel);
  refuse(session, command.id, temporary ? 100 : 103, temporary ? "internal server error" : "permission denied",
         temporary);
  return true;
}

// ---------------------------------------------------------------- connecting

void Broker::connect(Session& session, const Command& command) {
  if (setup_.guarded && command.token.empty()) throw Violation{"no token where one is needed"};
  if (is_spoilt(session, command, false)) return;
  const auto left = setup_.guarded ? ttl(command.token) : Duration::zero();
  if (left < Duration::zero()) return refuse(session, command.id, 109, "token expired", false);

  session.is_connected = true;
  session.client = "client-" + std::to_string(++count_);
  Fields result;
  result.text(1, "client", session.client).text(2, "version", "5.4.9");
  if (left > Duration::zero()) {
    result.flag(3, "expires", true).number(4, "ttl", seconds(left));
    session.expires = timeline_.now() + left + setup_.grace;
    timeline_.at(*session.expires, [this, link = session.link] { check_expiry(link); });
  }
  std::vector<Fields> subs;
  for (const auto& [name, is_enrolled] : enrolled_) {
    if (!is_enrolled) continue;
    const std::string& channel = name;
    const auto asked = std::find_if(command.wishes.begin(), command.wishes.end(),
                                    [&](const Wish& wish) { return wish.channel == channel; });
    Wish wish;
    if (asked != command.wishes.end()) wish = *asked;
    wish.channel = channel;
    subs.push_back(Fields::entry(channel, accept(session, wish, true)));
  }
  result.map(6, "subs", std::move(subs)).number(7, "ping", seconds(setup_.ping)).flag(8, "pong", true);
  reply(session, command, 5, "connect", std::move(result));
  timeline_.in(setup_.ping, [this, link = session.link] { ping(link); });
}

// ---------------------------------------------------------------- subscribing

void Broker::check_wish(const Wish& wish) const {
  const auto& plan = this->plan(wish.channel);
  if (plan.has_data != !wish.data.empty()) throw Violation{"without its data: " + wish.channel};
  if (plan.is_filtered != wish.is_filtered) throw Violation{"without its filter: " + wish.channel};
  if (plan.server_side) throw Violation{"subscribed to what the server subscribes to: " + wish.channel};
  if (plan.guarded && wish.token.rfind(wish.channel + ".", 0) != 0) throw Violation{"no token for " + wish.channel};
}

bool Broker::is_subscribed(Session& session, const Command& command) {
  const auto found = session.subscriptions.find(command.channel);
  if (found == session.subscriptions.end()) return false;
  if (!found->second.is_unwanted) throw Violation{"subscribed twice: " + command.channel};
  refuse(session, command.id, 105, "already subscribed", false);
  return true;
}

void Broker::subscribe(Session& session, const Command& command) {
  const auto& wish = command.wishes.front();
  check_wish(wish);
  if (is_subscribed(session, command) || is_spoilt(session, command, true)) return;
  const auto left = plan(wish.channel).guarded ? ttl(wish.token) : Duration::zero();
  if (left < Duration::zero()) return refuse(session, command.id, 109, "token expired", false);

  auto result = accept(session, wish, false);
  if (left > Duration::zero()) {
    result.flag(1, "expires", true).number(2, "ttl", seconds(left));
    auto& expires = session.subscriptions[wish.channel].expires;
    expires = timeline_.now() + left + setup_.grace;
    timeline_.at(*expires, [this, link = session.link, channel = wish.channel] { check_expiry(link, channel); });
  }
  reply(session, command, 6, "subscribe", std::move(result));
  if (!session.subscriptions[wish.channel].join_leave) return;
  Fields event;
  push(session, wish.channel, std::move(event.message(1, "info", member(session.client, "42"))), 5, "join");
}

// Whoever comes back gets what he missed, and his own position; or is told that there is no coming back, and where to
// begin.
Fields Broker::accept(Session& session, const Wish& wish, bool is_server_side) {
  const auto& plan = this->plan(wish.channel);
  const auto& stream = streams_.at(wish.channel);
  if (!session.accepted.insert(wish.channel).second && is_calm(session.born))
    throw Violation{"subscribed anew, though nothing was wrong: " + wish.channel};
  auto& subscription = session.subscriptions[wish.channel];
  subscription = {.has_positions = plan.has_positions(),
                  .at = stream.position(),
                  .delta = plan.delta && wish.delta == "fossil",
                  .join_leave = plan.join_leave && !is_server_side,
                  .is_server_side = is_server_side};
  if (plan.compacted && (wish.flag & 1) != 0) subscription.id = next_id(session);

  Fields result;
  if (plan.has_positions()) {
    const auto missed = wish.recover ? missed_in(stream, plan, wish.since) : std::nullopt;
    result.flag(3, "recoverable", plan.recoverable).text(6, "epoch", stream.epoch());
    if (missed && !missed->empty()) result.list(7, "publications", recovered(subscription, *missed));
    result.flag(8, "recovered", missed.has_value()).number(9, "offset", missed ? wish.since.offset : stream.top());
    result.flag(10, "positioned", true).flag(12, "was_recovering", wish.recover);
  }
  result.flag(13, "delta", subscription.delta).number(14, "id", static_cast<std::uint64_t>(subscription.id));
  return result;
}

std::int64_t Broker::next_id(const Session& session) {
  for (;;) {
    const auto id = static_cast<std::int64_t>(1 + dice_.below(99));
    if (std::none_of(session.subscriptions.begin(), session.subscriptions.end(),
                     [&](const auto& it) { return it.second.id == id; }))
      return id;
  }
}

// The first one whole, the others as what they differ in.
std::vector<Fields> Broker::recovered(Subscription& subscription, const std::vector<Publication>& missed) {
  std::vector<Fields> all;
  for (const auto& publication : missed) all.push_back(written(subscription, publication));
  if (dice_.chance(0.5)) subscription.base.reset();
  return all;
}

// ---------------------------------------------------------------- everything else

void Broker::answer(Session& session, const Command& command) {
  if (command.order == Order::send) return;
  if (command.order == Order::unsubscribe) return answer_unsubscribe(session, command);
  if (is_spoilt(session, command, command.order != Order::refresh)) return;
  switch (command.order) {
    case Order::publish: return answer_publish(session, command);
    case Order::presence: return reply(session, command, 9, "presence", members(session, command.channel));
    case Order::presence_stats: return answer_stats(session, command);
    case Order::history: return answer_history(session, command);
    case Order::ping: return reply(session, command, 12, "ping", {});
    case Order::rpc: return answer_rpc(session, command);
    case Order::refresh: return answer_refresh(session, command);
    case Order::sub_refresh: return answer_sub_refresh(session, command);
    default: return;
  }
}

void Broker::answer_unsubscribe(Session& session, const Command& command) {
  const auto said = session.waiting.size();
  const bool is_spoilt = this->is_spoilt(session, command, false);
  const bool is_refused = session.waiting.size() > said;
  const auto found = session.subscriptions.find(command.channel);
  if (is_refused && found != session.subscriptions.end()) found->second.is_unwanted = true;
  if (!is_refused) session.subscriptions.erase(command.channel);
  if (!is_spoilt) reply(session, command, 7, "unsubscribe", {});
}

void Broker::answer_publish(Session& session, const Command& command) {
  ++journal_.counts.published;
  ++executed_[command.data];
  const Link link = session.link;
  announce(command.channel, streams_.at(command.channel).publish(command.data, true));
  if (this->session(link) == &session) reply(session, command, 8, "publish", {});
}

void Broker::answer_rpc(Session& session, const Command& command) {
  if (command.method == "unknown") return refuse(session, command.id, 104, "method not found", false);
  Fields result;
  reply(session, command, 13, "rpc", std::move(result.data(1, "data", command.data)));
}

Fields Broker::members(const Session& session, const std::string& channel) const {
  std::vector<Fields> entries;
  if (session.subscriptions.contains(channel))
    entries.push_back(Fields::entry(session.client, member(session.client, "42")));
  if (const auto found = visitors_.find(channel); found != visitors_.end())
    for (const auto& visitor : found->second) entries.push_back(Fields::entry(visitor, member(visitor, "7")));
  Fields result;
  return std::move(result.map(1, "presence", std::move(entries)));
}

void Broker::answer_stats(Session& session, const Command& command) {
  const auto found = visitors_.find(command.channel);
  const auto others = found == visitors_.end() ? 0 : found->second.size();
  const auto own = session.subscriptions.contains(command.channel) ? 1U : 0U;
  Fields result;
  result.number(1, "num_clients", others + own).number(2, "num_users", (others > 0 ? 1U : 0U) + own);
  reply(session, command, 10, "presence_stats", std::move(result));
}

// Begins with the first that there still is: whether it is the one that comes next is for the client to see.
void Broker::answer_history(Session& session, const Command& command) {
  const auto& stream = streams_.at(command.channel);
  if (command.since && !command.since->epoch.empty() && command.since->epoch != stream.epoch())
    return refuse(session, command.id, 112, "unrecoverable position", false);
  std::vector<Publication> found{stream.history().begin(), stream.history().end()};
  if (command.reverse) std::reverse(found.begin(), found.end());
  if (command.since) {
    std::erase_if(found, [&](const Publication& publication) {
      return command.reverse ? publication.offset >= command.since->offset
                             : publication.offset <= command.since->offset;
    });
  }
  if (command.limit >= 0 && found.size() > static_cast<std::size_t>(command.limit))
    found.resize(static_cast<std::size_t>(command.limit));
  std::vector<Fields> publications;
  for (const auto& publication : found) publications.push_back(written(publication, false));
  Fields result;
  result.list(1, "publications", std::move(publications)).text(2, "epoch", stream.epoch());
  reply(session, command, 11, "history", std::move(result.number(3, "offset", stream.top())));
}

void Broker::answer_refresh(Session& session, const Command& command) {
  const auto left = ttl(command.token);
  if (left < Duration::zero()) return refuse(session, command.id, 109, "token expired", false);
  Fields result;
  result.text(1, "client", session.client).text(2, "version", "5.4.9");
  session.expires.reset();
  if (left > Duration::zero()) {
    result.flag(3, "expires", true).number(4, "ttl", seconds(left));
    session.expires = timeline_.now() + left + setup_.grace;
    timeline_.at(*session.expires, [this, link = session.link] { check_expiry(link); });
  }
  reply(session, command, 14, "refresh", std::move(result));
}

void Broker::answer_sub_refresh(Session& session, const Command& command) {
  const auto found = session.subscriptions.find(command.channel);
  if (found == session.subscriptions.end()) {
    denied_.insert(command.channel);
    return refuse(session, command.id, 103, "permission denied", false);
  }
  if (command.token.rfind(command.channel + ".", 0) != 0) throw Violation{"no token for " + command.channel};
  const auto left = ttl(command.token);
  if (left < Duration::zero()) return refuse(session, command.id, 109, "token expired", false);
  Fields result;
  found->second.expires.reset();
  if (left > Duration::zero()) {
    result.flag(1, "expires", true).number(2, "ttl", seconds(left));
    found->second.expires = timeline_.now() + left + setup_.grace;
    timeline_.at(*found->second.expires,
                 [this, link = session.link, channel = command.channel] { check_expiry(link, channel); });
  }
  reply(session, command, 15, "sub_refresh", std::move(result));
}

}  // namespace hawser::simulation
