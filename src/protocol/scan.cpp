#include "protocol/scan.h"

#include <algorithm>

#include "protocol/text.h"
#include "protocol/token.h"

namespace hawser {
namespace {

// The open brackets, the innermost in the lowest bit, which is set for an object.
class Brackets {
 public:
  explicit Brackets(std::uint32_t max_depth) : max_depth_{std::min(max_depth, deepest_scan)} {}

  bool open(bool object) {
    if (depth_ == max_depth_) return false;
    ++depth_;
    kinds_ = kinds_ << 1 | (object ? 1 : 0);
    return true;
  }
  void close() {
    --depth_;
    kinds_ >>= 1;
  }
  bool any() const { return depth_ != 0; }
  bool in_object() const { return (kinds_ & 1) != 0; }
  char closing() const { return in_object() ? '}' : ']'; }

 private:
  std::uint64_t kinds_ = 0;
  std::uint32_t depth_ = 0;
  std::uint32_t max_depth_;
};

class Scan {
 public:
  Scan(std::string_view text, std::uint32_t max_depth)
      : begin_{text.data()}, end_{text.data() + text.size()}, at_{begin_}, max_depth_{max_depth} {}

  Scanned run(std::span<const std::string_view> names, std::span<Span> values) {
    skip_space();
    const bool object = next_is('{');
    if (!(object ? fields(names, values) : skip_value(Brackets{max_depth_}))) return why_;
    skip_space();
    if (at_ != end_) return Scanned::not_json;
    return object ? Scanned::object : Scanned::other;
  }

 private:
  struct Key {
    std::string_view raw;
    bool escaped = false;

    bool is(std::string_view name) const { return !name.empty() && (escaped ? unescape(raw) == name : raw == name); }
  };

  bool next_is(char c) const { return token::peek(at_, end_) == c; }
  void skip_space() { at_ = token::skip_space(at_, end_); }

  bool fail(Scanned why = Scanned::not_json) {
    why_ = why;
    return false;
  }

  bool take(char c) {
    if (!next_is(c)) return fail();
    ++at_;
    return true;
  }

  // The outermost object; the only place where keys matter.
  bool fields(std::span<const std::string_view> names, std::span<Span> values) {
    Brackets outermost{max_depth_};
    if (!outermost.open(true)) return fail(Scanned::too_deep);
    ++at_;
    skip_space();
    if (next_is('}')) return take('}');
    for (;;) {
      if (!field(names, values)) return false;
      skip_space();
      if (!next_is(',')) return take('}');
      ++at_;
    }
  }

  bool field(std::span<const std::string_view> names, std::span<Span> values) {
    Key key;
    if (!take_key(key)) return false;
    skip_space();
    const char* const begin = at_;
    if (!skip_value(Brackets{std::min(max_depth_, deepest_scan) - 1})) return false;
    for (std::size_t i = 0; i < names.size(); ++i)
      if (key.is(names[i])) values[i] = {offset(begin), offset(at_)};
    return true;
  }

  bool take_key(Key& key) {
    skip_space();
    if (!next_is('"')) return fail();
    const char* const begin = at_ + 1;
    at_ = token::skip_string(at_, end_, key.escaped);
    if (!at_) return fail();
    key.raw = {begin, static_cast<std::size_t>(at_ - 1 - begin)};
    skip_space();
    return take(':');
  }

  // A value with everything in it, without recursion.
  bool skip_value(Brackets open) {
    do {
      skip_space();
      if (next_is('{') || next_is('[')) {
        if (!enter(open)) return false;
      } else {
        at_ = token::skip_scalar(at_, end_);
        if (!at_ || !leave(open)) return fail();
      }
    } while (open.any());
    return true;
  }

  // Stands at a bracket. Goes on to the first value in it or, if it is empty, to the next value after it.
  bool enter(Brackets& open) {
    const bool object = next_is('{');
    if (!open.open(object)) return fail(Scanned::too_deep);
    ++at_;
    skip_space();
    if (next_is(open.closing())) return leave(open) || fail();
    return !object || skip_key();
  }

  // Stands behind a value, or at the end of an empty bracket. Goes on to the next value, or out of the last bracket.
  bool leave(Brackets& open) {
    while (open.any()) {
      skip_space();
      if (next_is(',')) {
        ++at_;
        return !open.in_object() || skip_key();
      }
      if (!next_is(open.closing())) return false;
      ++at_;
      open.close();
    }
    return true;
  }

  bool skip_key() {
    Key key;
    return take_key(key);
  }

  std::uint32_t offset(const char* at) const { return static_cast<std::uint32_t>(at - begin_); }

  const char* begin_;
  const char* end_;
  const char* at_;
  std::uint32_t max_depth_;
  Scanned why_ = Scanned::not_json;
};

}  // namespace

Scanned scan(std::string_view text, std::span<const std::string_view> names, std::span<Span> values,
             std::uint32_t max_depth) {
  std::fill(values.begin(), values.end(), Span{});
  return Scan{text, max_depth}.run(names, values);
}

}  // namespace hawser
