// Options as JavaScript hands them over: one JSON document, once for each client. Times in it are milliseconds.
#pragma once

#include <optional>
#include <string_view>

#include "client/options.h"

namespace hawser {

// What a document doesn't say keeps its default. Nothing if it isn't JSON.
std::optional<Options> read_options(std::string_view document);

}  // namespace hawser
