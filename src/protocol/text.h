// The text that a JSON string stands for.
#pragma once

#include <string>
#include <string_view>

namespace hawser {

// `raw` is what stands between the quotes of a valid string. An unpaired surrogate becomes three bytes that are no
// valid UTF-8, so that it equals no name that a listener could have given.
std::string unescape(std::string_view raw);

}  // namespace hawser
