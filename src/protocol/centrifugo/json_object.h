// Writes JSON objects field by field.
#pragma once

#include <string>
#include <string_view>

#include "protocol/json.h"

namespace hawser::centrifugo {

// A line break ends a command, so between the tokens of a payload a space takes its place; in a string there is none.
inline std::string one_line(std::string_view json) {
  std::string line{json};
  for (char& c : line)
    if (c == '\n' || c == '\r') c = ' ';
  return line;
}

// Not inlined into their dozens of callers, for the size of the wasm.
class Object {
 public:
  // A field with whatever value.
  [[gnu::noinline]] Object& value(std::string_view name, std::string_view json) {
    if (!fields_.empty()) fields_ += ',';
    fields_ += json::quoted(name);
    fields_ += ':';
    fields_ += json;
    return *this;
  }

  // Fields that aren't written if they are empty, zero or false.
  [[gnu::noinline]] Object& text(std::string_view name, std::string_view text) {
    return text.empty() ? *this : value(name, json::quoted(text));
  }
  [[gnu::noinline]] Object& data(std::string_view name, std::string_view json) {
    return json.empty() ? *this : value(name, one_line(json));
  }
  [[gnu::noinline]] Object& number(std::string_view name, auto number) {
    return number == 0 ? *this : value(name, std::to_string(number));
  }
  [[gnu::noinline]] Object& flag(std::string_view name, bool flag) { return flag ? value(name, "true") : *this; }

  bool empty() const { return fields_.empty(); }
  std::string written() const { return '{' + fields_ + '}'; }

 private:
  std::string fields_;
};

}  // namespace hawser::centrifugo
