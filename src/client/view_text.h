// What is new in a view, as the JSON that crosses the border. Keys and payloads are JSON already; no key is [].
#pragma once

#include <string>
#include <string_view>

#include "core/last_few.h"
#include "core/latest_by_key.h"

namespace hawser {

// Looks, and writes what it sees into `text`. Empty: nothing is new.
// [[gone…],[added…],[key,payload,…]], the latter as they were last put.
std::string_view view_text(LatestByKey& kept, Time now, std::string& text);
// [left out,[payload,…]], oldest first.
std::string_view view_text(LastFew& kept, Time now, std::string& text);

}  // namespace hawser
