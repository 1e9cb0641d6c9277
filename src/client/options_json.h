// Options as JavaScript hands them over: one JSON document, once for each client. Times in it are milliseconds.
#pragma once

#include <optional>
#include <string_view>

#include "client/options.h"
#include "client/subscription_options.h"
#include "client/views.h"

namespace hawser {

// What a document doesn't say keeps its default. Nothing if it isn't JSON.
std::optional<Options> read_options(std::string_view document);

// An empty document says nothing.
std::optional<SubscriptionOptions> read_subscription(std::string_view document);

// What a view is to keep.
ViewWish read_view(std::string_view document);

// What a user wants of a channel's history.
struct HistoryWish {
  std::int32_t limit = 0;  // 0: none, only the position; -1: all
  bool reverse = false;
  std::optional<Position> since;
};
HistoryWish read_history(std::string_view document);

// Headers of the connection: [["name", "value"], …].
std::vector<std::pair<std::string, std::string>> read_headers(std::string_view document);

}  // namespace hawser
