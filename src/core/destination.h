// Where a URL leads: without credentials, query and fragment, which change from attempt to attempt.
#pragma once

#include <string>
#include <string_view>

namespace hawser {

std::string destination(std::string_view url);

}  // namespace hawser
