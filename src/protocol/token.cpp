#include "protocol/token.h"

#include <cstring>
#include <string_view>

namespace hawser::token {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_hex(char c) { return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f'); }

// A control character must be escaped; a byte of a longer UTF-8 sequence is negative or above 0x7F, as char has it.
bool ends_plain_run(char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; }

const char* skip_digits(const char* at, const char* end) {
  while (at != end && is_digit(*at)) ++at;
  return at;
}

const char* skip_some_digits(const char* at, const char* end) {
  const char* const after = skip_digits(at, end);
  return after == at ? nullptr : after;
}

const char* skip_fraction(const char* at, const char* end) {
  return peek(at, end) == '.' ? skip_some_digits(at + 1, end) : at;
}

const char* skip_exponent(const char* at, const char* end) {
  if ((peek(at, end) | 0x20) != 'e') return at;
  ++at;
  const char sign = peek(at, end);
  return skip_some_digits(sign == '+' || sign == '-' ? at + 1 : at, end);
}

const char* skip_number(const char* at, const char* end) {
  if (*at == '-') ++at;
  at = peek(at, end) == '0' ? at + 1 : skip_some_digits(at, end);
  if (at) at = skip_fraction(at, end);
  if (at) at = skip_exponent(at, end);
  return at;
}

const char* skip_word(const char* at, const char* end, std::string_view word) {
  const std::string_view rest{at, static_cast<std::size_t>(end - at)};
  return rest.substr(0, word.size()) == word ? at + word.size() : nullptr;
}

// `at` is behind the backslash.
const char* skip_escape(const char* at, const char* end) {
  const char kind = peek(at, end);
  if (kind != 'u') return kind != nothing && std::strchr("\"\\/bfnrt", kind) ? at + 1 : nullptr;
  if (end - at < 5) return nullptr;
  for (int i = 1; i < 5; ++i)
    if (!is_hex(at[i])) return nullptr;
  return at + 5;
}

}  // namespace

const char* skip_string(const char* at, const char* end, bool& escaped) {
  escaped = false;
  for (++at;;) {
    while (at != end && !ends_plain_run(*at)) ++at;
    if (peek(at, end) == '"') return at + 1;
    if (peek(at, end) != '\\') return nullptr;
    escaped = true;
    at = skip_escape(at + 1, end);
    if (!at) return nullptr;
  }
}

const char* skip_scalar(const char* at, const char* end) {
  bool escaped = false;
  switch (peek(at, end)) {
    case '"': return skip_string(at, end, escaped);
    case 't': return skip_word(at, end, "true");
    case 'f': return skip_word(at, end, "false");
    case 'n': return skip_word(at, end, "null");
    case nothing: return nullptr;
    default: return skip_number(at, end);
  }
}

}  // namespace hawser::token
