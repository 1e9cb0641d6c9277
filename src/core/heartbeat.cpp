#include "core/heartbeat.h"

namespace hawser {
namespace {

// A ping this late slept, or its clock jumped: the silence is longer than was planned, and the answer is wanted soon.
// More than the second by which browsers put off the timers of hidden pages.
constexpr Duration jump = std::chrono::seconds{2};

// A verdict this late may have overtaken the reply, which waits behind it on a busy thread.
constexpr Duration lag = std::chrono::milliseconds{500};

// What a link's share of the interval may lack: of a fleet that hears its server fall silent in one moment, 4 % then
// come back in the worst 100 ms instead of 20 %, for at most twice the pings on a line that is quiet.
constexpr double spread = 0.5;

}  // namespace

void Heartbeat::start(Moment moment) {
  stop();
  if (!enabled()) return;
  phase_ = Phase::listening;
  heard_ = moment.now;
  share_ = 1 - spread * moment.roll;
}

void Heartbeat::stop() {
  phase_ = Phase::stopped;
  asked_.reset();
}

void Heartbeat::heard(Time now) {
  if (phase_ == Phase::stopped) return;
  phase_ = Phase::listening;
  heard_ = now;
}

void Heartbeat::ponged(Time now) {
  if (asked_) round_trip_ = now - *asked_;
  asked_.reset();
}

Pulse Heartbeat::check(Time now) {
  if (!passed(deadline(), now)) return Pulse::quiet;
  const Duration late = now - *deadline();
  if (phase_ == Phase::listening && late <= jump) return ask(Phase::pinged, policy_.timeout, now);
  if (phase_ == Phase::listening || (phase_ == Phase::pinged && late > lag))
    return ask(Phase::probing, policy_.probe, now);
  return Pulse::dead;
}

bool Heartbeat::probe(Time now) {
  if (phase_ == Phase::stopped || phase_ == Phase::probing) return false;
  ask(Phase::probing, policy_.probe, now);
  return true;
}

Pulse Heartbeat::ask(Phase phase, Duration patience, Time now) {
  phase_ = phase;
  verdict_ = now + patience;
  asked_ = now;
  return Pulse::ping;
}

bool Heartbeat::matches(const std::string& reply, std::string_view what) const {
  return enabled() && !reply.empty() && reply == what;
}

bool Heartbeat::asks_host(Time now) const {
  return asked_ && policy_.reply_text.empty() && policy_.reply_route.empty() && now - *asked_ <= policy_.timeout;
}

Time Heartbeat::silent_at() const {
  const auto whole = static_cast<double>((hidden_ ? policy_.hidden : policy_.interval).count());
  return heard_ + Duration{static_cast<Duration::rep>(whole * share_)};
}

Deadline Heartbeat::deadline() const {
  switch (phase_) {
    case Phase::stopped: return std::nullopt;
    case Phase::listening: return silent_at();
    case Phase::pinged:
    case Phase::probing: break;
  }
  return verdict_;
}

}  // namespace hawser
