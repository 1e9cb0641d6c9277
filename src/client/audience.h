// Who listens: to names, to what nobody else takes, to everything; and views, which need not be told of each message.
#pragma once

#include <optional>
#include <string_view>

#include "client/views.h"
#include "core/routes.h"

namespace hawser {

// A message for listeners, as a session found it.
struct Heard {
  std::string_view type;                       // empty: none
  std::string_view channel;                    // empty: none that somebody holds
  bool is_heard = false;                       // somebody listens to the whole channel
  std::string_view payload;                    // what views keep
  bool is_json = true;                         // it was scanned
  std::optional<std::string_view> first = {};  // what it has under `Views::first_name`, where that was looked for
};

struct Audience {
  Routes routes;
  Views views;
  bool unrouted = false;    // `message`: what no typed listener, no channel and no view takes
  bool everything = false;  // loggers and streams

  // Is what has no type and no channel for anybody?
  bool hears_the_rest() const { return unrouted || everything; }

  bool hears(Route route, const Heard& message, bool is_taken) const {
    return route != 0 || message.is_heard || everything || (unrouted && !is_taken);
  }
};

}  // namespace hawser
