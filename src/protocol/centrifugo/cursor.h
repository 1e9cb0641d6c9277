// A place in a JSON text that moves forward, value by value, and checks all that it passes as JSON.parse does. Nothing
// is built and nothing recurses. After a failure nothing succeeds.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "protocol/dialect.h"
#include "protocol/scan.h"

namespace hawser::centrifugo {

class Cursor {
 public:
  Cursor(std::string_view text, std::uint32_t max_depth);

  // Goes to the next of several lines; empty ones are skipped. False at the end of the text, and where the value
  // before wasn't the last of its line.
  bool next_line();

  bool enter_object() { return enter('{'); }
  bool enter_array() { return enter('['); }

  // Go to the value of the next field, or to the next item. At the end, the bracket is left and there is none. A key
  // that had escapes is valid until the next one that has.
  bool next_field(std::string_view& key);
  bool next_item() { return next(']'); }
  bool key_had_escapes() const { return escaped_; }

  // Take a value: any, a string as it stands between its quotes, a number or a word as it stands, or null if it is.
  bool value(Span& value);
  bool value(Span& value, Names names, Spans fields);  // looks into it, if it is an object: see scan.h
  bool string(std::string_view& raw, bool& escaped);
  bool scalar(std::string_view& value);
  bool null();

  // Does this stand here? Then what follows it is a value, inside of so many brackets.
  bool at(std::string_view text) const;
  void skip(std::string_view text, std::uint32_t depth);
  std::uint32_t depth() const { return depth_; }

  // Where the next value begins, or the last one ended.
  std::uint32_t begins() { return skip_space(), offset(); }
  std::uint32_t ended() const { return offset(); }

  bool fail();
  bool failed() const { return failed_; }

 private:
  bool next_is(char c) const;
  bool take(char c);
  void skip_space();
  bool enter(char bracket);
  bool leave();
  bool next(char closing);
  std::uint32_t offset() const { return static_cast<std::uint32_t>(at_ - begin_); }

  const char* begin_;
  const char* end_;
  const char* at_;
  std::string key_;
  std::uint32_t depth_ = 0;  // of open brackets
  std::uint32_t max_depth_;
  bool escaped_ = false;
  bool first_ = true;  // nothing has been taken yet of the innermost bracket, or of the text
  bool failed_ = false;
};

}  // namespace hawser::centrifugo
