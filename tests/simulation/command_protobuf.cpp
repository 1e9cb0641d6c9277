#include "protocol/centrifugo/wire.h"
#include "simulation/command_formats.h"

// Numbers of `client.proto` in github.com/centrifugal/protocol v0.17.0.
namespace hawser::simulation {
namespace {

using centrifugo::wire::Reader;
using centrifugo::wire::Type;

// Calls `take` with every field of a message: its number, its value as a number, its value as bytes.
bool each(std::string_view message, auto&& take) {
  Reader fields{message};
  while (fields.next()) {
    std::uint64_t number = 0;
    std::string_view bytes;
    const bool ok = fields.type() == Type::varint ? fields.varint(number) : fields.bytes(bytes);
    if (!ok || !take(fields.field(), number, bytes)) return false;
  }
  return !fields.failed();
}

bool read(Position& position, std::string_view message) {
  return each(message, [&](std::uint32_t field, std::uint64_t number, std::string_view bytes) {
    if (field == 1) position.offset = number;
    if (field == 2) position.epoch = bytes;
    return true;
  });
}

bool read(Wish& wish, std::string_view message) {
  return each(message, [&](std::uint32_t field, std::uint64_t number, std::string_view bytes) {
    switch (field) {
      case 1: wish.channel = bytes; return true;
      case 2: wish.token = bytes; return true;
      case 3: wish.recover = number != 0; return true;
      case 6: wish.since.epoch = bytes; return true;
      case 7: wish.since.offset = number; return true;
      case 8: wish.data = bytes; return true;
      case 9: wish.positioned = number != 0; return true;
      case 10: wish.recoverable = number != 0; return true;
      case 11: wish.join_leave = number != 0; return true;
      case 12: wish.delta = bytes; return true;
      case 14: wish.flag = static_cast<std::int64_t>(number); return true;
      case 13: wish.is_filtered = true; return true;
      default: return false;
    }
  });
}

bool read_entry(Wish& wish, std::string_view entry) {
  std::string channel;
  const bool ok = each(entry, [&](std::uint32_t field, std::uint64_t, std::string_view bytes) {
    if (field == 1) channel = bytes;
    return field != 2 || read(wish, bytes);
  });
  wish.channel = channel;
  return ok;
}

bool read_connect(Command& command, std::string_view message) {
  return each(message, [&](std::uint32_t field, std::uint64_t, std::string_view bytes) {
    if (field == 1) command.token = bytes;
    if (field == 2) command.data = bytes;
    return field != 3 || read_entry(command.wishes.emplace_back(), bytes);
  });
}

bool read_history(Command& command, std::string_view message) {
  return each(message, [&](std::uint32_t field, std::uint64_t number, std::string_view bytes) {
    if (field == 1) command.channel = bytes;
    if (field == 7) command.limit = static_cast<std::int32_t>(number);
    if (field == 9) command.reverse = number != 0;
    return field != 8 || read(command.since.emplace(), bytes);
  });
}

// Of messages that have two texts at most.
bool read_texts(std::string_view message, std::string& first, std::string& second) {
  return each(message, [&](std::uint32_t field, std::uint64_t, std::string_view bytes) {
    if (field == 1) first = bytes;
    if (field == 2) second = bytes;
    return field == 1 || field == 2;
  });
}

bool read_body(Command& command, std::uint32_t field, std::string_view message) {
  static constexpr Order orders[]{
      Order::connect, Order::subscribe, Order::unsubscribe, Order::publish, Order::presence, Order::presence_stats,
      Order::history, Order::ping,      Order::send,        Order::rpc,     Order::refresh,  Order::sub_refresh};
  if (field < 4 || field > 15) return false;
  command.order = orders[field - 4];
  switch (command.order) {
    case Order::connect: return read_connect(command, message);
    case Order::subscribe: return read(command.wishes.emplace_back(), message);
    case Order::history: return read_history(command, message);
    case Order::publish: return read_texts(message, command.channel, command.data);
    case Order::rpc: return read_texts(message, command.data, command.method);
    case Order::send: return read_texts(message, command.data, command.method);
    case Order::refresh: return read_texts(message, command.token, command.data);
    case Order::sub_refresh: return read_texts(message, command.channel, command.token);
    default: return read_texts(message, command.channel, command.data);
  }
}

}  // namespace

std::optional<std::vector<Command>> read_protobuf(std::string_view frame) {
  std::vector<Command> commands;
  Reader messages{frame};
  for (std::string_view message; messages.delimited(message);) {
    Command& command = commands.emplace_back();
    const bool ok = each(message, [&](std::uint32_t field, std::uint64_t number, std::string_view bytes) {
      if (field == 1) command.id = static_cast<std::uint32_t>(number);
      return field == 1 || read_body(command, field, bytes);
    });
    if (!ok) return std::nullopt;
    if (command.order == Order::subscribe) command.channel = command.wishes.front().channel;
  }
  return messages.failed() ? std::nullopt : std::optional{commands};
}

}  // namespace hawser::simulation
