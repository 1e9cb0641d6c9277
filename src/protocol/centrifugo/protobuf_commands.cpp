#include "protocol/centrifugo/commands.h"
#include "protocol/centrifugo/wire.h"

// The numbers are those of `client.proto` in github.com/centrifugal/protocol v0.17.0.
namespace hawser::centrifugo {
namespace {

// Two's complement in 64 bits, as protobuf has int32 and int64.
std::uint64_t wide(std::int64_t number) { return static_cast<std::uint64_t>(number); }

// NOLINTBEGIN(misc-no-recursion): whoever built the tree limited its depth.
std::string written(const Filter& filter) {
  std::string out;
  wire::Writer fields{out};
  fields.bytes(1, filter.op);
  fields.bytes(2, filter.key);
  fields.bytes(3, filter.cmp);
  fields.bytes(4, filter.val);
  for (const auto& val : filter.vals) fields.message(5, val);
  for (const auto& node : filter.nodes) fields.message(6, written(node));
  return out;
}
// NOLINTEND(misc-no-recursion)

std::string written(const Position& position) {
  std::string out;
  wire::Writer fields{out};
  fields.number(1, position.offset);
  fields.bytes(2, position.epoch);
  return out;
}

std::string entry(std::string_view key, std::string_view value) {
  std::string out;
  wire::Writer fields{out};
  fields.message(1, key);
  fields.message(2, value);
  return out;
}

void write_recovery(wire::Writer& fields, const Subscribe& sub) {
  fields.flag(3, sub.recover);
  if (!sub.recover) return;
  fields.bytes(6, sub.since.epoch);
  fields.number(7, sub.since.offset);
}

// Without its channel, which is a key in the list of a connect command.
void write_subscription(wire::Writer& fields, const Subscribe& sub) {
  fields.bytes(2, sub.token);
  write_recovery(fields, sub);
  fields.bytes(8, sub.data);
  fields.flag(9, sub.positioned);
  fields.flag(10, sub.recoverable);
  fields.flag(11, sub.join_leave);
  fields.bytes(12, sub.delta);
  if (sub.tags_filter) fields.message(13, written(*sub.tags_filter));
  fields.number(14, wide(sub.flag));
}

// The number of each command's field, and its content.
constexpr std::uint32_t number_of(const Connect&) { return 4; }
constexpr std::uint32_t number_of(const Subscribe&) { return 5; }
constexpr std::uint32_t number_of(const Unsubscribe&) { return 6; }
constexpr std::uint32_t number_of(const Publish&) { return 7; }
constexpr std::uint32_t number_of(const Presence&) { return 8; }
constexpr std::uint32_t number_of(const PresenceStats&) { return 9; }
constexpr std::uint32_t number_of(const History&) { return 10; }
constexpr std::uint32_t number_of(const Ping&) { return 11; }
constexpr std::uint32_t number_of(const Send&) { return 12; }
constexpr std::uint32_t number_of(const Rpc&) { return 13; }
constexpr std::uint32_t number_of(const Refresh&) { return 14; }
constexpr std::uint32_t number_of(const SubRefresh&) { return 15; }

void write(wire::Writer& fields, const Connect& connect) {
  fields.bytes(1, connect.token);
  fields.bytes(2, connect.data);
  for (const auto& sub : connect.subs) {
    std::string out;
    wire::Writer one{out};
    write_subscription(one, sub);
    fields.message(3, entry(sub.channel, out));
  }
  fields.bytes(4, connect.name);
  fields.bytes(5, connect.version);
  for (const auto& [name, value] : connect.headers) fields.message(6, entry(name, value));
}

void write(wire::Writer& fields, const Subscribe& subscribe) {
  fields.bytes(1, subscribe.channel);
  write_subscription(fields, subscribe);
}

void write(wire::Writer& fields, const History& history) {
  fields.bytes(1, history.channel);
  fields.number(7, wide(history.limit));
  if (history.since) fields.message(8, written(*history.since));
  fields.flag(9, history.reverse);
}

void write(wire::Writer& fields, const Publish& publish) {
  fields.bytes(1, publish.channel);
  fields.bytes(2, publish.data);
}

void write(wire::Writer& fields, const Rpc& rpc) {
  fields.bytes(1, rpc.data);
  fields.bytes(2, rpc.method);
}

void write(wire::Writer& fields, const SubRefresh& refresh) {
  fields.bytes(1, refresh.channel);
  fields.bytes(2, refresh.token);
}

void write(wire::Writer& fields, const Unsubscribe& unsubscribe) { fields.bytes(1, unsubscribe.channel); }
void write(wire::Writer& fields, const Presence& presence) { fields.bytes(1, presence.channel); }
void write(wire::Writer& fields, const PresenceStats& stats) { fields.bytes(1, stats.channel); }
void write(wire::Writer&, const Ping&) {}
void write(wire::Writer& fields, const Send& send) { fields.bytes(1, send.data); }
void write(wire::Writer& fields, const Refresh& refresh) { fields.bytes(1, refresh.token); }

std::string message(std::uint32_t id, const auto& command) {
  std::string body;
  wire::Writer fields{body};
  write(fields, command);

  std::string out;
  wire::Writer whole{out};
  whole.number(1, id);
  whole.message(number_of(command), body);
  return out;
}

std::string message(std::uint32_t, const Pong&) { return {}; }

}  // namespace

void write_protobuf(std::string& frame, std::uint32_t id, const Command& command) {
  wire::append_delimited(frame, std::visit([id](const auto& one) { return message(id, one); }, command));
}

}  // namespace hawser::centrifugo
