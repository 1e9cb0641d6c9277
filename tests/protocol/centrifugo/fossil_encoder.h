// Makes deltas, simply and not small: greedy copies of what the base holds, found by trying; literals for the rest.
#pragma once

#include <string>
#include <string_view>

#include "protocol/centrifugo/fossil.h"

namespace hawser::centrifugo::fossil {

inline std::string number(std::uint32_t value) {
  constexpr std::string_view digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~";
  std::string text;
  do text.insert(text.begin(), digits[value & 63]);
  while (value >>= 6);
  return text;
}

struct Match {
  std::size_t offset = 0;
  std::size_t size = 0;
};

// The longest beginning of `text` that stands somewhere in `base`.
inline Match longest_match(std::string_view base, std::string_view text) {
  Match best;
  for (std::size_t offset = 0; offset < base.size(); ++offset) {
    std::size_t size = 0;
    while (size < text.size() && offset + size < base.size() && base[offset + size] == text[size]) ++size;
    if (size > best.size) best = {offset, size};
  }
  return best;
}

inline std::string literal(std::string_view text) {
  return text.empty() ? "" : number(static_cast<std::uint32_t>(text.size())) + ':' + std::string{text};
}

inline std::string encode(std::string_view base, std::string_view text) {
  constexpr std::size_t worth_a_copy = 5;
  auto delta = number(static_cast<std::uint32_t>(text.size())) + '\n';
  std::size_t written = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto match = longest_match(base, text.substr(at));
    if (match.size < worth_a_copy) {
      ++at;
      continue;
    }
    delta += literal(text.substr(written, at - written)) + number(static_cast<std::uint32_t>(match.size)) + '@' +
             number(static_cast<std::uint32_t>(match.offset)) + ',';
    written = at += match.size;
  }
  return delta + literal(text.substr(written)) + number(checksum(text)) + ';';
}

}  // namespace hawser::centrifugo::fossil
