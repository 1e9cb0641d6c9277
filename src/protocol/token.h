// The tokens of JSON, each skipped in one call and checked as strictly as JSON.parse does. A twin of these with SIMD
// is all that a faster scan needs. Every function takes the first byte of its token and the end of the text, and
// returns where the token ends, or nullptr if it is none.
#pragma once

namespace hawser::token {

// What stands at the end of a text. In a text it is an error anywhere, so it needs no test of its own.
inline constexpr char nothing = '\0';

inline char peek(const char* at, const char* end) { return at == end ? nothing : *at; }

// Never fails.
inline const char* skip_space(const char* at, const char* end) {
  while (at != end && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t')) ++at;
  return at;
}

// `at` is the opening quote; the result stands behind the closing one. `escaped`: a backslash was met.
const char* skip_string(const char* at, const char* end, bool& escaped);

// A string, a number, `true`, `false` or `null`.
const char* skip_scalar(const char* at, const char* end);

}  // namespace hawser::token
