#include "protocol/centrifugo/cursor.h"

#include <algorithm>

#include "protocol/text.h"
#include "protocol/token.h"
#include "protocol/walk.h"

namespace hawser::centrifugo {

Cursor::Cursor(std::string_view text, std::uint32_t max_depth)
    : begin_{text.data()},
      end_{text.data() + text.size()},
      at_{begin_},
      max_depth_{std::min(max_depth, deepest_walk)} {}

bool Cursor::fail() {
  failed_ = true;
  at_ = end_;
  return false;
}

bool Cursor::next_is(char c) const { return token::peek(at_, end_) == c; }

bool Cursor::take(char c) {
  if (!next_is(c)) return fail();
  ++at_;
  return true;
}

void Cursor::skip_space() { at_ = token::skip_space(at_, end_); }

bool Cursor::next_line() {
  const char* const before = at_;
  skip_space();
  if (at_ == end_) return false;
  if (!first_ && std::find(before, at_, '\n') == at_) return fail();
  first_ = false;
  return true;
}

bool Cursor::enter(char bracket) {
  skip_space();
  if (depth_ == max_depth_ || !take(bracket)) return fail();
  ++depth_;
  first_ = true;
  return true;
}

bool Cursor::leave() {
  ++at_;
  --depth_;
  return first_ = false;
}

bool Cursor::next(char closing) {
  skip_space();
  if (next_is(closing)) return leave();
  if (!first_ && !take(',')) return false;
  first_ = false;
  return !failed_;
}

bool Cursor::next_field(std::string_view& key) {
  if (!next('}') || !string(key, escaped_)) return false;
  skip_space();
  if (!take(':')) return false;
  if (escaped_) key = key_ = unescape(key);
  return true;
}

bool Cursor::at(std::string_view text) const {
  return !text.empty() && std::string_view{at_, static_cast<std::size_t>(end_ - at_)}.substr(0, text.size()) == text;
}

void Cursor::skip(std::string_view text, std::uint32_t depth) {
  at_ += text.size();
  depth_ = depth;
  first_ = false;
}

bool Cursor::value(Span& value) {
  skip_space();
  value.begin = offset();
  const char* const after = walk(at_, end_, max_depth_ - depth_).end;
  if (!after) return fail();
  at_ = after;
  value.end = offset();
  return true;
}

bool Cursor::value(Span& value, Names names, Spans fields) {
  skip_space();
  value = {offset(), 0};
  const std::string_view text{begin_, static_cast<std::size_t>(end_ - begin_)};
  const auto kind = scan_value(text, value.begin, names, fields, max_depth_ - depth_, value.end);
  if (kind != Scanned::object && kind != Scanned::other) return fail();
  at_ = begin_ + value.end;
  return true;
}

bool Cursor::string(std::string_view& raw, bool& escaped) {
  skip_space();
  if (!next_is('"')) return fail();
  const char* const begin = at_ + 1;
  const char* const after = token::skip_string(at_, end_, escaped);
  if (!after) return fail();
  at_ = after;
  raw = {begin, static_cast<std::size_t>(after - 1 - begin)};
  return true;
}

bool Cursor::scalar(std::string_view& value) {
  skip_space();
  const char* const after = token::skip_scalar(at_, end_);
  if (!after) return fail();
  value = {at_, static_cast<std::size_t>(after - at_)};
  at_ = after;
  return true;
}

bool Cursor::null() {
  skip_space();
  std::string_view value;
  return next_is('n') && scalar(value);
}

}  // namespace hawser::centrifugo
