// What a close may say. Any 16-bit code can arrive; a browser throws unless what is sent is 1000 or 3000 to 4999, with
// a reason of at most 123 bytes of UTF-8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace hawser::close_code {

inline constexpr std::uint16_t none = 0;
inline constexpr std::uint16_t normal = 1000;
inline constexpr std::uint16_t abnormal = 1006;  // of a link that ended without a close, as browsers report it
inline constexpr std::size_t longest_reason = 123;

constexpr bool may_be_sent(std::uint16_t code) { return code == normal || (code >= 3000 && code <= 4999); }

// The code that is sent where `code` was asked for. A reason can't go without a code.
constexpr std::uint16_t sent_for(std::uint16_t code, std::string_view reason) {
  if (may_be_sent(code)) return code;
  return code == none && reason.empty() ? none : normal;
}

// As much of a reason as may be sent, cut between characters.
constexpr std::string_view fitting(std::string_view reason) {
  if (reason.size() <= longest_reason) return reason;
  const auto continues = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; };
  auto end = longest_reason;
  while (end > 0 && continues(reason[end])) --end;
  return reason.substr(0, end);
}

}  // namespace hawser::close_code
