// Finds the wanted fields of a JSON text in one pass, and builds nothing. What it accepts is what JSON.parse accepts,
// so that a route chosen here and a payload parsed there never come from two different readings of one message.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "protocol/dialect.h"

namespace hawser {

enum class Scanned : std::uint8_t {
  object,    // the wanted fields are found
  other,     // JSON, but no object
  not_json,  // JSON.parse throws
  too_deep,  // more brackets are open than allowed; the rest was not read
};

// No text may be deeper, whatever a caller allows: the open brackets are remembered in the bits of one word.
inline constexpr std::uint32_t deepest_scan = 64;

// Only the outermost object is searched. `values[i]` becomes the value of the field `names[i]`, the last one if there
// are several, or {0, 0} if there is none; an empty name is never found. The text is UTF-8 and shorter than 4 GiB.
Scanned scan(std::string_view text, std::span<const std::string_view> names, std::span<Span> values,
             std::uint32_t max_depth);

}  // namespace hawser
