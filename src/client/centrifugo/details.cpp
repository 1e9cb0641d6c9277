#include "client/centrifugo/details.h"

#include "protocol/centrifugo/json_object.h"

namespace hawser::centrifugo::details {
namespace {

// How a payload is told: where it lies in the frame, or as a text of its own.
class Payloads {
 public:
  Payloads() = default;
  explicit Payloads(std::string_view frame) : frame_{frame}, copies_{true} {}

  void add(Object& object, std::string_view name, Span span) const {
    if (span.end == 0) return;
    const auto where = '[' + std::to_string(span.begin) + ',' + std::to_string(span.end) + ']';
    object.value(name, copies_ ? json::quoted(frame_.substr(span.begin, span.end - span.begin)) : where);
  }

 private:
  std::string_view frame_;
  bool copies_ = false;
};

// Offsets may need 64 bits, and a number of JavaScript has 53.
void add_big(Object& object, std::string_view name, std::uint64_t number) {
  object.value(name, '"' + std::to_string(number) + '"');
}

void add_flag(Object& object, std::string_view name, bool flag) { object.value(name, flag ? "true" : "false"); }

Object of_member(const ClientInfo& info, const Payloads& payloads) {
  Object object;
  object.value("client", json::quoted(info.client)).value("user", json::quoted(info.user));
  payloads.add(object, "connInfo", info.conn_info);
  payloads.add(object, "chanInfo", info.chan_info);
  return object;
}

std::string of_tags(const Replies& replies, Range<Tag> tags) {
  Object object;
  for (const auto& [key, value] : replies[tags]) object.value(key, json::quoted(value));
  return object.written();
}

void add_context(Object& object, const Replies& replies, const Publication& publication, const Payloads& payloads) {
  if (publication.info) object.value("info", of_member(*publication.info, payloads).written());
  if (publication.tags.begin != publication.tags.end) object.value("tags", of_tags(replies, publication.tags));
  object.number("time", publication.time);
}

std::string of_publication(const Replies& replies, const Publication& publication) {
  Object object;
  Payloads{}.add(object, "data", publication.data.whole);
  add_big(object, "offset", publication.offset);
  add_context(object, replies, publication, {});
  return object.written();
}

std::string list(auto items, auto&& written) {
  std::string text = "[";
  for (const auto& item : items) (text += text.size() > 1 ? "," : "") += written(item);
  return text + ']';
}

std::string context_of(const Replies& replies, const Publication& publication, const Payloads& payloads) {
  Object object;
  add_context(object, replies, publication, payloads);
  return object.empty() ? std::string{} : object.written();
}

}  // namespace

std::string connection(const ConnectResult& result) {
  Object object;
  object.text("client", result.client).text("version", result.version);
  object.text("node", result.node).text("session", result.session);
  Payloads{}.add(object, "data", result.data);
  if (result.expires) object.value("ttl", std::to_string(result.ttl));
  return object.written();
}

std::string subscription(const SubscribeResult& result, std::uint64_t begins, bool is_server_side) {
  Object object;
  add_flag(object, "recoverable", result.recoverable);
  add_flag(object, "positioned", result.positioned);
  add_flag(object, "wasRecovering", result.was_recovering);
  add_flag(object, "recovered", result.recovered);
  add_flag(object, "server", is_server_side);
  object.text("epoch", result.epoch);
  add_big(object, "offset", begins);
  Payloads{}.add(object, "data", result.data);
  return object.written();
}

std::string member(const ClientInfo& info) { return of_member(info, {}).written(); }

std::string error(const Error& error) {
  Object object;
  object.value("code", std::to_string(error.code)).value("message", json::quoted(error.message));
  add_flag(object, "temporary", error.temporary);
  return object.written();
}

std::string presence(const Replies& replies, const PresenceResult& result) {
  const auto written = [](const Present& present) { return of_member(present.value, {}).written(); };
  return Object{}.value("clients", list(replies[result.presence], written)).written();
}

std::string presence_stats(const PresenceStatsResult& result) {
  Object object;
  object.value("numClients", std::to_string(result.num_clients));
  return object.value("numUsers", std::to_string(result.num_users)).written();
}

std::string history(const Replies& replies, const HistoryResult& result) {
  const auto written = [&](const Publication& publication) { return of_publication(replies, publication); };
  Object object;
  object.value("publications", list(replies[result.publications], written));
  add_big(object, "offset", result.offset);
  return object.value("epoch", json::quoted(result.epoch)).written();
}

std::string context(const Replies& replies, const Publication& publication) {
  return context_of(replies, publication, {});
}

std::string context_kept(const Replies& replies, const Publication& publication, std::string_view frame) {
  return context_of(replies, publication, Payloads{frame});
}

}  // namespace hawser::centrifugo::details
