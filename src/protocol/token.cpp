#include "protocol/token.h"

#include <cstring>

namespace hawser::token {
namespace {

bool is_hex(char c) { return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f'); }

const char* skip(const char* at, const char* end, std::string_view word) {
  const std::string_view rest{at, static_cast<std::size_t>(end - at)};
  return rest.substr(0, word.size()) == word ? at + word.size() : nullptr;
}

}  // namespace

const char* skip_escape(const char* at, const char* end) {
  const char kind = peek(at, end);
  if (kind != 'u') return kind != nothing && std::strchr("\"\\/bfnrt", kind) ? at + 1 : nullptr;
  if (end - at < 5) return nullptr;
  for (int i = 1; i < 5; ++i)
    if (!is_hex(at[i])) return nullptr;
  return at + 5;
}

const char* skip_exponent(const char* at, const char* end) {
  ++at;
  const char sign = peek(at, end);
  return skip_some_digits(sign == '+' || sign == '-' ? at + 1 : at, end);
}

const char* skip_word(const char* at, const char* end) {
  switch (peek(at, end)) {
    case 't': return skip(at, end, "true");
    case 'f': return skip(at, end, "false");
    case 'n': return skip(at, end, "null");
    default: return nullptr;
  }
}

}  // namespace hawser::token
