#include <charconv>

#include "protocol/centrifugo/cursor.h"
#include "protocol/centrifugo/gather.h"
#include "protocol/text.h"

namespace hawser::centrifugo {
namespace {

// Reads values into the members of the replies. A null is as good as a field left out; a value of another kind than
// the member's fails the cursor, and with it the frame.
class Json {
 public:
  Json(std::string_view frame, const Limits& limits, Replies& to)
      : in_{frame, limits.max_depth}, limits_{limits}, to_{to} {}

  bool frame() {
    while (in_.next_line()) {
      if (!has_room(to_, limits_)) return false;
      object(to_.replies.emplace_back());
    }
    return !in_.failed();
  }

 private:
  template <class T>
  void object(T& to) {
    in_.enter_object();
    std::string_view key;
    const auto is = [&](int, std::string_view name, auto&& member) { return key == name && (read(member), true); };
    Span unknown;
    while (in_.next_field(key))
      if (!field(to, is)) in_.value(unknown);
    settle(to_, to);
  }

  template <class T>
  void read(T& to) {
    to = {};
    if (!in_.null()) object(to);
  }

  template <class T>
  void read(std::optional<T>& to) {
    to.reset();
    if (!in_.null()) object(to.emplace());
  }

  template <class Value, class Variant>
  void read(Alternative<Value, Variant> one) {
    if (in_.null()) {
      if (std::holds_alternative<Value>(one.variant)) one.variant.template emplace<std::monostate>();
    } else if (Value* const to = choose(one)) {
      object(*to);
    } else {
      in_.fail();
    }
  }

  void read(Range<Publication>& to) {
    to = {};
    if (in_.null() || !in_.enter_array()) return;
    while (in_.next_item()) {
      Publication pub;
      object(pub);
      append(to, pub);
    }
  }

  template <class T>
  void read(Range<Entry<T>>& to) {
    to = {};
    if (in_.null() || !in_.enter_object()) return;
    Entry<T> entry;
    while (in_.next_field(entry.key)) {
      if (in_.key_had_escapes()) entry.key = to_.names.emplace_back(entry.key);
      read(entry.value);
      append(to, entry);
    }
  }

  template <class Item>
  void append(Range<Item>& to, const Item& item) {
    if (has_room(to_, limits_)) {
      add(to_, to, item);
    } else {
      in_.fail();
    }
  }

  // What follows has dozens of callers; inlined into each, it would be felt in the size of the wasm.
  [[gnu::noinline]] void read(std::string_view& to) {
    to = {};
    bool escaped = false;
    if (!in_.null() && in_.string(to, escaped) && escaped) to = to_.names.emplace_back(unescape(to));
  }

  [[gnu::noinline]] void read(Span& to) { in_.value(to); }

  [[gnu::noinline]] void read(bool& to) {
    to = false;
    std::string_view word;
    if (in_.null() || !in_.scalar(word)) return;
    to = word == "true";
    if (!to && word != "false") in_.fail();
  }

  [[gnu::noinline]] void read(std::uint32_t& to) {
    std::uint64_t wide = 0;
    number(wide);
    if (wide > UINT32_MAX) in_.fail();
    to = static_cast<std::uint32_t>(wide);
  }
  void read(std::uint64_t& to) { number(to); }
  void read(std::int64_t& to) { number(to); }

  // Whole and within the member's bounds; exact, as no double is.
  [[gnu::noinline]] void number(auto& to) {
    to = 0;
    std::string_view digits;
    if (in_.null() || !in_.scalar(digits)) return;
    const char* const end = digits.data() + digits.size();
    const auto [after, error] = std::from_chars(digits.data(), end, to);
    if (error != std::errc{} || after != end) in_.fail();
  }

  Cursor in_;
  const Limits& limits_;
  Replies& to_;
};

}  // namespace

Verdict read_json(std::string_view frame, const Limits& limits, Replies& replies) {
  replies.clear();
  if (frame.size() < UINT32_MAX && Json{frame, limits, replies}.frame()) return Verdict::structured;
  replies.clear();
  return Verdict::refused;
}

}  // namespace hawser::centrifugo
