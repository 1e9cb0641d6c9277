#include "client/plain/session.h"

#include <utility>

#include "protocol/envelope.h"

namespace hawser {

PlainSession::PlainSession(const Options& options, Line& line)
    : line_{line},
      dialect_{std::make_unique<Envelope>(options.envelope, options.max_depth)},
      subscribe_timeout_{options.subscribe_timeout},
      heartbeat_{options.heartbeat} {}

void PlainSession::established(Moment moment) {
  heartbeat_.start(moment);
  if (!hello_.empty()) line_.transmit(line_.hold(std::exchange(hello_, {})), false);
  subscriptions_.each([&](std::string_view name, Subscription& it) { ask(name, it, moment); });
}

void PlainSession::lost() {
  heartbeat_.stop();
  subscriptions_.each([&](std::string_view, Subscription& it) { tell(subscriptions_.postpone(it)); });
}

void PlainSession::ended() {
  heartbeat_.stop();
  subscriptions_.each([&](std::string_view, Subscription& it) { tell(subscriptions_.end(it)); });
}

void PlainSession::check(Moment moment) {
  check_heartbeat(moment);
  check_subscriptions(moment);
}

void PlainSession::check_heartbeat(Moment moment) {
  switch (heartbeat_.check(moment.now)) {
    case Pulse::quiet: return;
    case Pulse::ping: return line_.transmit(heartbeat_.message(), false);
    case Pulse::dead: break;
  }
  line_.tell(Fault{FaultCode::unanswered, 0, {}, {}});
  line_.lose(cut_off, Window::narrow, moment);
}

// A page that was frozen has lost data silently: without a heartbeat to ask with, its link can't be trusted.
bool PlainSession::doubt(Hint hint, Moment moment) {
  if (hint == Hint::visible) return true;
  if (!heartbeat_.probe(moment.now)) return hint == Hint::online || heartbeat_.enabled();
  line_.transmit(heartbeat_.message(), false);
  return true;
}

}  // namespace hawser
