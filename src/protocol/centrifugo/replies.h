// What a Centrifugo server says: the replies and pushes of one frame. Names are views, payloads are slices of the
// frame and never parsed. What the server leaves out is empty, zero or false.
#pragma once

#include <array>
#include <cstdint>
#include <list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "protocol/centrifugo/items.h"
#include "protocol/dialect.h"

namespace hawser::centrifugo {

// Items [begin, end) of the list of their kind in `Replies`.
struct Bounds {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

template <class Item>
struct Range : Bounds {};

// Of a map. No two entries of one map have the same key: as with JSON.parse, the last one has replaced the others.
template <class T>
struct Entry {
  std::string_view key;
  T value{};
};

struct ClientInfo {
  std::string_view user;
  std::string_view client;
  Span conn_info;
  Span chan_info;
  Span object;  // all of it, as a JSON frame has it; none in protobuf
};

// Data that may be an envelope: an object that says its type.
struct Content {
  Span whole;
  Span type;  // the fields of that name, as values; none where nobody looked for them
  Span payload;
  Span key;
};

using Tag = Entry<std::string_view>;
using Present = Entry<ClientInfo>;

struct Publication {
  Content data;  // with a delta negotiated, JSON has a string here that stands for the text or the delta
  std::optional<ClientInfo> info;
  std::uint64_t offset = 0;
  Range<Tag> tags;
  bool delta = false;
  std::int64_t time = 0;     // ms since 1970
  std::string_view channel;  // where the subscription is to a pattern
};

struct Error {
  std::uint32_t code = 0;
  std::string_view message;
  bool temporary = false;
};

// What answers a command.

struct SubscribeResult {
  bool expires = false;
  std::uint32_t ttl = 0;  // seconds
  bool recoverable = false;
  std::string_view epoch;
  Range<Publication> publications;
  bool recovered = false;
  std::uint64_t offset = 0;
  bool positioned = false;
  Span data;
  bool was_recovering = false;
  bool delta = false;
  std::int64_t id = 0;  // of the channel, in later pushes in place of its name
};

using Sub = Entry<SubscribeResult>;

struct ConnectResult {
  std::string_view client;
  std::string_view version;
  bool expires = false;
  std::uint32_t ttl = 0;  // seconds
  Span data;
  Range<Sub> subs;
  std::uint32_t ping = 0;  // seconds between the server's pings
  bool pong = false;       // the server wants them answered
  std::string_view session;
  std::string_view node;
  std::int64_t time = 0;  // ms since 1970
};

struct UnsubscribeResult {};
struct PublishResult {};
struct PingResult {};

struct PresenceResult {
  Range<Present> presence;
};

struct PresenceStatsResult {
  std::uint32_t num_clients = 0;
  std::uint32_t num_users = 0;
};

struct HistoryResult {
  Range<Publication> publications;
  std::string_view epoch;
  std::uint64_t offset = 0;
};

struct RpcResult {
  Span data;
};

struct RefreshResult {
  std::string_view client;
  std::string_view version;
  bool expires = false;
  std::uint32_t ttl = 0;  // seconds
};

struct SubRefreshResult {
  bool expires = false;
  std::uint32_t ttl = 0;  // seconds
};

// What the server says unasked.

struct Joined {
  ClientInfo info;
};

struct Left {
  ClientInfo info;
};

struct Unsubscribed {
  std::uint32_t code = 0;
  std::string_view reason;
};

struct Message {
  Content data;
};

struct Subscribed {
  bool recoverable = false;
  std::string_view epoch;
  std::uint64_t offset = 0;
  bool positioned = false;
  Span data;
};

struct Connected {
  ConnectResult result;
};

struct Disconnected {
  std::uint32_t code = 0;
  std::string_view reason;
  bool reconnect = false;
};

struct Refreshed {
  bool expires = false;
  std::uint32_t ttl = 0;  // seconds
};

// Of a kind that isn't known here, if there is no event.
struct Push {
  std::int64_t id = 0;  // of the channel, where there is no name
  std::string_view channel;
  std::variant<std::monostate, Publication, Joined, Left, Unsubscribed, Message, Subscribed, Connected, Disconnected,
               Refreshed>
      event;
};

struct Reply {
  std::uint32_t id = 0;  // of the command that this answers; 0: none
  std::variant<std::monostate, Error, Push, ConnectResult, SubscribeResult, UnsubscribeResult, PublishResult,
               PresenceResult, PresenceStatsResult, HistoryResult, PingResult, RpcResult, RefreshResult,
               SubRefreshResult>
      body;

  bool is_ping() const { return id == 0 && body.index() == 0; }
};

struct Limits {
  std::uint32_t max_depth = 64;      // open brackets, 64 at most; protobuf is as deep as its schema
  std::uint32_t max_items = 65'536;  // of a frame: replies, publications and entries of maps, all together
};

// Which of the lists of `Replies` an item goes to.
template <class Item>
inline constexpr std::uint8_t list_of = 0;
template <>
inline constexpr std::uint8_t list_of<Tag> = 1;
template <>
inline constexpr std::uint8_t list_of<Present> = 2;
template <>
inline constexpr std::uint8_t list_of<Sub> = 3;

// Where in its list the entry with that key stands.
struct Place {
  std::string_view key;
  std::uint32_t at = 0;
};

// The replies of one frame. Kept between frames, so that reading allocates nothing.
struct Replies {
  std::vector<Reply> replies;
  std::array<Items, 4> lists;
  std::list<std::string> names;  // names that had escapes, written out
  std::vector<Place> places;     // for dropping replaced entries

  template <class Item>
  std::span<const Item> operator[](Range<Item> range) const {
    return lists[list_of<Item>].template all<Item>().subspan(range.begin, range.end - range.begin);
  }

  // How many there are of everything.
  std::size_t items() const;

  // Memory that an unusually large frame took is given back.
  void clear();
};

// What an envelope calls its fields, and what else is looked for on the way.
struct ContentNames {
  std::string_view type;
  std::string_view payload;
  std::string_view key;
};

// Reads a whole frame: structured, or refused and nothing of it delivered. Views and spans point into `frame` and
// `replies`. Fields and pushes of kinds unknown are skipped; a reply that answers in two ways at once is refused. Data
// in JSON is looked into on the way; in protobuf it is bytes, whatever they are.
Verdict read_json(std::string_view frame, const Limits& limits, Replies& replies, const ContentNames& names = {});
Verdict read_protobuf(std::string_view frame, const Limits& limits, Replies& replies, const ContentNames& names = {});

}  // namespace hawser::centrifugo
