// The delta format of the Fossil version control system: how a text is made from an older one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hawser::centrifugo::fossil {

// The text that `delta` makes of `base`, or nothing if the delta is no delta, belongs to another base (its checksum
// says so), or would make more than `max_size` bytes. No memory is asked for before the size has been checked.
std::optional<std::string> apply(std::string_view base, std::string_view delta, std::size_t max_size);

// The sum of the text's bytes taken as big-endian words, the last one filled up with zeros.
std::uint32_t checksum(std::string_view text);

}  // namespace hawser::centrifugo::fossil
