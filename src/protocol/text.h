// What the strings and numbers of JSON stand for.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hawser {

// `raw` is what stands between the quotes of a valid string. An unpaired surrogate becomes three bytes that are no
// valid UTF-8, so that it equals no name that a listener could have given.
std::string unescape(std::string_view raw);

// Digits and nothing else, of a number that isn't greater than allowed.
bool whole_number(std::string_view digits, std::uint64_t greatest, std::uint64_t& number);

}  // namespace hawser
