// The schema as data: what each message consists of, by the kind and the place of its fields. The readers of both
// formats walk these tables, so that there is one function that reads a message, and not one for each.
#pragma once

#include <array>
#include <cstring>
#include <string_view>
#include <type_traits>

#include "protocol/centrifugo/schema.h"

namespace hawser::centrifugo {

enum class Kind : std::uint8_t {
  text,  // std::string_view
  data,  // Span
  content,
  flag,  // bool
  uint32,
  uint64,
  int64,
  message,
  info,   // std::optional<ClientInfo>
  body,   // Reply::body
  event,  // Push::event
  list,   // Range of messages
  map,    // Range of entries
};

struct Shape;

struct Field {
  const char* name;
  const void* member;   // of the prototype of its message
  const Shape* shape;   // of the message or item that it holds
  const void* variant;  // of a choice: a variant that holds the message, as it begins
  const void* chosen;   // the message in there
  std::uint8_t name_size;
  std::uint8_t number;
  Kind kind;

  bool has_name(std::string_view other) const { return std::string_view{name, name_size} == other; }
};

struct Shape {
  const void* prototype;  // what a message is before any of its fields was read
  const Field* begin;
  const Field* end;
  const Field* map;  // the field that is one, if any
  std::uint16_t size;
  std::uint8_t list;  // that an item goes to

  // A message as it begins.
  void* reset(void* message) const { return std::memcpy(message, prototype, size); }

  void* member(void* message, const Field& field) const {
    return static_cast<char*>(message) + (static_cast<const char*>(field.member) - static_cast<const char*>(prototype));
  }

  // The field that `is` right, or nullptr. Most come in the order of the table: the search begins at the last found.
  const Field* find(const Field*& last, auto&& is) const {
    for (auto left = end - begin; left > 0; --left) {
      if (is(*last)) return last;
      if (++last == end) last = begin;
    }
    return nullptr;
  }
};

// Never changed; that it could be is for the schema, whose functions give out members to be written.
template <class Message>
inline constinit Message prototype{};  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

template <class Message>
struct Described {
  static const Shape shape;
};

template <class Value, class Variant>
inline constexpr Variant holding{std::in_place_type<Value>};

template <class Variant>
constexpr Kind choice = std::is_same_v<Variant, decltype(Reply::body)> ? Kind::body : Kind::event;

// One overload for each kind of member.
constexpr Field described(std::string_view& text) { return {.member = &text, .kind = Kind::text}; }
constexpr Field described(Span& data) { return {.member = &data, .kind = Kind::data}; }
constexpr Field described(Content& content) { return {.member = &content, .kind = Kind::content}; }
constexpr Field described(bool& flag) { return {.member = &flag, .kind = Kind::flag}; }
constexpr Field described(std::uint32_t& number) { return {.member = &number, .kind = Kind::uint32}; }
constexpr Field described(std::uint64_t& number) { return {.member = &number, .kind = Kind::uint64}; }
constexpr Field described(std::int64_t& number) { return {.member = &number, .kind = Kind::int64}; }
constexpr Field described(std::optional<ClientInfo>& info) {
  return {.member = &info, .shape = &Described<ClientInfo>::shape, .kind = Kind::info};
}
template <class Value, class Variant>
constexpr Field described(Alternative<Value, Variant>& one) {
  return {.member = &one.variant,
          .shape = &Described<Value>::shape,
          .variant = &holding<Value, Variant>,
          .chosen = &std::get<Value>(holding<Value, Variant>),
          .kind = choice<Variant>};
}
template <class Item>
constexpr Field described(Range<Item>& list) {
  return {.member = &list, .shape = &Described<Item>::shape, .kind = Kind::list};
}
template <class T>
constexpr Field described(Range<Entry<T>>& map) {
  return {.member = &map, .shape = &Described<Entry<T>>::shape, .kind = Kind::map};
}
template <class Message>
constexpr Field described(Message& message) {
  return {.member = &message, .shape = &Described<Message>::shape, .kind = Kind::message};
}

template <class Message>
constexpr std::size_t count_fields() {
  static_assert(std::is_trivially_copyable_v<Message>);
  std::size_t count = 0;
  field(prototype<Message>, [&](int, std::string_view, auto&&) { return ++count, false; });
  return count;
}

template <class Message>
constexpr auto describe_fields() {
  std::array<Field, count_fields<Message>()> fields{};
  auto* to = fields.data();
  field(prototype<Message>, [&](std::uint8_t number, std::string_view name, auto&& member) {
    *to = described(member);
    to->name = name.data();
    to->name_size = static_cast<std::uint8_t>(name.size());
    to->number = number;
    return ++to, false;
  });
  return fields;
}

template <class Message>
inline constexpr auto fields_of = describe_fields<Message>();

template <class Message>
constexpr const Field* map_of() {
  for (const Field& field : fields_of<Message>)
    if (field.kind == Kind::map) return &field;
  return nullptr;
}

template <class Message>
constexpr Shape Described<Message>::shape{.prototype = &prototype<Message>,
                                          .begin = fields_of<Message>.data(),
                                          .end = fields_of<Message>.data() + fields_of<Message>.size(),
                                          .map = map_of<Message>(),
                                          .size = sizeof(Message),
                                          .list = list_of<Message>};

template <class Message>
constexpr const Shape& shape_of() {
  return Described<Message>::shape;
}

}  // namespace hawser::centrifugo
