// Says replies as a server does, so that what was read can be compared with what was said, byte by byte.
#pragma once

#include <string>
#include <type_traits>

#include "protocol/centrifugo/json_object.h"
#include "protocol/centrifugo/schema.h"
#include "protocol/centrifugo/wire.h"
#include "protocol/json.h"

namespace hawser::centrifugo::server {

inline std::string_view cut(std::string_view frame, Span span) {
  return frame.substr(span.begin, span.end - span.begin);
}

template <class T>
std::string json(std::string_view frame, const Replies& all, T message);
std::string json(std::string_view frame, const Replies& all, HistoryResult history);

// The fields of one JSON object, in the order of their numbers.
struct JsonFields {
  std::string_view frame;
  const Replies& all;
  Object object{};

  bool operator()(int, std::string_view name, auto&& member) {
    add(name, member);
    return false;
  }

  void add(std::string_view name, std::string_view text) { object.text(name, text); }
  void add(std::string_view name, bool flag) { object.flag(name, flag); }
  void add(std::string_view name, std::uint32_t number) { object.number(name, number); }
  void add(std::string_view name, std::uint64_t number) { object.number(name, number); }
  void add(std::string_view name, std::int64_t number) { object.number(name, number); }
  void add(std::string_view name, Span span) {
    if (span.end != 0) object.value(name, cut(frame, span));
  }
  void add(std::string_view name, const Content& content) { add(name, content.whole); }
  void add(std::string_view name, const std::optional<ClientInfo>& info) {
    if (info) object.value(name, json(frame, all, *info));
  }
  void add(std::string_view name, const ClientInfo& info) { object.value(name, json(frame, all, info)); }
  void add(std::string_view name, Range<Publication> pubs) {
    std::string list;
    for (const auto& pub : all[pubs]) (list += list.empty() ? "" : ",") += json(frame, all, pub);
    if (!list.empty()) object.value(name, '[' + list + ']');
  }
  template <class T>
  void add(std::string_view name, Range<Entry<T>> entries) {
    Object map;
    for (const auto& [key, value] : all[entries]) {
      if constexpr (std::is_same_v<T, std::string_view>)
        map.value(key, json::quoted(value));
      else
        map.value(key, json(frame, all, value));
    }
    if (!map.empty()) object.value(name, map.written());
  }
  template <class Value, class Variant>
  void add(std::string_view name, Alternative<Value, Variant> one) {
    if (const auto* const value = std::get_if<Value>(&one.variant)) object.value(name, json(frame, all, *value));
  }
};

template <class T>
std::string json(std::string_view frame, const Replies& all, T message) {
  JsonFields fields{frame, all};
  field(message, fields);
  return fields.object.written();
}

// A history always has its list.
inline std::string json(std::string_view frame, const Replies& all, HistoryResult history) {
  JsonFields fields{frame, all};
  if (history.publications.begin == history.publications.end) fields.object.value("publications", "[]");
  field(history, fields);
  return fields.object.written();
}

inline std::string json(std::string_view frame, const Replies& all) {
  std::string lines;
  for (const auto& reply : all.replies) (lines += lines.empty() ? "" : "\n") += json(frame, all, reply);
  return lines;
}

template <class T>
std::string protobuf(std::string_view frame, const Replies& all, T message);

struct WireFields {
  std::string_view frame;
  const Replies& all;
  std::string out{};

  bool operator()(std::uint32_t number, std::string_view, auto&& member) {
    add(number, member);
    return false;
  }

  void add(std::uint32_t number, std::string_view text) { wire::Writer{out}.bytes(number, text); }
  void add(std::uint32_t number, bool flag) { wire::Writer{out}.flag(number, flag); }
  void add(std::uint32_t number, std::uint32_t value) { wire::Writer{out}.number(number, value); }
  void add(std::uint32_t number, std::uint64_t value) { wire::Writer{out}.number(number, value); }
  void add(std::uint32_t number, std::int64_t value) {
    wire::Writer{out}.number(number, static_cast<std::uint64_t>(value));
  }
  void add(std::uint32_t number, Span span) { wire::Writer{out}.bytes(number, cut(frame, span)); }
  void add(std::uint32_t number, const Content& content) { add(number, content.whole); }
  void add(std::uint32_t number, const std::optional<ClientInfo>& info) {
    if (info) wire::Writer{out}.message(number, protobuf(frame, all, *info));
  }
  void add(std::uint32_t number, const ClientInfo& info) {
    wire::Writer{out}.message(number, protobuf(frame, all, info));
  }
  void add(std::uint32_t number, Range<Publication> pubs) {
    for (const auto& pub : all[pubs]) wire::Writer{out}.message(number, protobuf(frame, all, pub));
  }
  template <class T>
  void add(std::uint32_t number, Range<Entry<T>> entries) {
    for (const auto& [key, value] : all[entries]) {
      std::string entry;
      wire::Writer{entry}.message(1, key);
      if constexpr (std::is_same_v<T, std::string_view>)
        wire::Writer{entry}.message(2, value);
      else
        wire::Writer{entry}.message(2, protobuf(frame, all, value));
      wire::Writer{out}.message(number, entry);
    }
  }
  template <class Value, class Variant>
  void add(std::uint32_t number, Alternative<Value, Variant> one) {
    if (const auto* const value = std::get_if<Value>(&one.variant))
      wire::Writer{out}.message(number, protobuf(frame, all, *value));
  }
};

template <class T>
std::string protobuf(std::string_view frame, const Replies& all, T message) {
  WireFields fields{frame, all};
  field(message, fields);
  return fields.out;
}

inline std::string protobuf(std::string_view frame, const Replies& all) {
  std::string out;
  for (const auto& reply : all.replies) wire::append_delimited(out, protobuf(frame, all, reply));
  return out;
}

}  // namespace hawser::centrifugo::server
