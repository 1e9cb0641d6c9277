#include "protocol/walk.h"

#include <algorithm>

#include "protocol/token.h"

namespace hawser {
namespace {

// The brackets that are open, as bits, the innermost in the lowest, which is set for an object. With none open no bit
// is set, so that no key is expected.
struct Brackets {
  std::uint64_t kinds = 0;
  std::uint32_t open = 0;

  bool in_object() const { return (kinds & 1) != 0; }
  char closing() const { return in_object() ? '}' : ']'; }
  void enter(char bracket) {
    ++open;
    kinds = kinds << 1 | (bracket == '{' ? 1 : 0);
  }
  void leave() {
    --open;
    kinds >>= 1;
  }
};

// A key with its colon.
[[gnu::always_inline]] inline const char* skip_key(const char* at, const char* end) {
  bool escaped = false;
  if (token::peek(at, end) != '"') return nullptr;
  at = token::skip_string(at, end, escaped);
  if (!at) return nullptr;
  at = token::skip_space(at, end);
  return token::peek(at, end) == ':' ? token::skip_space(at + 1, end) : nullptr;
}

// Behind a value: out of all the brackets that end here, and over the comma before the next value, if one is to come.
[[gnu::always_inline]] inline const char* skip_ends(const char* at, const char* end, Brackets& brackets) {
  while (brackets.open != 0) {
    at = token::skip_space(at, end);
    const char next = token::peek(at, end);
    if (next == ',') return at + 1;
    if (next != brackets.closing()) return nullptr;
    ++at;
    brackets.leave();
  }
  return at;
}

}  // namespace

// Each turn takes a value, or goes into one, and then out of all that end behind it.
Walked walk(const char* at, const char* end, std::uint32_t max_depth) {
  max_depth = std::min(max_depth, deepest_walk);
  Brackets brackets;
  do {
    at = token::skip_space(at, end);
    if (brackets.in_object()) at = skip_key(at, end);
    if (!at) return {nullptr};
    const char first = token::peek(at, end);
    if (first == '{' || first == '[') {
      if (brackets.open == max_depth) return {nullptr, true};
      brackets.enter(first);
      at = token::skip_space(at + 1, end);
      if (token::peek(at, end) != brackets.closing()) continue;
    } else {
      at = token::skip_scalar(at, end);
    }
    if (at) at = skip_ends(at, end, brackets);
    if (!at) return {nullptr};
  } while (brackets.open != 0);
  return {at};
}

}  // namespace hawser
