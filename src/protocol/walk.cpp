#include "protocol/walk.h"

#include <algorithm>

#include "protocol/token.h"

namespace hawser {
namespace {

// A key with its colon.
const char* skip_key(const char* at, const char* end) {
  bool escaped = false;
  if (token::peek(at, end) != '"') return nullptr;
  at = token::skip_string(at, end, escaped);
  if (!at) return nullptr;
  at = token::skip_space(at, end);
  return token::peek(at, end) == ':' ? token::skip_space(at + 1, end) : nullptr;
}

}  // namespace

// The open brackets are bits of `kinds`, the innermost in the lowest, which is set for an object. With none open it is
// zero, so that no key is expected. Each turn takes a value, or goes into one, and then out of all that end behind it.
Walked walk(const char* at, const char* end, std::uint32_t max_depth) {
  max_depth = std::min(max_depth, deepest_walk);
  std::uint64_t kinds = 0;
  std::uint32_t open = 0;
  for (;;) {
    at = token::skip_space(at, end);
    if ((kinds & 1) != 0) {
      at = skip_key(at, end);
      if (!at) return {nullptr};
    }
    const char first = token::peek(at, end);
    if (first == '{' || first == '[') {
      if (open == max_depth) return {nullptr, true};
      ++open;
      kinds = kinds << 1 | (first == '{' ? 1 : 0);
      at = token::skip_space(at + 1, end);
      if (token::peek(at, end) != first + 2) continue;  // in ASCII, a bracket closes two places after it opens
    } else {
      at = token::skip_scalar(at, end);
      if (!at) return {nullptr};
    }
    while (open != 0) {
      at = token::skip_space(at, end);
      const char next = token::peek(at, end);
      if (next != ',' && next != ((kinds & 1) != 0 ? '}' : ']')) return {nullptr};
      ++at;
      if (next == ',') break;
      --open;
      kinds >>= 1;
    }
    if (open == 0) return {at};
  }
}

}  // namespace hawser
