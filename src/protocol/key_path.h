// Which part of a payload says what it is about: `symbol`, or `instrument.id`. Found by scanning, without a tree.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hawser {

class KeyPath {
 public:
  // Names of fields, separated by dots.
  explicit KeyPath(std::string_view path);

  // The key as JSON writes it: a string, a number or a word. Empty: there is none, since the field is missing or holds
  // a list or an object. Nothing: the payload is no JSON, or deeper than any scan goes. The key lies in the
  // payload, or in `written` if it had escapes.
  // `first`: what the payload, which is JSON, has under the first name; empty: nothing. Where it isn't known it is
  // looked for.
  std::optional<std::string_view> find(std::string_view payload, std::optional<std::string_view> first,
                                       std::string& written) const;

  std::string_view first_name() const { return names_.front(); }

 private:
  std::vector<std::string> names_;
};

}  // namespace hawser
