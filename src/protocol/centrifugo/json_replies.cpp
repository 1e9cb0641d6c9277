#include "protocol/centrifugo/cursor.h"
#include "protocol/centrifugo/gather.h"
#include "protocol/text.h"

namespace hawser::centrifugo {
namespace {

// Reads values into the members of the replies. A null is as good as a field left out; a value of another kind than the
// member's fails the cursor, and with it the frame.
class Json {
 public:
  Json(std::string_view frame, const Limits& limits, Replies& to, const ContentNames& names)
      : frame_{frame},
        in_{frame, limits.max_depth},
        limits_{limits},
        to_{to},
        names_{names.type, names.payload, names.key} {}

  bool frame() {
    while (in_.next_line()) {
      if (!has_room(to_, limits_)) return false;
      Reply& reply = to_.replies.emplace_back();
      line_ = in_.begins();
      if (in_.at(head_))
        resume(reply);
      else
        object(shape_of<Reply>(), &reply);
    }
    return !in_.failed();
  }

 private:
  // NOLINTBEGIN(misc-no-recursion): no deeper than the schema
  void object(const Shape& shape, void* to) {
    in_.enter_object();
    rest(shape, to);
  }

  void rest(const Shape& shape, void* to) {
    std::string_view key;
    Span unknown;
    const Field* last = shape.begin;
    while (in_.next_field(key)) {
      if (const Field* const field = shape.find(last, [key](const Field& it) { return it.has_name(key); }))
        read(*field, shape.member(to, *field));
      else
        in_.value(unknown);
    }
    settle(to_, shape, to);
  }

  void read(const Field& field, void* to) {
    switch (field.kind) {
      case Kind::text: return text(*static_cast<std::string_view*>(to));
      case Kind::data: in_.value(*static_cast<Span*>(to)); return;
      case Kind::content: remember_head(to); return content(*static_cast<Content*>(to));
      case Kind::flag: return flag(*static_cast<bool*>(to));
      case Kind::uint32: *static_cast<std::uint32_t*>(to) = static_cast<std::uint32_t>(number(UINT32_MAX)); return;
      case Kind::uint64: *static_cast<std::uint64_t*>(to) = number(UINT64_MAX); return;
      case Kind::int64: *static_cast<std::int64_t*>(to) = signed_number(); return;
      case Kind::message: return message(*field.shape, to);
      case Kind::info: return info(*static_cast<std::optional<ClientInfo>*>(to));
      case Kind::body:
      case Kind::event: return choice(field, to);
      case Kind::list: return list(*field.shape, *static_cast<Bounds*>(to));
      case Kind::map: return map(*field.shape, *static_cast<Bounds*>(to));
    }
  }

  void message(const Shape& shape, void* to) {
    shape.reset(to);
    if (!in_.null()) object(shape, to);
  }

  void info(std::optional<ClientInfo>& to) {
    to.reset();
    if (in_.null()) return;
    const auto begins = in_.begins();
    object(shape_of<ClientInfo>(), &to.emplace());
    to->object = {begins, in_.ended()};
  }

  void choice(const Field& field, void* to) {
    if (in_.null()) {
      unchoose(field, to);
    } else if (void* const chosen = choose(field, to)) {
      object(*field.shape, chosen);
    } else {
      in_.fail();
    }
  }

  void list(const Shape& item, Bounds& to) {
    to = {};
    if (in_.null() || !in_.enter_array()) return;
    while (in_.next_item())
      if (void* const added = append(to, item)) object(item, added);
  }

  void map(const Shape& entry, Bounds& to) {
    to = {};
    if (in_.null() || !in_.enter_object()) return;
    const Field& value = entry.begin[1];
    std::string_view key;
    while (in_.next_field(key)) {
      void* const added = append(to, entry);
      if (!added) return;
      *static_cast<std::string_view*>(added) = in_.key_had_escapes() ? to_.names.emplace_back(key) : key;
      read(value, entry.member(added, value));
    }
  }
  // NOLINTEND(misc-no-recursion)

  void* append(Bounds& to, const Shape& item) {
    if (has_room(to_, limits_)) return add(to_, to, item);
    in_.fail();
    return nullptr;
  }

  void text(std::string_view& to) {
    to = {};
    bool escaped = false;
    if (!in_.null() && in_.string(to, escaped) && escaped) to = to_.names.emplace_back(unescape(to));
  }

  void content(Content& to) {
    std::array<Span, 3> found;
    in_.value(to.whole, names_, found);
    to.type = found[0];
    to.payload = found[1];
    to.key = found[2];
  }

  // Pushes of one frame are mostly alike up to the data: what was read of one is not read again of the next. Only a
  // publication that is pushed has such a head, and none that lies in a reply.
  void remember_head(const void* at) {
    const Reply& reply = to_.replies.back();
    const auto* const push = std::get_if<Push>(&reply.body);
    const auto* const publication = push ? std::get_if<Publication>(&push->event) : nullptr;
    const bool is_its = publication != nullptr && static_cast<const void*>(&publication->data) == at;
    if (!is_its || in_.depth() != head_depth) return;
    head_ = frame_.substr(line_, in_.begins() - line_);
    head_reply_ = reply;
  }

  void resume(Reply& reply) {
    reply = head_reply_;
    in_.skip(head_, head_depth);
    auto& push = std::get<Push>(reply.body);
    auto& publication = std::get<Publication>(push.event);
    content(publication.data);
    rest(shape_of<Publication>(), &publication);
    rest(shape_of<Push>(), &push);
    rest(shape_of<Reply>(), &reply);
  }

  void flag(bool& to) {
    to = false;
    std::string_view word;
    if (in_.null() || !in_.scalar(word)) return;
    to = word == "true";
    if (!to && word != "false") in_.fail();
  }

  std::uint64_t number(std::uint64_t greatest) {
    std::string_view digits;
    return in_.null() || !in_.scalar(digits) ? 0 : whole(digits, greatest);
  }

  std::int64_t signed_number() {
    std::string_view digits;
    if (in_.null() || !in_.scalar(digits)) return 0;
    if (digits.front() != '-') return static_cast<std::int64_t>(whole(digits, INT64_MAX));
    return static_cast<std::int64_t>(-whole(digits.substr(1), std::uint64_t{1} << 63));
  }

  // Whole and within the member's bounds; exact, as no double is.
  std::uint64_t whole(std::string_view digits, std::uint64_t greatest) {
    std::uint64_t number = 0;
    if (!whole_number(digits, greatest, number)) in_.fail();
    return number;
  }

  static constexpr std::uint32_t head_depth = 3;  // of the brackets around the data of a publication that is pushed

  std::string_view frame_;
  Cursor in_;
  const Limits& limits_;
  Replies& to_;
  std::array<std::string_view, 3> names_;
  std::uint32_t line_ = 0;  // where the reply begins
  std::string_view head_;   // of the push that was read last, as far as the data
  Reply head_reply_;        // what was read of it until there
};

}  // namespace

Verdict read_json(std::string_view frame, const Limits& limits, Replies& replies, const ContentNames& names) {
  replies.clear();
  if (frame.size() < UINT32_MAX && Json{frame, limits, replies, names}.frame()) return Verdict::structured;
  replies.clear();
  return Verdict::refused;
}

}  // namespace hawser::centrifugo
