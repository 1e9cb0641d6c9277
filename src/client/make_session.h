// The one place that chooses what is spoken.
#pragma once

#include <memory>

#include "client/centrifugo/session.h"
#include "client/options.h"
#include "client/plain/session.h"

namespace hawser {

inline std::unique_ptr<Session> make_session(const Options& options, Line& line) {
  if (options.centrifugo) return std::make_unique<centrifugo::Session>(options, line);
  return std::make_unique<PlainSession>(options, line);
}

}  // namespace hawser
