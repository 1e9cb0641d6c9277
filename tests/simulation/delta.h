// Deltas as the broker makes them: what the beginning and the end have in common with the base is copied.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace hawser::simulation {

inline std::string base64(std::size_t value) {
  constexpr std::string_view digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~";
  std::string text;
  do text.insert(text.begin(), digits[value % 64]);
  while ((value /= 64) > 0);
  return text;
}

// The sum of all words of four bytes, the first byte on top; the last word is filled up with zeros.
inline std::uint32_t checksum(std::string_view text) {
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < text.size(); ++i)
    sum += std::uint32_t{static_cast<unsigned char>(text[i])} << (24 - 8 * (i % 4));
  return sum;
}

inline std::string copy(std::size_t size, std::size_t offset) {
  return size == 0 ? "" : base64(size) + '@' + base64(offset) + ',';
}

inline std::string delta(std::string_view base, std::string_view text) {
  const auto shorter = std::min(base.size(), text.size());
  std::size_t head = 0;
  while (head < shorter && base[head] == text[head]) ++head;
  std::size_t tail = 0;
  while (tail < shorter - head && base[base.size() - 1 - tail] == text[text.size() - 1 - tail]) ++tail;
  const auto middle = text.substr(head, text.size() - head - tail);
  return base64(text.size()) + '\n' + copy(head, 0) +
         (middle.empty() ? "" : base64(middle.size()) + ':' + std::string{middle}) + copy(tail, base.size() - tail) +
         base64(checksum(text)) + ';';
}

}  // namespace hawser::simulation
