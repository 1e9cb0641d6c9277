// The way of a message in: any data is life; then its size, what it means, and who listens. A message that nobody
// listens to allocates nothing.
#include "client/client.h"

namespace hawser {
namespace {

Slice slice(Span span) { return {span.begin, span.end}; }

}  // namespace

void Client::want(bool unrouted, bool everything) {
  wants_unrouted_ = unrouted;
  wants_everything_ = everything;
}

void Client::on(const Received& event, Moment moment) {
  if (state_ != State::open || !is_ours(event.link)) return;
  hear(event.bytes.size(), moment);
  if (event.bytes.size() > options_.max_message_bytes) return refuse(FaultCode::too_large);
  if (event.binary) return outputs_.tell(DeliverBinary{});
  if (heartbeat_.is_reply_text(event.bytes)) return heartbeat_.ponged(moment.now);

  const Verdict verdict = dialect_->read(event.bytes, reading_);
  if (verdict == Verdict::refused) return refuse(FaultCode::bad_message);
  if (heartbeat_.asks_host(moment.now)) outputs_.tell(MaybePong{});
  if (verdict == Verdict::opaque) return take_text();
  for (const Frame& frame : reading_.frames) take(frame, moment);
}

void Client::on(const Oversized& event, Moment moment) {
  if (state_ != State::open || !is_ours(event.link)) return;
  hear(event.bytes, moment);
  refuse(FaultCode::too_large);
}

void Client::on(const Ponged&, Moment moment) { heartbeat_.ponged(moment.now); }

void Client::hear(std::uint64_t bytes, Moment moment) {
  heartbeat_.heard(moment.now);
  ++counted_.received;
  counted_.received_bytes += bytes;
}

void Client::refuse(FaultCode code) {
  ++counted_.refused;
  outputs_.tell(Fault{code, 0, {}, {}});
}

void Client::take(const Frame& frame, Moment moment) {
  switch (frame.meaning) {
    case Meaning::message: return take_message(frame, moment);
    case Meaning::failure: return take_failure(frame);
    case Meaning::subscribed: return confirm(frame.channel);
    case Meaning::unsubscribed: return revoke(frame.channel);
  }
}

void Client::take_message(const Frame& frame, Moment moment) {
  if (heartbeat_.is_reply_route(frame.route)) return heartbeat_.ponged(moment.now);
  if (answers(frame, Outcome::done)) return;
  const Route route = routes_.find(frame.route);
  const Subscription* channel = subscriptions_.find(frame.channel);
  if (route == 0 && channel == nullptr && !wants_unrouted_ && !wants_everything_) return ignore();
  outputs_.tell(Deliver{route, channel ? channel->number() : 0, slice(frame.payload), slice(frame.whole)});
}

void Client::take_text() {
  if (!wants_unrouted_ && !wants_everything_) return ignore();
  outputs_.tell(DeliverText{});
}

void Client::take_failure(const Frame& frame) {
  if (answers(frame, Outcome::refused)) return;
  const Channel channel = deny(frame.channel);
  outputs_.tell(Fault{FaultCode::server, channel, {}, slice(frame.payload)});
}

bool Client::answers(const Frame& frame, Outcome outcome) {
  if (!requests_.awaits(frame.id, link_)) return false;
  requests_.settle(frame.id);
  outputs_.tell(Settled{frame.id, outcome, slice(frame.payload)});
  return true;
}

}  // namespace hawser
