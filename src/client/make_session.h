// The one place that chooses what is spoken. A build that needs less brings its own definitions: src/wasm/plain.
#pragma once

#include <memory>

#include "client/options.h"
#include "client/session.h"

namespace hawser {

// Is there a session in this build for what these ask for?
bool speaks(const Options& options);

// Of options that `speaks` says yes to.
std::unique_ptr<Session> make_session(const Options& options, Line& line);

}  // namespace hawser
