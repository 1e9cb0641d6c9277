// Finds the wanted fields of a JSON text in one pass, and builds nothing. What it accepts is what JSON.parse accepts,
// so that a route chosen here and a payload parsed there never come from two different readings of one message.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "protocol/dialect.h"
#include "protocol/walk.h"

namespace hawser {

enum class Scanned : std::uint8_t {
  object,    // the wanted fields are found
  other,     // JSON, but no object
  not_json,  // JSON.parse throws
  too_deep,  // more brackets are open than allowed; the rest was not read
};

using Names = std::span<const std::string_view>;
using Spans = std::span<Span>;

// A whole text: UTF-8, and shorter than 4 GiB. Only the outermost object is searched: `values[i]` becomes the value of
// the field `names[i]`, the last one if there are several, or {0, 0} if there is none; an empty name is never found.
Scanned scan(std::string_view text, Names names, Spans values, std::uint32_t max_depth);

// The same of a value that begins at `from`, perhaps after white space, and with more of the text behind it; `after`
// becomes where it ends. All places are bytes of the text.
Scanned scan_value(std::string_view text, std::uint32_t from, Names names, Spans values, std::uint32_t max_depth,
                   std::uint32_t& after);

}  // namespace hawser
