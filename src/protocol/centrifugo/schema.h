// What stands where in a reply: the field's number in protobuf, its name in JSON, and the member that takes it. Both
// formats are read by these tables, so that they can't disagree. Source of the numbers: `client.proto` in
// github.com/centrifugal/protocol v0.17.0.
#pragma once

#include "protocol/centrifugo/replies.h"

namespace hawser::centrifugo {

// One of the alternatives of a variant, of which a message has one at most.
template <class Value, class Variant>
struct Alternative {
  Variant& variant;
};

template <class Value, class Variant>
constexpr Alternative<Value, Variant> one_of(Variant& variant) {
  return {variant};
}

// `is(number, name, member)` reads the current field into the member if it is that one, and says whether it was.

// Of an entry of a map; in JSON they have no names.
template <class T>
constexpr bool field(Entry<T>& entry, auto&& is) {
  return is(1, {}, entry.key) || is(2, {}, entry.value);
}

constexpr bool field(ClientInfo& info, auto&& is) {
  return is(1, "user", info.user) || is(2, "client", info.client) || is(3, "conn_info", info.conn_info) ||
         is(4, "chan_info", info.chan_info);
}

constexpr bool field(Publication& pub, auto&& is) {
  return is(4, "data", pub.data) || is(5, "info", pub.info) || is(6, "offset", pub.offset) || is(7, "tags", pub.tags) ||
         is(8, "delta", pub.delta) || is(9, "time", pub.time) || is(10, "channel", pub.channel);
}

constexpr bool field(Error& error, auto&& is) {
  return is(1, "code", error.code) || is(2, "message", error.message) || is(3, "temporary", error.temporary);
}

constexpr bool field(SubscribeResult& sub, auto&& is) {
  return is(1, "expires", sub.expires) || is(2, "ttl", sub.ttl) || is(3, "recoverable", sub.recoverable) ||
         is(6, "epoch", sub.epoch) || is(7, "publications", sub.publications) || is(8, "recovered", sub.recovered) ||
         is(9, "offset", sub.offset) || is(10, "positioned", sub.positioned) || is(11, "data", sub.data) ||
         is(12, "was_recovering", sub.was_recovering) || is(13, "delta", sub.delta) || is(14, "id", sub.id);
}

constexpr bool field(ConnectResult& result, auto&& is) {
  return is(1, "client", result.client) || is(2, "version", result.version) || is(3, "expires", result.expires) ||
         is(4, "ttl", result.ttl) || is(5, "data", result.data) || is(6, "subs", result.subs) ||
         is(7, "ping", result.ping) || is(8, "pong", result.pong) || is(9, "session", result.session) ||
         is(10, "node", result.node) || is(11, "time", result.time);
}

constexpr bool field(UnsubscribeResult&, auto&&) { return false; }
constexpr bool field(PublishResult&, auto&&) { return false; }
constexpr bool field(PingResult&, auto&&) { return false; }

constexpr bool field(PresenceResult& result, auto&& is) { return is(1, "presence", result.presence); }

constexpr bool field(PresenceStatsResult& stats, auto&& is) {
  return is(1, "num_clients", stats.num_clients) || is(2, "num_users", stats.num_users);
}

constexpr bool field(HistoryResult& history, auto&& is) {
  return is(1, "publications", history.publications) || is(2, "epoch", history.epoch) ||
         is(3, "offset", history.offset);
}

constexpr bool field(RpcResult& rpc, auto&& is) { return is(1, "data", rpc.data); }

constexpr bool field(RefreshResult& refresh, auto&& is) {
  return is(1, "client", refresh.client) || is(2, "version", refresh.version) || is(3, "expires", refresh.expires) ||
         is(4, "ttl", refresh.ttl);
}

constexpr bool field(SubRefreshResult& refresh, auto&& is) {
  return is(1, "expires", refresh.expires) || is(2, "ttl", refresh.ttl);
}

constexpr bool field(Joined& joined, auto&& is) { return is(1, "info", joined.info); }
constexpr bool field(Left& left, auto&& is) { return is(1, "info", left.info); }

constexpr bool field(Unsubscribed& unsubscribed, auto&& is) {
  return is(2, "code", unsubscribed.code) || is(3, "reason", unsubscribed.reason);
}

constexpr bool field(Message& message, auto&& is) { return is(1, "data", message.data); }

constexpr bool field(Subscribed& sub, auto&& is) {
  return is(1, "recoverable", sub.recoverable) || is(4, "epoch", sub.epoch) || is(5, "offset", sub.offset) ||
         is(6, "positioned", sub.positioned) || is(7, "data", sub.data);
}

// A result of connecting, but for its numbers.
constexpr bool field(Connected& connected, auto&& is) {
  auto& result = connected.result;
  return is(1, "client", result.client) || is(2, "version", result.version) || is(3, "data", result.data) ||
         is(4, "subs", result.subs) || is(5, "expires", result.expires) || is(6, "ttl", result.ttl) ||
         is(7, "ping", result.ping) || is(8, "pong", result.pong) || is(9, "session", result.session) ||
         is(10, "node", result.node) || is(11, "time", result.time);
}

constexpr bool field(Disconnected& disconnected, auto&& is) {
  return is(1, "code", disconnected.code) || is(2, "reason", disconnected.reason) ||
         is(3, "reconnect", disconnected.reconnect);
}

constexpr bool field(Refreshed& refreshed, auto&& is) {
  return is(1, "expires", refreshed.expires) || is(2, "ttl", refreshed.ttl);
}

constexpr bool field(Push& push, auto&& is) {
  return is(1, "id", push.id) || is(2, "channel", push.channel) || is(4, "pub", one_of<Publication>(push.event)) ||
         is(5, "join", one_of<Joined>(push.event)) || is(6, "leave", one_of<Left>(push.event)) ||
         is(7, "unsubscribe", one_of<Unsubscribed>(push.event)) || is(8, "message", one_of<Message>(push.event)) ||
         is(9, "subscribe", one_of<Subscribed>(push.event)) || is(10, "connect", one_of<Connected>(push.event)) ||
         is(11, "disconnect", one_of<Disconnected>(push.event)) || is(12, "refresh", one_of<Refreshed>(push.event));
}

constexpr bool field(Reply& reply, auto&& is) {
  return is(1, "id", reply.id) || is(2, "error", one_of<Error>(reply.body)) ||
         is(4, "push", one_of<Push>(reply.body)) || is(5, "connect", one_of<ConnectResult>(reply.body)) ||
         is(6, "subscribe", one_of<SubscribeResult>(reply.body)) ||
         is(7, "unsubscribe", one_of<UnsubscribeResult>(reply.body)) ||
         is(8, "publish", one_of<PublishResult>(reply.body)) || is(9, "presence", one_of<PresenceResult>(reply.body)) ||
         is(10, "presence_stats", one_of<PresenceStatsResult>(reply.body)) ||
         is(11, "history", one_of<HistoryResult>(reply.body)) || is(12, "ping", one_of<PingResult>(reply.body)) ||
         is(13, "rpc", one_of<RpcResult>(reply.body)) || is(14, "refresh", one_of<RefreshResult>(reply.body)) ||
         is(15, "sub_refresh", one_of<SubRefreshResult>(reply.body));
}

}  // namespace hawser::centrifugo
