// What the broker says unasked.
#include "protocol/json.h"
#include "simulation/broker.h"
#include "simulation/delta.h"

namespace hawser::simulation {

Fields member(const std::string& client, const std::string& user) {
  Fields info;
  info.text(1, "user", user).text(2, "client", client).data(3, "conn_info", R"({"name":"Al"})");
  return info;
}

void Broker::push(Session& session, const std::string& channel, Fields event, std::uint32_t number,
                  std::string_view name) {
  const auto found = session.subscriptions.find(channel);
  const auto id = found == session.subscriptions.end() ? 0 : found->second.id;
  Fields push;
  push.number(1, "id", static_cast<std::uint64_t>(id));
  if (id == 0) push.text(2, "channel", channel);
  push.message(number, name, std::move(event));
  Fields reply;
  session.waiting.push_back(std::move(reply.message(4, "push", std::move(push))));
}

// ---------------------------------------------------------------- publications

void Broker::publish(const std::string& channel) {
  ++journal_.counts.published;
  announce(channel, streams_.at(channel).publish(next_data(channel), false));
}

void Broker::announce(const std::string& channel, const Publication& publication) {
  std::vector<Link> links;
  for (const auto& [link, session] : sessions_) links.push_back(link);
  for (const Link link : links) {
    if (auto* const session = this->session(link)) announce(*session, channel, publication);
    if (auto* const session = this->session(link)) flush(*session);
  }
}

// A subscription that is no longer where the channel is has missed something: who has it must come back for it.
void Broker::announce(Session& session, const std::string& channel, const Publication& publication) {
  const auto found = session.subscriptions.find(channel);
  if (found == session.subscriptions.end()) return;
  auto& subscription = found->second;
  if (subscription.has_positions) {
    const Position before{publication.offset - 1, streams_.at(channel).epoch()};
    if (!(subscription.at == before)) {
      if (subscription.is_server_side) return close(session, 3010, "insufficient state");
      return push_out(session, channel, 2500);
    }
    ++subscription.at.offset;
  }
  send_publication(session, channel, subscription, publication);
}

void Broker::send_publication(Session& session, const std::string& channel, Subscription& subscription,
                              const Publication& publication) {
  // Of what a filter left out, nobody could tell a loss.
  const bool is_filtered = plan(channel).is_filtered;
  if (is_filtered && !passes(publication.data)) return;
  const auto fields = written(subscription, publication);
  if (!subscription.has_positions) session.arrivals.push_back({channel, publication.data});
  if (subscription.has_positions && !is_filtered && dice_.chance(mischief.drop)) {
    journal_.write("fault", "a publication in " + channel + " is lost on the way");
    return;
  }
  session.is_publishing = !is_filtered;
  push(session, channel, fields, 4, "pub");
  if (!subscription.has_positions || !dice_.chance(mischief.twice)) return;
  journal_.write("fault", "a publication in " + channel + " comes twice");
  push(session, channel, fields, 4, "pub");
}

Fields Broker::written(const Publication& publication, bool is_text) const {
  Fields fields;
  fields.data(4, "data", is_text ? json::quoted(publication.data) : publication.data);
  if (publication.from_client) fields.message(5, "info", member("somebody", "42"));
  return std::move(fields.number(6, "offset", publication.offset));
}

// Of one and the same channel some get the difference to what they had before, and others get all of it.
Fields Broker::written(Subscription& subscription, const Publication& publication) {
  const bool is_json = setup_.format == Format::json;
  if (!subscription.has_positions) {
    auto plain = publication;
    plain.offset = 0;
    return written(plain, false);
  }
  if (!subscription.delta) return written(publication, false);
  const auto base = std::exchange(subscription.base, publication.data);
  if (!base) return written(publication, is_json);
  auto difference = delta(*base, publication.data);
  if (dice_.chance(mischief.bad_delta)) {
    journal_.write("fault", "a delta is broken");
    difference.insert(difference.size() - 1, "0");
  }
  Fields fields;
  fields.data(4, "data", is_json ? json::quoted(difference) : difference);
  if (publication.from_client) fields.message(5, "info", member("somebody", "42"));
  return std::move(fields.number(6, "offset", publication.offset).flag(8, "delta", true));
}

void Broker::stray() {
  for (const auto& [link, session] : sessions_) {
    if (!session->is_connected) continue;
    Fields fields;
    fields.data(4, "data", R"({"n":0,"of":"nobody"})").number(6, "offset", 1);
    Fields push;
    // Ids go to 99 in a session; those of an earlier one may still be known to a client that forgot to forget.
    std::uint64_t id = 1 + dice_.below(99);
    for (const auto& [name, subscription] : session->subscriptions)
      if (static_cast<std::uint64_t>(subscription.id) == id) id = 100;
    push.number(1, "id", id).message(4, "pub", fields);
    Fields reply;
    session->waiting.push_back(std::move(reply.message(4, "push", std::move(push))));
    flush(*session);
  }
}

// ---------------------------------------------------------------- subscriptions and members

void Broker::push_out(Session& session, const std::string& channel, std::uint32_t code) {
  Fields event;
  event.number(2, "code", code).text(3, "reason", code == 2000 ? "server unsubscribe" : "insufficient state");
  push(session, channel, event, 7, "unsubscribe");
  session.endings.push_back({channel, code});
  session.subscriptions.erase(channel);
}

void Broker::unsubscribe(const std::string& channel, std::uint32_t code) {
  if (enrolled_[channel]) {
    if (code != 2000) return disconnect(3010, "insufficient state", false);
    enrolled_[channel] = false;
  }
  for (const auto& [link, session] : sessions_) {
    if (!session->subscriptions.contains(channel)) continue;
    push_out(*session, channel, code);
    flush(*session);
  }
}

void Broker::enroll(const std::string& channel) {
  if (std::exchange(enrolled_[channel], true)) return;
  for (const auto& [link, session] : sessions_) {
    if (!session->is_connected) continue;
    const auto& stream = streams_.at(channel);
    session->subscriptions[channel] = {.has_positions = true, .at = stream.position(), .is_server_side = true};
    Fields event;
    event.flag(1, "recoverable", true).text(4, "epoch", stream.epoch()).number(5, "offset", stream.top());
    push(*session, channel, std::move(event.flag(6, "positioned", true)), 9, "subscribe");
    flush(*session);
  }
}

void Broker::visit(const std::string& channel) {
  auto& visitors = visitors_[channel];
  const bool comes = visitors.empty() || dice_.chance(0.5);
  if (comes) visitors.push_back("visitor-" + std::to_string(++count_));
  Fields event;
  event.message(1, "info", member(visitors.back(), "7"));
  if (!comes) visitors.pop_back();
  for (const auto& [link, session] : sessions_) {
    const auto found = session->subscriptions.find(channel);
    if (found == session->subscriptions.end() || !found->second.join_leave) continue;
    push(*session, channel, event, comes ? 5 : 6, comes ? "join" : "leave");
    flush(*session);
  }
}

void Broker::refresh() {
  for (const auto& [link, session] : sessions_) {
    if (!session->is_connected || !session->expires) continue;
    session->expires = timeline_.now() + 10s + setup_.grace;
    timeline_.at(*session->expires, [this, link = link] { check_expiry(link); });
    Fields event;
    push(*session, {}, std::move(event.flag(1, "expires", true).number(2, "ttl", 10)), 12, "refresh");
    flush(*session);
  }
}

}  // namespace hawser::simulation
