// Who listens: to names, to what nobody else takes, or to everything.
#pragma once

#include "core/routes.h"

namespace hawser {

struct Audience {
  Routes routes;
  bool unrouted = false;    // `message`: what no typed listener and no channel takes
  bool everything = false;  // loggers and streams

  bool hears(Route route, Channel channel) const { return route != 0 || channel != 0 || unrouted || everything; }
};

}  // namespace hawser
