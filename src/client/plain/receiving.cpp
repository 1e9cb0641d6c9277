// The way of a message in: what it means, and who listens. A message that nobody listens to allocates nothing.
#include "client/plain/session.h"

namespace hawser {
namespace {

Slice slice(Span span) { return {span.begin, span.end}; }

}  // namespace

void PlainSession::received(std::string_view bytes, bool binary, Moment moment) {
  if (binary) return line_.tell(DeliverBinary{});
  if (heartbeat_.is_reply_text(bytes)) return heartbeat_.ponged(moment.now);

  const Verdict verdict = dialect_->read(bytes, reading_);
  if (verdict == Verdict::refused) return line_.refuse(FaultCode::bad_message);
  if (heartbeat_.asks_host(moment.now)) line_.tell(MaybePong{});
  if (verdict == Verdict::opaque) return take_text();
  for (const Frame& frame : reading_.frames) take(frame, bytes, moment);
}

void PlainSession::take(const Frame& frame, std::string_view text, Moment moment) {
  switch (frame.meaning) {
    case Meaning::message: return take_message(frame, text, moment);
    case Meaning::failure: return take_failure(frame);
    case Meaning::subscribed: return confirm(frame.channel);
    case Meaning::unsubscribed: return revoke(frame.channel);
  }
}

void PlainSession::take_message(const Frame& frame, std::string_view text, Moment moment) {
  if (heartbeat_.is_reply_route(frame.route)) return heartbeat_.ponged(moment.now);
  if (line_.settle(frame.id, Outcome::done, slice(frame.payload), {})) return;
  const Subscription* const held = subscriptions_.find(frame.channel);
  const Channel channel = held ? held->number() : 0;
  const auto route = line_.hear({.type = frame.route,
                                 .channel = held ? frame.channel : std::string_view{},
                                 .is_heard = held != nullptr && held->is_heard(),
                                 .payload = text.substr(frame.payload.begin, frame.payload.end - frame.payload.begin)},
                                moment);
  if (route) line_.tell(Deliver{*route, channel, slice(frame.payload), slice(frame.whole)});
}

void PlainSession::take_text() {
  if (!line_.audience().hears_the_rest()) return line_.ignore();
  line_.tell(DeliverText{});
}

void PlainSession::take_failure(const Frame& frame) {
  if (line_.settle(frame.id, Outcome::refused, slice(frame.payload), {})) return;
  const Channel channel = deny(frame.channel);
  line_.tell(Fault{FaultCode::server, channel, {}, slice(frame.payload)});
}

}  // namespace hawser
