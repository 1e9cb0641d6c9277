#include "client/client.h"

#include <utility>

#include "client/make_session.h"
#include "core/destination.h"

namespace hawser {
namespace {

double in_ms(Duration duration) { return static_cast<double>(duration.count()) / 1000; }

}  // namespace

Client::Client(Options options)
    : options_{std::move(options)},
      backoff_{options_.reconnect},
      rate_limit_{options_.rate_limit},
      outbox_{options_.outbox},
      session_{make_session(options_, *this)} {
  const Resumption& before = options_.resumes;
  backoff_.resume(before.attempts);
  if (!before.url.empty()) outbox_.bind(destination(before.url));
}

void Client::handle(const Input& input, Moment moment) {
  outputs_.begin();
  check_stability(moment);
  std::visit([&](const auto& happened) { on(happened, moment); }, input);
  ship();
}

void Client::on(const Tick&, Moment moment) {
  check_state(moment);
  session_->check(moment);
  audience_.views.check(moment.now, outputs_);
  check_requests(moment);
  release(moment);
}

std::optional<Time> Client::deadline() const {
  const auto of_outbox = state_ == State::open && !outbox_.empty() ? Deadline{rate_limit_.ready()} : std::nullopt;
  const auto of_views = audience_.views.deadline();
  return sooner(sooner(sooner(due_, session_->deadline()), sooner(requests_.deadline(), of_outbox)), of_views);
}

void Client::want(bool unrouted, bool everything) {
  audience_.unrouted = unrouted;
  audience_.everything = everything;
}

void Client::open_view(View number, const ViewWish& wish) {
  audience_.views.open(number, wish, wish.type.empty() ? 0 : audience_.routes.number(wish.type));
}

std::string_view Client::collect(View number, Moment moment) {
  outputs_.begin();
  session_->looked();
  return audience_.views.collect(number, moment.now);
}

Channel Client::subscribe(std::string_view channel, SubscriptionOptions options, Moment moment) {
  outputs_.begin();
  return session_->subscribe(channel, std::move(options), moment);
}

void Client::unsubscribe(Channel channel, Moment moment) {
  outputs_.begin();
  session_->unsubscribe(channel, moment);
}

// ---------------------------------------------------------------- what arrives

void Client::on(const Received& event, Moment moment) {
  if (!is_ours(event.link) || !session_->listens()) return;
  hear(event.bytes.size(), moment);
  if (event.bytes.size() > options_.max_message_bytes) return miss(moment);
  session_->received(event.bytes, event.binary, moment);
}

void Client::on(const Oversized& event, Moment moment) {
  if (!is_ours(event.link) || !session_->listens()) return;
  hear(event.bytes, moment);
  miss(moment);
}

void Client::miss(Moment moment) {
  refuse(FaultCode::too_large);
  session_->missed(moment);
}

void Client::hear(std::uint64_t bytes, Moment moment) {
  session_->heard(moment);
  ++counted_.received;
  counted_.received_bytes += bytes;
}

std::optional<Route> Client::hear(const Heard& message, Moment moment) {
  const Route known = audience_.routes.known(message.type);
  const Route wanted = audience_.routes.wanted(known);
  const Seen seen{known, message.channel, message.payload, message.is_json, message.first};
  const Taken taken = audience_.views.take(seen, moment.now, outputs_);
  const bool is_taken = taken == Taken::kept;
  if (audience_.hears(wanted, message, taken != Taken::not_at_all))
    return is_taken && wanted == 0 && !message.is_heard ? viewed : wanted;
  if (taken == Taken::refused) refuse(FaultCode::bad_message);
  if (taken == Taken::not_at_all) ignore();
  return std::nullopt;
}

void Client::refuse(FaultCode code) {
  ++counted_.refused;
  outputs_.tell(Fault{code, 0, {}, {}});
}

bool Client::settle(Ticket request, Outcome outcome, Slice body, std::string_view detail) {
  if (!requests_.awaits(request, link_)) return false;
  requests_.settle(request);
  outputs_.tell(Settled{request, outcome, body, detail});
  return true;
}

Stats Client::stats(Time now) const {
  Stats stats = counted_;
  if (const auto round_trip = session_->round_trip()) stats.rtt_ms = in_ms(*round_trip);
  if (state_ == State::waiting && due_) stats.next_attempt_ms = in_ms(*due_ - now);
  const bool is_stable = state_ == State::open && backoff_.is_stable(now - opened_at_);
  stats.attempts = is_stable ? 0 : backoff_.made();
  stats.queued = outbox_.messages();
  stats.queued_bytes = outbox_.bytes();
  stats.channels = session_->channels();
  stats.conflated = audience_.views.conflated();
  stats.requests = requests_.count();
  return stats;
}

}  // namespace hawser
