// What the engine tells the user, as records of the border.
#pragma once

#include "core/io.h"
#include "wasm/address.h"
#include "wasm/border.h"
#include "wasm/ledger.h"

namespace hawser {

template <typename Number>
std::uint32_t word(Number number) {
  return static_cast<std::uint32_t>(number);
}

inline Record record(std::uint32_t client, const Resolve& it) { return {client, Kind::resolve, {it.link}}; }

inline Record record(std::uint32_t client, const Changed& it) { return {client, Kind::changed, {word(it.state)}}; }

inline Record record(std::uint32_t client, const Connected& it) {
  return {client, Kind::connected, {word(it.again), it.attempts}};
}

inline Record record(std::uint32_t client, const Closed& it) {
  const auto reason = ledger().keep(it.reason);
  return {client, Kind::closed, {it.code, word(it.clean), address(reason.data()), word(reason.size())}};
}

inline Record record(std::uint32_t client, const Retrying& it) {
  const auto delay = std::chrono::ceil<std::chrono::milliseconds>(it.delay);
  return {client, Kind::retrying, {it.attempt, word(delay.count())}};
}

inline Record record(std::uint32_t client, const GaveUp& it) { return {client, Kind::gave_up, {it.attempts}}; }

inline Record record(std::uint32_t client, const Deliver& it) {
  return {
      client, Kind::deliver, {it.route, it.channel, it.payload.begin, it.payload.end, it.whole.begin, it.whole.end}};
}

inline Record record(std::uint32_t client, const DeliverText&) { return {client, Kind::deliver_text, {}}; }

inline Record record(std::uint32_t client, const DeliverBinary&) { return {client, Kind::deliver_binary, {}}; }

inline Record record(std::uint32_t client, const MaybePong&) { return {client, Kind::maybe_pong, {}}; }

inline Record record(std::uint32_t client, const SubscriptionChanged& it) {
  return {client, Kind::subscription, {it.channel, word(it.status)}};
}

inline Record record(std::uint32_t client, const Settled& it) {
  return {client, Kind::settled, {it.ticket, word(it.outcome), it.body.begin, it.body.end}};
}

inline Record record(std::uint32_t client, const Left& it) { return {client, Kind::left, {it.ticket}}; }

inline Record record(std::uint32_t client, const Dropped& it) {
  return {client, Kind::dropped, {it.ticket, word(it.reason)}};
}

inline Record record(std::uint32_t client, const Fault& it) {
  const auto why = ledger().keep(it.why);
  return {client,
          Kind::fault,
          {word(it.code), it.channel, address(why.data()), word(why.size()), it.body.begin, it.body.end}};
}

}  // namespace hawser
