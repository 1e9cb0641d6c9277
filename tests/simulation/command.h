// What a client says, as the model broker understands it: read apart from the product's codec, by the letter of the
// protocol.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hawser::simulation {

enum class Format : std::uint8_t { json, protobuf };

struct Position {
  std::uint64_t offset = 0;
  std::string epoch;

  bool operator==(const Position& other) const { return offset == other.offset && epoch == other.epoch; }
};

struct Wish {  // to subscribe
  std::string channel;
  std::string token;
  std::string data;
  bool positioned = false;
  bool recoverable = false;
  bool join_leave = false;
  bool recover = false;
  Position since;
  std::string delta;
  std::int64_t flag = 0;
  bool is_filtered = false;
};

enum class Order : std::uint8_t {
  pong,
  connect,
  subscribe,
  unsubscribe,
  publish,
  presence,
  presence_stats,
  history,
  ping,
  rpc,
  send,
  refresh,
  sub_refresh,
};

struct Command {
  Order order = Order::pong;
  std::uint32_t id = 0;
  std::string channel;
  std::string token;
  std::string data;
  std::string method;
  std::vector<Wish> wishes;  // one, or those of the server's subscriptions on connecting
  std::int32_t limit = 0;
  bool reverse = false;
  std::optional<Position> since;
};

// All commands of one frame, or nothing if it isn't one.
std::optional<std::vector<Command>> read(Format format, std::string_view frame);

// In a few words, for the journal.
std::string print(const Command& command);

}  // namespace hawser::simulation
