// What a failing check prints: a line for each output, in the words of the transcripts.
#pragma once

#include <array>
#include <ostream>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>

#include "client/client.h"

namespace hawser {

namespace print {

template <typename Enum, std::size_t size>
std::string name(Enum value, const std::array<std::string_view, size>& names) {
  const auto index = static_cast<std::size_t>(value);
  return index < size ? std::string{names[index]} : "?";
}

inline constexpr std::array<std::string_view, 6> states{"idle", "connecting", "open", "closing", "waiting", "failed"};
inline constexpr std::array<std::string_view, 6> fates{"sent", "queued", "full", "rate", "disconnected", "too large"};
inline constexpr std::array<std::string_view, 3> statuses{"unsubscribed", "subscribing", "subscribed"};
inline constexpr std::array<std::string_view, 5> outcomes{"done", "refused", "timed out", "closed", "dropped"};
inline constexpr std::array<std::string_view, 4> reasons{"full", "disconnected", "other destination", "withdrawn"};
inline constexpr std::array<std::string_view, 7> faults{"timeout", "unresolved", "bad message",   "too large",
                                                        "server",  "unanswered", "connect failed"};

inline constexpr std::array<std::string_view, 6> phases{"connect",     "subscribe", "refresh",
                                                        "sub refresh", "token",     "data"};

inline std::string text(std::string_view view) { return view.empty() ? "" : " " + std::string{view}; }
inline std::string number(const char* name, std::uint64_t value) {
  return value == 0 ? "" : std::string{" "} + name + " " + std::to_string(value);
}

inline std::string route(Route route) { return route == viewed ? " route viewed" : number("route", route); }

// Touches every byte that an output speaks of. `frame` is what its slices cut.
struct Line {
  std::string_view frame{};

  std::string cut(Slice slice) const {
    if (slice.begin > slice.end || slice.end > frame.size()) return " (outside of the frame)";
    return text(frame.substr(slice.begin, slice.end - slice.begin));
  }

  std::string operator()(const Resolve& it) const { return "resolve " + std::to_string(it.link); }
  std::string operator()(const Dial& it) const { return "dial" + text(it.url) + text(it.protocols); }
  std::string operator()(const Transmit& it) const { return (it.binary ? "> (binary)" : ">") + text(it.bytes); }
  std::string operator()(const HangUp& it) const { return "hang up " + std::to_string(it.code) + text(it.reason); }
  std::string operator()(const Abandon&) const { return "abandon"; }
  std::string operator()(const Changed& it) const { return "status " + name(it.state, states); }
  std::string operator()(const Connected& it) const { return "open" + number("after", it.attempts) + text(it.detail); }
  std::string operator()(const Closed& it) const {
    return "close " + std::to_string(it.code) + text(it.reason) + (it.clean ? " (clean)" : "");
  }
  std::string operator()(const Retrying& it) const {
    return "reconnecting " + std::to_string(it.attempt) + " in " + std::to_string(it.delay.count() / 1000) + "ms";
  }
  std::string operator()(const GaveUp& it) const { return "gave up after " + std::to_string(it.attempts); }
  std::string operator()(const Deliver& it) const {
    return "deliver" + route(it.route) + number("channel", it.channel) + cut(it.payload);
  }
  std::string operator()(const Fresh& it) const { return "fresh" + number("view", it.view); }
  std::string operator()(const DeliverText&) const { return "text" + text(frame); }
  std::string operator()(const DeliverBinary&) const { return "binary " + std::to_string(frame.size()); }
  std::string operator()(const MaybePong&) const { return "maybe pong"; }
  std::string operator()(const SubscriptionChanged& it) const {
    return "channel " + std::to_string(it.channel) + " " + name(it.status, statuses);
  }
  std::string operator()(const Settled& it) const {
    return "request " + std::to_string(it.ticket) + " " + name(it.outcome, outcomes) +
           (it.body.end > 0 ? cut(it.body) : "") + text(it.detail);
  }
  std::string operator()(const Ask& it) const {
    return "ask " + std::to_string(it.ask) + number("channel", it.channel) + (it.token ? " token" : "") +
           (it.data ? " data" : "");
  }
  std::string operator()(const Published& it) const {
    return "publication" + route(it.route) + number("channel", it.channel) + number("offset", it.offset) +
           (it.kept.data() ? " kept" + text(it.kept) : cut(it.payload)) + text(it.context) +
           (it.info.end > 0 ? " by" + cut(it.info) : "");
  }
  std::string operator()(const Moved& it) const {
    return "moved" + number("channel", it.channel) + number("offset", it.offset);
  }
  std::string operator()(const MemberChanged& it) const {
    return std::string{it.joined ? "join" : "leave"} + number("channel", it.channel) + text(it.member);
  }
  std::string operator()(const Subscribed& it) const {
    return "subscribed" + number("channel", it.channel) + text(it.detail);
  }
  std::string operator()(const Unsubscribed& it) const {
    return "unsubscribed" + number("channel", it.channel) + " " + std::to_string(it.code) + text(it.reason);
  }
  std::string operator()(const Adopted& it) const { return "adopted" + number("channel", it.channel) + text(it.name); }
  std::string operator()(const Refusal& it) const {
    return "refusal " + name(it.phase, phases) + number("channel", it.channel) + " " + std::to_string(it.code) +
           (it.temporary ? " temporary" : "") + text(it.message);
  }
  std::string operator()(const Left& it) const { return "left " + std::to_string(it.ticket); }
  std::string operator()(const Dropped& it) const {
    return "dropped " + std::to_string(it.ticket) + " " + name(it.reason, reasons);
  }
  std::string operator()(const Fault& it) const {
    return "error " + name(it.code, faults) + number("channel", it.channel) + text(it.why) +
           (it.body.end > 0 ? cut(it.body) : "");
  }
};

inline std::string line(const Output& output, std::string_view frame = {}) { return std::visit(Line{frame}, output); }

}  // namespace print

inline std::ostream& operator<<(std::ostream& out, State state) { return out << print::name(state, print::states); }
inline std::ostream& operator<<(std::ostream& out, Fate fate) { return out << print::name(fate, print::fates); }
inline std::ostream& operator<<(std::ostream& out, const Output& output) { return out << print::line(output); }

}  // namespace hawser
