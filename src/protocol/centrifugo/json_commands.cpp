#include "protocol/centrifugo/commands.h"
#include "protocol/centrifugo/json_object.h"

// The fields stand in the order in which the reference client has them.
namespace hawser::centrifugo {
namespace {

// NOLINTBEGIN(misc-no-recursion): whoever built the tree limited its depth.
template <class Items>
std::string list(const Items& items, auto&& written) {
  std::string text;
  for (const auto& item : items) (text += text.empty() ? '[' : ',') += written(item);
  return text + ']';
}

std::string written(const Filter& filter) {
  Object object;
  object.text("op", filter.op).text("key", filter.key).text("cmp", filter.cmp).text("val", filter.val);
  if (!filter.vals.empty()) object.value("vals", list(filter.vals, json::quoted));
  if (!filter.nodes.empty())
    object.value("nodes", list(filter.nodes, [](const Filter& node) { return written(node); }));
  return object.written();
}
// NOLINTEND(misc-no-recursion)

Object position(const Position& position) {
  Object object;
  object.number("offset", position.offset).text("epoch", position.epoch);
  return object;
}

void add_recovery(Object& object, const Subscribe& sub) {
  if (sub.recover) object.flag("recover", true).number("offset", sub.since.offset).text("epoch", sub.since.epoch);
}

// Without its channel, which is a key in the list of a connect command.
void add_subscription(Object& object, const Subscribe& sub) {
  object.text("token", sub.token).data("data", sub.data);
  object.flag("positioned", sub.positioned).flag("recoverable", sub.recoverable).flag("join_leave", sub.join_leave);
  object.number("flag", sub.flag);
  add_recovery(object, sub);
  object.text("delta", sub.delta);
  if (sub.tags_filter) object.value("tf", written(*sub.tags_filter));
}

std::string headers(std::span<const Header> headers) {
  Object object;
  for (const auto& [name, value] : headers) object.value(name, json::quoted(value));
  return object.written();
}

std::string subscriptions(std::span<const Subscribe> subs) {
  Object object;
  for (const auto& sub : subs) {
    Object one;
    add_subscription(one, sub);
    object.value(sub.channel, one.written());
  }
  return object.written();
}

Object of_channel(std::string_view channel) {
  Object object;
  object.value("channel", json::quoted(channel));
  return object;
}

struct Body {
  std::string_view name;
  Object object{};
};

Body body(const Connect& connect) {
  Body body{"connect"};
  body.object.text("token", connect.token).data("data", connect.data);
  body.object.text("name", connect.name).text("version", connect.version);
  if (!connect.headers.empty()) body.object.value("headers", headers(connect.headers));
  if (!connect.subs.empty()) body.object.value("subs", subscriptions(connect.subs));
  return body;
}

Body body(const Subscribe& subscribe) {
  Body body{"subscribe", of_channel(subscribe.channel)};
  add_subscription(body.object, subscribe);
  return body;
}

Body body(const History& history) {
  Body body{"history", of_channel(history.channel)};
  if (history.since) body.object.value("since", position(*history.since).written());
  body.object.number("limit", history.limit).flag("reverse", history.reverse);
  return body;
}

Body body(const Unsubscribe& unsubscribe) { return {"unsubscribe", of_channel(unsubscribe.channel)}; }
Body body(const Publish& publish) { return {"publish", of_channel(publish.channel).data("data", publish.data)}; }
Body body(const Presence& presence) { return {"presence", of_channel(presence.channel)}; }
Body body(const PresenceStats& stats) { return {"presence_stats", of_channel(stats.channel)}; }
Body body(const Ping&) { return {"ping"}; }
Body body(const Rpc& rpc) { return {"rpc", Object{}.text("method", rpc.method).data("data", rpc.data)}; }
Body body(const Send& send) { return {"send", Object{}.data("data", send.data)}; }
Body body(const Refresh& refresh) { return {"refresh", Object{}.text("token", refresh.token)}; }
Body body(const SubRefresh& refresh) {
  return {"sub_refresh", of_channel(refresh.channel).text("token", refresh.token)};
}

std::string line(std::uint32_t id, const auto& command) {
  const auto [name, object] = body(command);
  return Object{}.value(name, object.written()).number("id", id).written();
}

std::string line(std::uint32_t, const Pong&) { return "{}"; }

}  // namespace

void write_json(std::string& frame, std::uint32_t id, const Command& command) {
  if (!frame.empty()) frame += '\n';
  frame += std::visit([id](const auto& one) { return line(id, one); }, command);
}

}  // namespace hawser::centrifugo
