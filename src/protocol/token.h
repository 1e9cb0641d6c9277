// The tokens of JSON, each skipped in one call and checked as strictly as JSON.parse does. Every function takes the
// first byte of its token and the end of the text, and returns where the token ends, or nullptr if it is none.
// Inline, for all that is received goes through here.
#pragma once

#include <bit>
#include <string_view>

#include "protocol/block.h"

namespace hawser::token {

// What stands at the end of a text. In a text it is an error anywhere, so it needs no test of its own.
inline constexpr char nothing = '\0';

[[gnu::always_inline]] inline char peek(const char* at, const char* end) { return at == end ? nothing : *at; }

// Never fails.
[[gnu::always_inline]] inline const char* skip_space(const char* at, const char* end) {
  while (at != end && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t')) ++at;
  return at;
}

// `at` is behind the backslash.
const char* skip_escape(const char* at, const char* end);

// Where the run of plain characters ends; `end` if it doesn't.
[[gnu::always_inline]] inline const char* skip_run(const char* at, const char* end) {
  for (; end - at >= block; at += block)
    if (const auto ends = run_ends(at)) return at + std::countr_zero(ends);
  while (at != end && !ends_run(*at)) ++at;
  return at;
}

// `at` is the opening quote; the result stands behind the closing one. `escaped`: a backslash was met.
[[gnu::always_inline]] inline const char* skip_string(const char* at, const char* end, bool& escaped) {
  escaped = false;
  for (++at;;) {
    at = skip_run(at, end);
    if (peek(at, end) == '"') return at + 1;
    if (peek(at, end) != '\\') return nullptr;
    escaped = true;
    at = skip_escape(at + 1, end);
    if (!at) return nullptr;
  }
}

[[gnu::always_inline]] inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

[[gnu::always_inline]] inline const char* skip_digits(const char* at, const char* end) {
  while (at != end && is_digit(*at)) ++at;
  return at;
}

// At least one.
[[gnu::always_inline]] inline const char* skip_some_digits(const char* at, const char* end) {
  return is_digit(peek(at, end)) ? skip_digits(at + 1, end) : nullptr;
}

// `at` is the `e`.
const char* skip_exponent(const char* at, const char* end);

[[gnu::always_inline]] inline const char* skip_number(const char* at, const char* end) {
  if (peek(at, end) == '-') ++at;
  at = peek(at, end) == '0' ? at + 1 : skip_some_digits(at, end);
  if (at && peek(at, end) == '.') at = skip_some_digits(at + 1, end);
  return at && (peek(at, end) | 0x20) == 'e' ? skip_exponent(at, end) : at;
}

// `true`, `false` or `null`.
const char* skip_word(const char* at, const char* end);

// A string, a number or a word.
[[gnu::always_inline]] inline const char* skip_scalar(const char* at, const char* end) {
  const char first = peek(at, end);
  bool escaped = false;
  if (first == '"') return skip_string(at, end, escaped);
  return is_digit(first) || first == '-' ? skip_number(at, end) : skip_word(at, end);
}

}  // namespace hawser::token
