// Instead of the client's own: whoever speaks to no broker needs not load what does.
#include "client/make_session.h"

#include "client/plain/session.h"

namespace hawser {

bool speaks(const Options& options) { return !options.centrifugo; }

std::unique_ptr<Session> make_session(const Options& options, Line& line) {
  return std::make_unique<PlainSession>(options, line);
}

}  // namespace hawser
