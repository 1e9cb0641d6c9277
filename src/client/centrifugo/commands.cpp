// What is asked, and what the broker answers.
#include "client/centrifugo/details.h"
#include "client/centrifugo/session.h"
#include "client/options_json.h"
#include "protocol/centrifugo/codes.h"

namespace hawser::centrifugo {
namespace {

Slice slice(Span span) { return {span.begin, span.end}; }

constexpr Error unanswered_in_time{static_cast<std::uint32_t>(ClientError::timeout), "timeout", true};

}  // namespace

// ---------------------------------------------------------------- out

std::optional<Framing> Session::framing() const {
  if (settings_.format == Format::json) return Framing{"\n", false};
  return Framing{"", true};
}

void Session::write(std::string& frame, std::uint32_t id, const Command& command) const {
  if (settings_.format == Format::json) return write_json(frame, id, command);
  write_protobuf(frame, id, command);
}

void Session::speak(std::uint32_t id, const Command& command) {
  scratch_.clear();
  write(scratch_, id, command);
  line_.transmit(scratch_, settings_.format == Format::protobuf);
}

std::uint32_t Session::order(Purpose purpose, Channel channel, const Command& command, Moment moment) {
  const auto id = next_id();
  awaited_.emplace(id, Awaited{purpose, channel, moment.now});
  agenda_.set({Alarm::Kind::no_reply, id}, moment.now + settings_.timeout);
  speak(id, command);
  return id;
}

std::string Session::command(const Call& call) {
  std::string frame;
  if (call.operation == Operation::send) {
    write(frame, 0, Send{call.data});
    return frame;
  }
  const auto id = next_id();
  asked_.emplace(id, Asked{call.operation, call.ticket});
  switch (call.operation) {
    case Operation::publish: write(frame, id, Publish{call.name, call.data}); break;
    case Operation::rpc: write(frame, id, Rpc{call.name, call.data}); break;
    case Operation::presence: write(frame, id, Presence{call.name}); break;
    case Operation::presence_stats: write(frame, id, PresenceStats{call.name}); break;
    case Operation::history: {
      const auto wish = read_history(call.data);
      const Position since = wish.since ? Position{wish.since->offset, wish.since->epoch} : Position{};
      write(frame, id, History{call.name, wish.since ? &since : nullptr, wish.limit, wish.reverse});
      break;
    }
    case Operation::send: break;
  }
  return frame;
}

void Session::forgotten(Ticket ticket) {
  std::erase_if(asked_, [ticket](const auto& asked) { return asked.second.ticket == ticket; });
}

// ---------------------------------------------------------------- in

void Session::received(std::string_view bytes, bool binary, Moment moment) {
  const bool is_ours = binary == (settings_.format == Format::protobuf);
  const auto read = settings_.format == Format::json ? read_json : read_protobuf;
  const ContentNames names{envelope_.names().type, envelope_.names().payload, line_.audience().views.first_name()};
  if (!is_ours || read(bytes, limits_, replies_, names) == Verdict::refused) return take_nonsense(moment);
  frame_ = bytes;
  for (const Reply& reply : replies_.replies) {
    take(reply, moment);
    if (stage_ == Stage::down) return;
  }
  // What a view keeps is read when somebody looks; where there is none, it was for nobody.
  if (!line_.audience().views.any()) looked();
}

void Session::take(const Reply& reply, Moment moment) {
  if (reply.is_ping()) {
    if (pongs_) speak(0, Pong{});
    return;
  }
  if (const auto* const push = std::get_if<Push>(&reply.body)) {
    if (stage_ == Stage::up) take_push(*push, moment);
    return;
  }
  if (const auto asked = asked_.find(reply.id); asked != asked_.end()) {
    const Asked call = asked->second;
    asked_.erase(asked);
    return settle(call, reply, moment);
  }
  const auto found = awaited_.find(reply.id);
  if (found == awaited_.end()) return;
  const Awaited awaited = found->second;
  if (stage_ == Stage::greeting && awaited.purpose != Purpose::connect) return;  // not before it agreed to talk
  awaited_.erase(found);
  agenda_.clear({Alarm::Kind::no_reply, reply.id});
  if (awaited.purpose == Purpose::subscribe && !is_asked_for_by(reply.id, awaited.channel)) return;
  if (awaited.purpose == Purpose::connect || awaited.purpose == Purpose::ping) round_trip_ = moment.now - awaited.since;
  if (const auto* const error = std::get_if<Error>(&reply.body)) return take_error(awaited, *error, moment);
  take_reply(awaited, reply, moment);
}

// Somebody still wants it, and nothing has happened since that made another command of it.
bool Session::is_asked_for_by(std::uint32_t id, Channel channel) {
  const Feed* const meant = feed(channel);
  return meant != nullptr && meant->command == id;
}

void Session::take_reply(const Awaited& awaited, const Reply& reply, Moment moment) {
  Feed* const meant = feed(awaited.channel);
  switch (awaited.purpose) {
    case Purpose::connect:
      if (const auto* const result = std::get_if<ConnectResult>(&reply.body)) return take_connected(*result, moment);
      return take_nonsense(moment);
    case Purpose::subscribe:
      if (const auto* const result = std::get_if<SubscribeResult>(&reply.body)) return accept(*meant, *result, moment);
      return take_nonsense(moment);
    case Purpose::refresh:
      if (const auto* const result = std::get_if<RefreshResult>(&reply.body))
        plan_refresh(result->expires, result->ttl, moment);
      return;
    case Purpose::sub_refresh:
      if (const auto* const result = std::get_if<SubRefreshResult>(&reply.body); result && meant)
        plan_sub_refresh(*meant, result->expires, result->ttl, moment);
      return;
    case Purpose::unsubscribe:
    case Purpose::ping: return;
  }
}

void Session::take_error(const Awaited& awaited, const Error& error, Moment moment) {
  Feed* const meant = feed(awaited.channel);
  switch (awaited.purpose) {
    case Purpose::connect: return take_refused(error, moment);
    case Purpose::subscribe: return refused(*meant, error, moment);
    case Purpose::unsubscribe: return drop(moment);
    case Purpose::refresh: return refused_refresh(error, moment);
    case Purpose::sub_refresh: return meant ? refused_sub_refresh(*meant, error, moment) : void();
    case Purpose::ping: return;
  }
}

// Nobody knows what became of a subscription: a new link will tell.
void Session::no_reply(std::uint32_t id, Moment moment) {
  const Awaited awaited = awaited_.extract(id).mapped();
  switch (awaited.purpose) {
    case Purpose::connect:
    case Purpose::subscribe: line_.tell(Fault{FaultCode::timeout, awaited.channel, {}, {}}); return drop(moment);
    case Purpose::unsubscribe: return drop(moment);
    case Purpose::refresh:
    case Purpose::sub_refresh: return take_error(awaited, unanswered_in_time, moment);
    case Purpose::ping: return;
  }
}

// An answer to something else than was asked: the link is dropped, and with it what was asked on it.
void Session::take_nonsense(Moment moment) {
  line_.refuse(FaultCode::bad_message);
  drop(moment);
}

void Session::settle(const Asked& asked, const Reply& reply, Moment moment) {
  const auto tell = [&](Outcome outcome, Slice body, std::string detail) {
    line_.settle(asked.ticket, outcome, body, line_.hold(std::move(detail)));
  };
  if (const auto* const error = std::get_if<Error>(&reply.body))
    return tell(Outcome::refused, {}, details::error(*error));
  switch (asked.operation) {
    case Operation::publish:
      if (std::holds_alternative<PublishResult>(reply.body)) return tell(Outcome::done, {}, {});
      break;
    case Operation::rpc:
      if (const auto* const it = std::get_if<RpcResult>(&reply.body)) return tell(Outcome::done, slice(it->data), {});
      break;
    case Operation::presence:
      if (const auto* const it = std::get_if<PresenceResult>(&reply.body))
        return tell(Outcome::done, {}, details::presence(replies_, *it));
      break;
    case Operation::presence_stats:
      if (const auto* const it = std::get_if<PresenceStatsResult>(&reply.body))
        return tell(Outcome::done, {}, details::presence_stats(*it));
      break;
    case Operation::history:
      if (const auto* const it = std::get_if<HistoryResult>(&reply.body))
        return tell(Outcome::done, {}, details::history(replies_, *it));
      break;
    case Operation::send: break;
  }
  take_nonsense(moment);
}

// ---------------------------------------------------------------- unasked

void Session::take_push(const Push& push, Moment moment) {
  if (const auto* const it = std::get_if<Message>(&push.event)) return deliver_message(it->data, moment);
  if (const auto* const it = std::get_if<Refreshed>(&push.event)) return plan_refresh(it->expires, it->ttl, moment);
  if (const auto* const it = std::get_if<Disconnected>(&push.event))
    return line_.lose({static_cast<std::uint16_t>(it->code), line_.hold(std::string{it->reason}), true}, Window::wide,
                      moment);
  if (const auto* const it = std::get_if<Subscribed>(&push.event)) {
    if (push.channel.empty()) return;
    const SubscribeResult result{.recoverable = it->recoverable,
                                 .epoch = it->epoch,
                                 .offset = it->offset,
                                 .positioned = it->positioned,
                                 .data = it->data};
    return accept(adopt(push.channel), result, moment);
  }
  Feed* const meant = feed_of(push);
  if (!meant) return;
  if (const auto* const it = std::get_if<Publication>(&push.event)) return take_publication(*meant, *it, moment);
  if (const auto* const it = std::get_if<Joined>(&push.event)) return take_member(*meant, it->info, true);
  if (const auto* const it = std::get_if<Left>(&push.event)) return take_member(*meant, it->info, false);
  if (const auto* const it = std::get_if<Unsubscribed>(&push.event)) return take_unsubscribed(*meant, *it, moment);
}

// Unless it is of a subscription that was before.
void Session::take_member(const Feed& feed, const ClientInfo& info, bool joined) {
  if (feed.is_subscribed()) line_.tell(MemberChanged{feed.number(), joined, line_.hold(details::member(info))});
}

Feed* Session::feed_of(const Push& push) {
  if (!push.channel.empty()) return feed(push.channel);
  const auto found = by_id_.find(push.id);
  return found == by_id_.end() ? nullptr : feed(found->second);
}

}  // namespace hawser::centrifugo
