#include "simulation/herd/policies.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hawser::herd {
namespace {

using namespace std::chrono_literals;

// Of those that recommend no figures: the ones of centrifuge, so that the forms of jitter can be compared.
constexpr Milliseconds base = 500ms;
constexpr Milliseconds cap = 20s;

Milliseconds grown(Milliseconds first, double factor, std::uint32_t times, Milliseconds longest) {
  return std::min(first * std::pow(factor, times), longest);
}

Milliseconds whole(Milliseconds delay) { return Milliseconds{std::floor(delay.count())}; }

Milliseconds step(std::span<const Milliseconds> ladder, std::uint32_t failures, Milliseconds then) {
  return failures < ladder.size() ? ladder[failures] : then;
}

// react-use-websocket 4.13.0, lib/constants.js: DEFAULT_RECONNECT_INTERVAL_MS, DEFAULT_RECONNECT_LIMIT.
Milliseconds fixed(const Turn&) { return 5s; }

// phoenix, assets/js/phoenix/socket.js: reconnectAfterMs.
Milliseconds phoenix(const Turn& turn) {
  static constexpr std::array<Milliseconds, 9> ladder{10ms, 50ms, 100ms, 150ms, 200ms, 250ms, 500ms, 1s, 2s};
  return step(ladder, turn.failures, 5s);
}

// @microsoft/signalr, DefaultReconnectPolicy.ts: DEFAULT_RETRY_DELAYS_IN_MILLISECONDS; then the last step again.
Milliseconds signalr(const Turn& turn) {
  static constexpr std::array<Milliseconds, 3> ladder{0s, 2s, 10s};
  return step(ladder, turn.failures, 30s);
}

// socket.io-client 4.8.4, contrib/backo2.js and manager.js: 1 s, doubled, ± 50 %, at most 5 s. One roll says how far
// and which way, and the cap cuts the jitter off.
Milliseconds socket_io(const Turn& turn) {
  const Milliseconds delay = 1s * std::pow(2.0, turn.failures);
  const Milliseconds off = whole(delay * (turn.roll * 0.5));
  const bool is_less = static_cast<int>(turn.roll * 10) % 2 == 0;
  return whole(std::min<Milliseconds>(is_less ? delay - off : delay + off, 5s));
}

// graphql-ws, client.ts: randomisedExponentialBackoff.
Milliseconds graphql_ws(const Turn& turn) {
  return 1s * std::pow(2.0, turn.failures) + whole(Milliseconds{turn.roll * (3000 - 300) + 300});
}

// reconnecting-websocket 4.4.0: the first delay is drawn once for the whole page.
Milliseconds reconnecting_websocket(const Turn& turn) {
  return grown(Milliseconds{1000 + turn.whim * 4000}, 1.3, turn.failures, 10s);
}

// partysocket 1.3.0, ws.js: the same, but begins with 3 s for everybody.
Milliseconds partysocket(const Turn& turn) { return grown(3s, 1.3, turn.failures, 10s); }

// centrifuge 5.8.0, utils.ts: backoff.
Milliseconds centrifuge(const Turn& turn) {
  const Milliseconds window = grown(base, 2, std::min(turn.failures, 31U), cap);
  return std::min(base + whole(turn.roll * (window + 1ms)), cap);
}

// "Exponential Backoff And Jitter", AWS Architecture Blog, 2015: its three forms.
Milliseconds full_jitter(const Turn& turn) { return turn.roll * grown(base, 2, turn.failures, cap); }
Milliseconds equal_jitter(const Turn& turn) {
  const Milliseconds half = grown(base, 2, turn.failures, cap) / 2;
  return half + turn.roll * half;
}
Milliseconds decorrelated_jitter(const Turn& turn) {
  const Milliseconds previous = std::max(turn.previous, base);
  return std::min(base + turn.roll * (3 * previous - base), cap);
}

constexpr std::array all{
    Policy{"react-use-websocket", fixed, 20},
    Policy{"phoenix", phoenix, 0},
    Policy{"SignalR", signalr, 4},
    Policy{"socket.io-client", socket_io, 0},
    Policy{"graphql-ws", graphql_ws, 5},
    Policy{"reconnecting-websocket", reconnecting_websocket, 0},
    Policy{"partysocket", partysocket, 0},
    Policy{"centrifuge", centrifuge, 0},
    Policy{"full jitter", full_jitter, 0},
    Policy{"equal jitter", equal_jitter, 0},
    Policy{"decorrelated jitter", decorrelated_jitter, 0},
};

}  // namespace

std::span<const Policy> policies() { return all; }

}  // namespace hawser::herd
