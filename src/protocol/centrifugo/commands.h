// What a client says to a Centrifugo server. The fields are views: a command is written at once, and nothing is kept.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace hawser::centrifugo {

// Payloads (`data`) are JSON texts in the JSON format and any bytes in protobuf. What is empty, zero or false isn't
// written, except for a channel.

struct Header {
  std::string_view name;
  std::string_view value;
};

struct Position {
  std::uint64_t offset = 0;
  std::string_view epoch;
};

// A condition on the tags of publications: a comparison, or `op` ("and", "or", "not") over `nodes`. Owned, since it
// is kept with the subscription. It comes from the user; whoever builds it limits its depth.
struct Filter {
  std::string op;
  std::string key;
  std::string cmp;
  std::string val;
  std::vector<std::string> vals;
  std::vector<Filter> nodes;
};

struct Subscribe {
  std::string_view channel;
  std::string_view token;
  std::string_view data;
  bool positioned = false;
  bool recoverable = false;
  bool join_leave = false;
  std::int64_t flag = 0;
  bool recover = false;
  Position since;  // written only with `recover`
  std::string_view delta;
  const Filter* tags_filter = nullptr;
};

struct Connect {
  std::string_view token;
  std::string_view data;
  std::string_view name;
  std::string_view version;
  std::span<const Header> headers;
  std::span<const Subscribe> subs;  // server-side subscriptions to recover
};

struct Unsubscribe {
  std::string_view channel;
};

struct Publish {
  std::string_view channel;
  std::string_view data;
};

struct Presence {
  std::string_view channel;
};

struct PresenceStats {
  std::string_view channel;
};

struct History {
  std::string_view channel;
  const Position* since = nullptr;
  std::int32_t limit = 0;  // 0: none, only the position; -1: all
  bool reverse = false;
};

struct Ping {};

struct Rpc {
  std::string_view method;
  std::string_view data;
};

struct Send {
  std::string_view data;
};

struct Refresh {
  std::string_view token;
};

struct SubRefresh {
  std::string_view channel;
  std::string_view token;
};

// The answer to the server's ping.
struct Pong {};

using Command = std::variant<Connect, Subscribe, Unsubscribe, Publish, Presence, PresenceStats, History, Ping, Rpc,
                             Send, Refresh, SubRefresh, Pong>;

// Appends a command to a frame, behind those that are in it. `send` and `pong` have no answer and so no id: theirs is
// 0.
void write_json(std::string& frame, std::uint32_t id, const Command& command);
void write_protobuf(std::string& frame, std::uint32_t id, const Command& command);

}  // namespace hawser::centrifugo
