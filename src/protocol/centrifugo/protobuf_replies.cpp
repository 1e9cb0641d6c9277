#include "protocol/centrifugo/gather.h"
#include "protocol/centrifugo/wire.h"

namespace hawser::centrifugo {
namespace {

// Reads fields into the members of the replies. A message that comes twice replaces the first, as protobufjs has it. A
// field of another type than the member's fails the frame, and so does a number too great for it.
class Protobuf {
 public:
  Protobuf(std::string_view frame, const Limits& limits, Replies& to) : frame_{frame}, limits_{limits}, to_{to} {}

  bool run() {
    wire::Reader messages{frame_};
    std::string_view bytes;
    while (messages.delimited(bytes))
      if (!has_room(to_, limits_) || !fields(bytes, shape_of<Reply>(), &to_.replies.emplace_back())) return false;
    return !messages.failed();
  }

 private:
  // NOLINTBEGIN(misc-no-recursion): no deeper than the schema
  bool fields(std::string_view bytes, const Shape& shape, void* to) {
    wire::Reader in{bytes};
    const Field* last = shape.begin;
    while (in.next()) {
      const Field* const field = shape.find(last, [&](const Field& it) { return it.number == in.field(); });
      if (!field)
        in.skip();
      else if (!read(in, *field, shape.member(to, *field)))
        return false;
    }
    settle(to_, shape, to);
    return !in.failed();
  }

  bool read(wire::Reader& in, const Field& field, void* to) {
    switch (field.kind) {
      case Kind::text:
      case Kind::data:
      case Kind::content: return bytes(in, field, to);
      case Kind::flag:
      case Kind::uint32:
      case Kind::uint64:
      case Kind::int64: return number(in, field, to);
      case Kind::message: return message(in, *field.shape, field.shape->reset(to));
      case Kind::info: return message(in, *field.shape, &static_cast<std::optional<ClientInfo>*>(to)->emplace());
      case Kind::body:
      case Kind::event: return message(in, *field.shape, choose(field, to));
      case Kind::list:
      case Kind::map:
        return has_room(to_, limits_) && message(in, *field.shape, add(to_, *static_cast<Bounds*>(to), *field.shape));
    }
    return false;
  }

  bool message(wire::Reader& in, const Shape& shape, void* to) {
    std::string_view bytes;
    return to != nullptr && in.bytes(bytes) && fields(bytes, shape, to);
  }
  // NOLINTEND(misc-no-recursion)

  // A text isn't checked to be UTF-8: a name that isn't equals no name that a listener could have given.
  bool bytes(wire::Reader& in, const Field& field, void* to) const {
    std::string_view bytes;
    if (!in.bytes(bytes)) return false;
    if (field.kind == Kind::text) {
      *static_cast<std::string_view*>(to) = bytes;
    } else {
      const auto begin = static_cast<std::uint32_t>(bytes.data() - frame_.data());
      // Of a content it is the first member.
      *static_cast<Span*>(to) = {begin, begin + static_cast<std::uint32_t>(bytes.size())};
    }
    return true;
  }

  static bool number(wire::Reader& in, const Field& field, void* to) {
    std::uint64_t number = 0;
    if (!in.varint(number)) return false;
    switch (field.kind) {
      case Kind::flag: *static_cast<bool*>(to) = number != 0; break;
      case Kind::uint32: *static_cast<std::uint32_t*>(to) = static_cast<std::uint32_t>(number); break;
      case Kind::int64: *static_cast<std::int64_t*>(to) = static_cast<std::int64_t>(number); break;
      default: *static_cast<std::uint64_t*>(to) = number;
    }
    return field.kind != Kind::uint32 || number <= UINT32_MAX;
  }

  std::string_view frame_;
  const Limits& limits_;
  Replies& to_;
};

}  // namespace

Verdict read_protobuf(std::string_view frame, const Limits& limits, Replies& replies, const ContentNames&) {
  replies.clear();
  if (frame.size() < UINT32_MAX && Protobuf{frame, limits, replies}.run()) return Verdict::structured;
  replies.clear();
  return Verdict::refused;
}

}  // namespace hawser::centrifugo
