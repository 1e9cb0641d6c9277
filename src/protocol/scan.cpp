#include "protocol/scan.h"

#include <algorithm>

#include "protocol/text.h"
#include "protocol/token.h"

namespace hawser {
namespace {

class Scan {
 public:
  Scan(std::string_view text, std::uint32_t max_depth, Names names, Spans values)
      : begin_{text.data()},
        end_{text.data() + text.size()},
        at_{begin_},
        max_depth_{std::min(max_depth, deepest_walk)},
        names_{names},
        values_{values} {}

  Scanned run() {
    const auto kind = value();
    at_ = token::skip_space(at_, end_);
    return at_ == end_ || is_refused(kind) ? kind : Scanned::not_json;
  }

  // From `from` on; `after` becomes where the value ends.
  Scanned run(std::uint32_t from, std::uint32_t& after) {
    at_ = begin_ + from;
    const auto kind = value();
    after = offset(at_);
    return kind;
  }

 private:
  struct Key {
    std::string_view raw;
    bool escaped = false;

    bool is(std::string_view name) const { return !name.empty() && (escaped ? unescape(raw) == name : raw == name); }
  };

  static bool is_refused(Scanned kind) { return kind == Scanned::not_json || kind == Scanned::too_deep; }

  Scanned value() {
    at_ = token::skip_space(at_, end_);
    if (token::peek(at_, end_) != '{') return skip(max_depth_) ? Scanned::other : why_;
    if (max_depth_ == 0) return Scanned::too_deep;
    return fields() ? Scanned::object : why_;
  }

  bool skip(std::uint32_t max_depth) {
    const auto walked = walk(at_, end_, max_depth);
    if (walked.too_deep) why_ = Scanned::too_deep;
    if (walked.end) at_ = walked.end;
    return walked.end != nullptr;
  }

  bool take(char c) {
    at_ = token::skip_space(at_, end_);
    if (token::peek(at_, end_) != c) return false;
    ++at_;
    return true;
  }

  // The outermost object; the only place where keys matter.
  bool fields() {
    ++at_;
    if (take('}')) return true;
    do
      if (!field()) return false;
    while (take(','));
    return take('}');
  }

  bool field() {
    Key key;
    if (!take_key(key)) return false;
    at_ = token::skip_space(at_, end_);
    const auto begin = offset(at_);
    if (!skip(max_depth_ - 1)) return false;
    for (std::size_t i = 0; i < names_.size(); ++i)
      if (key.is(names_[i])) values_[i] = {begin, offset(at_)};
    return true;
  }

  bool take_key(Key& key) {
    at_ = token::skip_space(at_, end_);
    if (token::peek(at_, end_) != '"') return false;
    const char* const begin = at_ + 1;
    const char* const after = token::skip_string(at_, end_, key.escaped);
    if (!after) return false;
    key.raw = {begin, static_cast<std::size_t>(after - 1 - begin)};
    at_ = after;
    return take(':');
  }

  std::uint32_t offset(const char* at) const { return static_cast<std::uint32_t>(at - begin_); }

  const char* begin_;
  const char* end_;
  const char* at_;
  std::uint32_t max_depth_;
  Names names_;
  Spans values_;
  Scanned why_ = Scanned::not_json;
};

}  // namespace

Scanned scan(std::string_view text, Names names, Spans values, std::uint32_t max_depth) {
  std::fill(values.begin(), values.end(), Span{});
  return Scan{text, max_depth, names, values}.run();
}

Scanned scan_value(std::string_view text, std::uint32_t from, Names names, Spans values, std::uint32_t max_depth,
                   std::uint32_t& after) {
  std::fill(values.begin(), values.end(), Span{});
  return Scan{text, max_depth, names, values}.run(from, after);
}

}  // namespace hawser
