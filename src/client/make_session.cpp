#include "client/make_session.h"

#include "client/centrifugo/session.h"
#include "client/plain/session.h"

namespace hawser {

bool speaks(const Options&) { return true; }

std::unique_ptr<Session> make_session(const Options& options, Line& line) {
  if (options.centrifugo) return std::make_unique<centrifugo::Session>(options, line);
  return std::make_unique<PlainSession>(options, line);
}

}  // namespace hawser
