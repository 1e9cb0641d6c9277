#include "client/client.h"

#include <utility>

namespace hawser {
namespace {

double in_ms(Duration duration) { return static_cast<double>(duration.count()) / 1000; }

}  // namespace

Client::Client(Options options, std::unique_ptr<Dialect> dialect)
    : options_{std::move(options)},
      dialect_{std::move(dialect)},
      backoff_{options_.reconnect},
      heartbeat_{std::move(options_.heartbeat)},
      rate_limit_{options_.rate_limit},
      outbox_{options_.outbox} {}

void Client::handle(const Input& input, Moment moment) {
  outputs_.begin();
  check_stability(moment);
  std::visit([&](const auto& happened) { on(happened, moment); }, input);
}

void Client::on(const Tick&, Moment moment) {
  check_state(moment);
  check_heartbeat(moment);
  check_subscriptions(moment);
  check_requests(moment);
  flush(moment);
}

std::optional<Time> Client::deadline() const {
  const auto of_link = sooner(heartbeat_.deadline(), subscriptions_.deadline());
  const auto of_outbox = state_ == State::open && !outbox_.empty() ? Deadline{rate_limit_.ready()} : std::nullopt;
  return sooner(sooner(due_, of_link), sooner(requests_.deadline(), of_outbox));
}

Stats Client::stats(Time now) const {
  Stats stats = counted_;
  if (const auto round_trip = heartbeat_.round_trip()) stats.rtt_ms = in_ms(*round_trip);
  if (state_ == State::waiting && due_) stats.next_attempt_ms = in_ms(*due_ - now);
  const bool is_stable = state_ == State::open && backoff_.is_stable(now - opened_at_);
  stats.attempts = is_stable ? 0 : backoff_.made();
  stats.queued = outbox_.messages();
  stats.queued_bytes = outbox_.bytes();
  stats.channels = subscriptions_.count();
  stats.requests = requests_.count();
  return stats;
}

}  // namespace hawser
