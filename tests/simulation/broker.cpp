// Who is connected, for how long, and what becomes of the channels meanwhile.
#include "simulation/broker.h"

#include "protocol/centrifugo/wire.h"

namespace hawser::simulation {

Broker::Broker(const Setup& setup, Timeline& timeline, Dice& dice, Journal& journal, Uplink uplink)
    : setup_{setup}, timeline_{timeline}, dice_{dice}, journal_{journal}, uplink_{std::move(uplink)} {
  for (const auto& plan : setup.plans) {
    streams_.emplace(plan.name, Stream{next_epoch(), plan.first, plan.history});
    enrolled_[plan.name] = plan.server_side;
  }
}

const Plan& Broker::plan(const std::string& channel) const {
  for (const auto& plan : setup_.plans)
    if (plan.name == channel) return plan;
  throw Violation{"the client speaks of a channel that it doesn't know: " + channel};
}

std::string Broker::next_epoch() { return "e" + std::to_string(++count_); }

std::string Broker::next_data(const std::string& channel) {
  return R"({"n":)" + std::to_string(++count_) + R"(,"of":")" + channel + R"(","pad":"a constant part, for deltas"})";
}

// ---------------------------------------------------------------- sessions

Broker::Session* Broker::session(Link link) {
  const auto found = sessions_.find(link);
  return found == sessions_.end() ? nullptr : found->second.get();
}

bool Broker::is_well(Link link) const {
  const auto found = sessions_.find(link);
  return found != sessions_.end() && found->second->is_connected && is_calm(found->second->born);
}

void Broker::opened(Link link) {
  auto& session = sessions_[link];
  session = std::make_unique<Session>();
  session->link = link;
  session->born = timeline_.now();
}

void Broker::closed(Link link) { sessions_.erase(link); }

void Broker::received(Link link, const std::optional<std::vector<Command>>& commands) {
  if (!commands) throw Violation{"a frame that isn't of the protocol"};
  for (const auto& command : *commands)
    if (auto* const session = this->session(link)) obey(*session, command);
  if (auto* const session = this->session(link)) flush(*session);
}

void Broker::close(Session& session, std::uint16_t code, const std::string& reason) {
  flush(session);
  const Link link = session.link;
  sessions_.erase(link);
  journal_.write("broker", "closes " + std::to_string(code) + " " + reason);
  uplink_.close(link, code, reason);
}

void Broker::disconnect(std::uint16_t code, const std::string& reason, bool is_told_before) {
  while (!sessions_.empty()) {
    auto& session = *sessions_.begin()->second;
    if (is_told_before && session.is_connected) {
      Fields event;
      event.number(1, "code", code).text(2, "reason", reason).flag(3, "reconnect", code < 3500);
      push(session, {}, event, 11, "disconnect");
      session.endings.push_back({{}, code});
    }
    close(session, code, reason);
  }
}

// ---------------------------------------------------------------- tokens: what they are for, and until when

std::string Broker::connection_token(Duration life) {
  const auto ends = life > Duration::zero() ? (timeline_.now() + life).time_since_epoch().count() : 0;
  return "client." + std::to_string(++count_) + "." + std::to_string(ends);
}

std::string Broker::subscription_token(const std::string& channel) {
  const auto life = plan(channel).token_life;
  const auto ends = life > Duration::zero() ? (timeline_.now() + life).time_since_epoch().count() : 0;
  return channel + "." + std::to_string(++count_) + "." + std::to_string(ends);
}

// How long it still holds: less than nothing once it has ended, zero if it never does.
Duration Broker::ttl(const std::string& token) const {
  const Duration ends{std::stoll(token.substr(token.rfind('.') + 1))};
  if (ends == Duration::zero()) return ends;
  const auto left = ends - timeline_.now().time_since_epoch();
  return left > Duration::zero() ? left : Duration{-1};
}

// ---------------------------------------------------------------- time

void Broker::ping(Link link) {
  auto* const session = this->session(link);
  if (!session) return;
  session->waiting.emplace_back();
  flush(*session);
  session->owes_pong = true;
  timeline_.in(setup_.pong, [this, link] { expect_pong(link); });
  timeline_.in(setup_.ping, [this, link] { ping(link); });
}

void Broker::expect_pong(Link link) {
  auto* const session = this->session(link);
  if (!session || !session->owes_pong) return;
  if (is_calm(session->born)) throw Violation{"a ping went unanswered"};
  close(*session, 3012, "no pong");
}

void Broker::check_expiry(Link link) {
  auto* const session = this->session(link);
  if (!session || !passed(session->expires, timeline_.now())) return;
  if (is_calm(session->born)) throw Violation{"a connection expired: its token wasn't renewed"};
  close(*session, 3005, "connection expired");
}

void Broker::check_expiry(Link link, const std::string& channel) {
  auto* const session = this->session(link);
  if (!session) return;
  const auto found = session->subscriptions.find(channel);
  if (found == session->subscriptions.end() || !passed(found->second.expires, timeline_.now())) return;
  if (is_calm(session->born)) throw Violation{"a subscription expired: its token wasn't renewed"};
  push_out(*session, channel, 2501);
  flush(*session);
}

// ---------------------------------------------------------------- what goes wrong

void Broker::restart() {
  for (auto& [name, stream] : streams_) restart(name);
}

void Broker::restart(const std::string& channel) { streams_.at(channel).restart(next_epoch()); }

void Broker::forget(const std::string& channel) { streams_.at(channel).forget(); }

// ---------------------------------------------------------------- frames

// The real one puts into a frame what it has at that time: here that is left to chance.
void Broker::flush(Session& session) {
  if (session.waiting.empty()) return;
  auto waiting = std::exchange(session.waiting, {});
  if (waiting.size() > 1 && session.arrivals.empty() && session.endings.empty() && session.answered.empty() &&
      dice_.chance(0.3)) {
    for (auto& reply : waiting) emit(session, {std::move(reply)});
  } else {
    emit(session, std::move(waiting));
  }
}

void Broker::emit(Session& session, std::vector<Fields> replies) {
  Sent frame{.bytes = {}, .binary = setup_.format == Format::protobuf, .arrivals = {}, .endings = {}, .answered = {}};
  const bool is_one_publication = replies.size() == 1 && std::exchange(session.is_publishing, false) &&
                                  session.arrivals.empty() && session.endings.empty();
  std::string lines;
  for (const auto& reply : replies) {
    if (!frame.binary || journal_.is_kept()) (lines += lines.empty() ? "" : "\n") += reply.json();
    if (frame.binary) centrifugo::wire::append_delimited(frame.bytes, reply.protobuf());
  }
  if (journal_.is_kept()) journal_.write("broker", "> " + lines);
  if (!frame.binary) frame.bytes = std::move(lines);
  frame.arrivals = std::exchange(session.arrivals, {});
  frame.endings = std::exchange(session.endings, {});
  frame.answered = std::exchange(session.answered, {});
  frame.is_huge = is_one_publication && dice_.chance(mischief.huge);
  uplink_.send(session.link, std::move(frame));
}

}  // namespace hawser::simulation
