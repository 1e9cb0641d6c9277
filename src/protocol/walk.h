// A whole JSON value with everything in it, skipped in one loop: nothing is built, nothing recurses, and what is passed
// is checked as JSON.parse checks it.
#pragma once

#include <cstdint>

namespace hawser {

// No value may be deeper, whatever a caller allows: the open brackets are remembered in the bits of one word.
inline constexpr std::uint32_t deepest_walk = 64;

struct Walked {
  const char* end;        // of the value; nullptr: it is none
  bool too_deep = false;  // that was why: more brackets are open than allowed
};

// `at` may be white space before the value.
Walked walk(const char* at, const char* end, std::uint32_t max_depth);

}  // namespace hawser
