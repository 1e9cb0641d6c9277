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

// A text that JavaScript will copy: where it is, and its length.
struct Text {
  explicit Text(std::string_view text) {
    const auto kept = ledger().keep(text);
    at = address(kept.data());
    length = word(kept.size());
  }

  std::uint32_t at;
  std::uint32_t length;
};

inline std::uint32_t low(std::uint64_t number) { return static_cast<std::uint32_t>(number); }
inline std::uint32_t high(std::uint64_t number) { return static_cast<std::uint32_t>(number >> 32U); }

inline Record record(std::uint32_t client, const Resolve& it) {
  return {client, Kind::resolve, {it.link, word(it.renew)}};
}

inline Record record(std::uint32_t client, const Changed& it) { return {client, Kind::changed, {word(it.state)}}; }

inline Record record(std::uint32_t client, const Connected& it) {
  const Text detail{it.detail};
  return {client, Kind::connected, {it.attempts, detail.at, detail.length}};
}

inline Record record(std::uint32_t client, const Closed& it) {
  const Text reason{it.reason};
  return {client, Kind::closed, {it.code, word(it.clean), reason.at, reason.length}};
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

inline Record record(std::uint32_t client, const Fresh& it) { return {client, Kind::fresh, {it.view}}; }

inline Record record(std::uint32_t client, const DeliverText&) { return {client, Kind::deliver_text, {}}; }

inline Record record(std::uint32_t client, const DeliverBinary&) { return {client, Kind::deliver_binary, {}}; }

inline Record record(std::uint32_t client, const MaybePong&) { return {client, Kind::maybe_pong, {}}; }

inline Record record(std::uint32_t client, const SubscriptionChanged& it) {
  return {client, Kind::subscription, {it.channel, word(it.status)}};
}

inline Record record(std::uint32_t client, const Settled& it) {
  const Text detail{it.detail};
  return {client, Kind::settled, {it.ticket, word(it.outcome), it.body.begin, it.body.end, detail.at, detail.length}};
}

inline Record record(std::uint32_t client, const Left& it) { return {client, Kind::left, {it.ticket}}; }

inline Record record(std::uint32_t client, const Dropped& it) {
  return {client, Kind::dropped, {it.ticket, word(it.reason)}};
}

inline Record record(std::uint32_t client, const Fault& it) {
  const Text why{it.why};
  return {client, Kind::fault, {word(it.code), it.channel, why.at, why.length, it.body.begin, it.body.end}};
}

// ---------------------------------------------------------------- of a broker

inline Record record(std::uint32_t client, const Ask& it) {
  return {client, Kind::ask, {it.ask, it.channel, word(it.token) | word(it.data) << 1U}};
}

inline Record context(std::uint32_t client, const Published& it) {
  if (it.context.empty()) return {client, Kind::context, {0, 0, it.info.begin, it.info.end}};
  const Text detail{it.context};
  return {client, Kind::context, {detail.at, detail.length}};
}

inline Record record(std::uint32_t client, const Published& it) {
  if (it.kept.data() == nullptr)
    return {client,
            Kind::publication,
            {it.route, it.channel, it.payload.begin, it.payload.end, low(it.offset), high(it.offset)}};
  const Text kept{it.kept};
  const auto kind = it.is_binary ? Kind::kept_bytes : Kind::kept_publication;
  return {client, kind, {it.route, it.channel, kept.at, kept.length, low(it.offset), high(it.offset)}};
}

inline Record record(std::uint32_t client, const Moved& it) {
  return {client, Kind::moved, {it.channel, low(it.offset), high(it.offset)}};
}

inline Record record(std::uint32_t client, const MemberChanged& it) {
  const Text member{it.member};
  return {client, Kind::member, {it.channel, word(it.joined), member.at, member.length}};
}

inline Record record(std::uint32_t client, const Subscribed& it) {
  const Text detail{it.detail};
  return {client, Kind::subscribed, {it.channel, detail.at, detail.length}};
}

inline Record record(std::uint32_t client, const Unsubscribed& it) {
  const Text reason{it.reason};
  return {client, Kind::unsubscribed, {it.channel, it.code, reason.at, reason.length}};
}

inline Record record(std::uint32_t client, const Adopted& it) {
  const Text name{it.name};
  return {client, Kind::adopted, {it.channel, name.at, name.length}};
}

inline Record record(std::uint32_t client, const Refusal& it) {
  const Text message{it.message};
  return {client, Kind::refusal, {it.channel, word(it.phase), it.code, word(it.temporary), message.at, message.length}};
}

}  // namespace hawser
