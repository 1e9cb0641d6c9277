#include "protocol/centrifugo/gather.h"
#include "protocol/centrifugo/wire.h"

namespace hawser::centrifugo {
namespace {

// The two fields of a map's entry; in JSON they have no names.
template <class T>
bool field(Entry<T>& entry, auto&& is) {
  return is(1, {}, entry.key) || is(2, {}, entry.value);
}

// Reads fields into the members of the replies. A message that comes twice replaces the first, as protobufjs has it.
// A field of another type than the member's fails the frame, and so does a number too great for it.
class Protobuf {
 public:
  Protobuf(std::string_view frame, const Limits& limits, Replies& to) : frame_{frame}, limits_{limits}, to_{to} {}

  bool run() {
    wire::Reader messages{frame_};
    std::string_view bytes;
    while (messages.delimited(bytes))
      if (!has_room(to_, limits_) || !message(bytes, to_.replies.emplace_back())) return false;
    return !messages.failed();
  }

 private:
  template <class T>
  bool message(std::string_view bytes, T& to) {
    wire::Reader in{bytes};
    bool fits = true;
    const auto is = [&](std::uint32_t number, std::string_view, auto&& member) {
      if (number != in.field()) return false;
      fits = read(in, member);
      return true;
    };
    while (fits && in.next())
      if (!field(to, is)) in.skip();
    settle(to_, to);
    return fits && !in.failed();
  }

  template <class T>
  bool read(wire::Reader& in, T& to) {
    to = {};
    std::string_view bytes;
    return in.bytes(bytes) && message(bytes, to);
  }

  template <class T>
  bool read(wire::Reader& in, std::optional<T>& to) {
    return read(in, to.emplace());
  }

  template <class Value, class Variant>
  bool read(wire::Reader& in, Alternative<Value, Variant> one) {
    Value* const to = choose(one);
    return to && read(in, *to);
  }

  template <class Item>
  bool read(wire::Reader& in, Range<Item>& to) {
    Item item;
    if (!read(in, item) || !has_room(to_, limits_)) return false;
    add(to_, to, item);
    return true;
  }

  // What follows has dozens of callers; inlined into each, it would be felt in the size of the wasm.

  // Not checked to be UTF-8: a name that isn't equals no name that a listener could have given.
  [[gnu::noinline]] static bool read(wire::Reader& in, std::string_view& to) { return in.bytes(to); }

  [[gnu::noinline]] bool read(wire::Reader& in, Span& to) {
    std::string_view bytes;
    if (!in.bytes(bytes)) return false;
    to.begin = static_cast<std::uint32_t>(bytes.data() - frame_.data());
    to.end = to.begin + static_cast<std::uint32_t>(bytes.size());
    return true;
  }

  [[gnu::noinline]] static bool read(wire::Reader& in, bool& to) {
    std::uint64_t number = 0;
    if (!in.varint(number)) return false;
    to = number != 0;
    return true;
  }

  [[gnu::noinline]] static bool read(wire::Reader& in, std::uint32_t& to) {
    std::uint64_t number = 0;
    if (!in.varint(number) || number > UINT32_MAX) return false;
    to = static_cast<std::uint32_t>(number);
    return true;
  }

  [[gnu::noinline]] static bool read(wire::Reader& in, std::uint64_t& to) { return in.varint(to); }

  [[gnu::noinline]] static bool read(wire::Reader& in, std::int64_t& to) {
    std::uint64_t number = 0;
    if (!in.varint(number)) return false;
    to = static_cast<std::int64_t>(number);
    return true;
  }

  std::string_view frame_;
  const Limits& limits_;
  Replies& to_;
};

}  // namespace

Verdict read_protobuf(std::string_view frame, const Limits& limits, Replies& replies) {
  replies.clear();
  if (frame.size() < UINT32_MAX && Protobuf{frame, limits, replies}.run()) return Verdict::structured;
  replies.clear();
  return Verdict::refused;
}

}  // namespace hawser::centrifugo
