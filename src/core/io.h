// The whole contract between the engine and its host: structs, not callbacks.
// The host calls `Client::handle(input, moment)` or a verb, then drains `poll()`, then winds one timer at `deadline()`.
// Nothing is copied on the way: views in an input, and the bytes of a message, stay until that call is drained; views
// in an output live until the next call.
#pragma once

#include <cstdint>
#include <string_view>
#include <variant>

#include "core/close_code.h"
#include "core/state.h"
#include "core/time.h"

namespace hawser {

// The generation of a socket: every dial gets a new one, and what an abandoned socket still says is dropped.
using Link = std::uint32_t;

// Names that somebody listens to are numbered once; 0 is nobody.
using Route = std::uint32_t;
using Channel = std::uint32_t;
// In place of a route: a view took the message, and only those hear it who hear everything.
inline constexpr Route viewed = 0xFFFF'FFFF;

// What is kept of messages until somebody looks, by a number that the host gives.
using View = std::uint32_t;

// A message kept or sent under a number, so that its fate can be told. 0: nobody asked.
using Ticket = std::uint32_t;

// Bytes [begin, end) of the frame that is being handled. The twin of protocol's Span: core and protocol don't know each
// other, and the sessions in client make one of the other.
struct Slice {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

// ---------------------------------------------------------------- inputs: wishes of the user

struct Connect {};     // a connection; resets the attempts
struct Reconnect {};   // a new link, now; resets the attempts
struct Disconnect {    // none, for good
  std::uint16_t code;  // 0: none
  std::string_view reason;
};

// ---------------------------------------------------------------- inputs: answers of the host

struct Resolved {
  Link link;
  std::string_view url;
  std::string_view protocols;  // separated by commas; empty: none
  std::string_view hello;      // sent first on the new link; empty: nothing. To a broker: the connection's data
  std::string_view token;      // for a broker; empty: none
};
struct Unresolved {  // a provider threw, or the socket could not be made
  Link link;
  std::string_view why;
  bool unauthorized = false;  // nobody may connect: that is final
};
struct Answered {  // what an Ask wanted
  Ticket ask;
  std::string_view token;
  std::string_view data;
};
struct Unanswered {  // a provider threw
  Ticket ask;
  std::string_view why;
  bool unauthorized;  // it may not be had at all: that is final
  bool data = false;  // it was the provider of the data
};
struct GiveUp {};  // its predicate says that the close just told is final
struct Ponged {};  // its predicate knew the reply of a heartbeat

// ---------------------------------------------------------------- inputs: events of the world

struct Opened {
  Link link;
};
struct Received {
  Link link;
  std::string_view bytes;
  bool binary;
};
struct Oversized {  // a message over the limit, never copied in
  Link link;
  std::uint64_t bytes;
};
struct Lost {
  Link link;
  std::uint16_t code;  // any
  std::string_view reason;
  bool clean;
};
struct Tick {};  // the timer went off
// What the page says; the last two are from and to the bfcache.
enum class Hint : std::uint8_t { online, offline, visible, hidden, frozen, resumed, page_shown, page_hidden };
struct PageChanged {
  Hint hint;
};

using Input = std::variant<Connect, Disconnect, Reconnect, Resolved, Unresolved, Answered, Unanswered, Opened, Received,
                           Oversized, Lost, Ponged, GiveUp, Tick, PageChanged>;

// ---------------------------------------------------------------- outputs: orders to the host

struct Resolve {  // run the providers of URL, protocols, hello and token; answer with Resolved or Unresolved
  Link link;
  bool renew = false;  // the token that the host has is no longer good
};
struct Ask {  // run the providers of a token or of data; answer with Answered or Unanswered
  Ticket ask;
  Channel channel;  // 0: the connection's
  bool token;
  bool data;
};
struct Dial {
  Link link;
  std::string_view url;
  std::string_view protocols;
};
struct Transmit {
  Link link;
  std::string_view bytes;
  bool binary;
};
struct HangUp {  // close politely; Lost is still awaited
  Link link;
  std::uint16_t code;
  std::string_view reason;
};
struct Abandon {  // close and forget: nobody waits for it
  Link link;
};

// ---------------------------------------------------------------- outputs: news of the connection

struct Changed {
  State state;
};
struct Connected {               // event `open`
  std::uint32_t attempts;        // that it took; 0: the first dial succeeded
  std::string_view detail = {};  // what a broker said of the connection
};
struct Closed {  // event `close`: once for every link that was open
  std::uint16_t code;
  std::string_view reason;
  bool clean;
};

// A link that ended, and nobody told why.
inline constexpr Closed cut_off{close_code::abnormal, {}, false};

struct Retrying {  // event `reconnecting`
  std::uint32_t attempt;
  Duration delay;
};
struct GaveUp {  // event `reconnect-failed`
  std::uint32_t attempts;
};

enum class FaultCode : std::uint8_t {
  timeout,         // of a connect, or of a subscription's confirmation
  unresolved,      // a provider failed
  bad_message,     // a frame over the depth limit, or one that the dialect refuses
  too_large,       // a frame over maxMessageBytes
  server,          // the server sent an error; body: what it said
  unanswered,      // a heartbeat had no reply
  connect_failed,  // the socket was lost before it opened
};
struct Fault {  // event `error`
  FaultCode code;
  Channel channel;
  std::string_view why;
  Slice body;
};

// ---------------------------------------------------------------- outputs: what arrived

struct Deliver {    // a message that somebody listens to
  Route route;      // 0: no typed listener
  Channel channel;  // 0: no channel that somebody holds
  Slice payload;    // what typed and channel listeners get
  Slice whole;      // what `message` gets
};
struct Fresh {  // a view has something new: once until it is collected
  View view;
};
struct DeliverText {};    // the whole frame is text that is not JSON
struct DeliverBinary {};  // the whole frame is binary
struct MaybePong {};      // a reply is due, and only the host's predicate knows it: if this frame is one, Ponged

enum class SubscriptionStatus : std::uint8_t { unsubscribed, subscribing, subscribed };
struct SubscriptionChanged {
  Channel channel;
  SubscriptionStatus status;
};

// ---------------------------------------------------------------- outputs: what a broker says

// A detail is a JSON text. Numbers that may need more than 32 bits are strings in it, and payloads are `[begin, end]`,
// bytes of the frame at hand: JSON texts or, where payloads are binary, bytes.

struct Published {  // a publication
  Route route;
  Channel channel;
  Slice payload;             // unless it is kept
  std::string_view kept;     // a payload that isn't in the frame: made of a delta, or held back. No data: see `payload`
  std::uint64_t offset;      // in the channel's history; 0: none
  std::string_view context;  // detail: who published, tags; empty: nothing. In that of a kept one payloads are strings
  Slice info = {};           // who published, where that is all there is to say and the frame is JSON: as it says it
  bool is_binary = false;    // payloads are bytes, not texts
};
struct Moved {  // how far a channel came whose last publications were for views only
  Channel channel;
  std::uint64_t offset;
};
struct MemberChanged {  // somebody came to the channel, or left
  Channel channel;
  bool joined;
  std::string_view member;  // detail
};
struct Subscribed {  // the broker's word on a subscription; or a hole in it that can't be repaired
  Channel channel;
  std::string_view detail;
};
struct Unsubscribed {  // why a subscription ended, or begins anew
  Channel channel;
  std::uint32_t code;
  std::string_view reason;
};
struct Adopted {  // a channel that the server chose has a number
  Channel channel;
  std::string_view name;
};

enum class Phase : std::uint8_t { connect, subscribe, refresh, sub_refresh, token, data };
struct Refusal {    // event `error`: what the broker refused, or what the host could not get for it
  Channel channel;  // 0: the connection
  Phase phase;
  std::uint32_t code;  // the protocol's
  bool temporary;
  std::string_view message;
};

// ---------------------------------------------------------------- outputs: fates of what was sent

enum class Outcome : std::uint8_t { done, refused, timed_out, closed, dropped };
struct Settled {  // a request
  Ticket ticket;
  Outcome outcome;
  Slice body;                    // the payload or the error
  std::string_view detail = {};  // a broker's result or error
};

struct Left {  // a queued message went out
  Ticket ticket;
};

enum class DropReason : std::uint8_t {
  full,               // a newer message took its place
  disconnected,       // the user hung up, or no attempt was left
  other_destination,  // the new link leads elsewhere
  withdrawn,          // its request timed out or was forgotten before it left
};
struct Dropped {  // a queued message never will
  Ticket ticket;
  DropReason reason;
};

using Output =
    std::variant<Resolve, Dial, Transmit, HangUp, Abandon, Changed, Connected, Closed, Retrying, GaveUp, Deliver,
                 DeliverText, DeliverBinary, MaybePong, SubscriptionChanged, Ask, Published, MemberChanged, Subscribed,
                 Unsubscribed, Adopted, Refusal, Settled, Left, Dropped, Fault, Fresh, Moved>;

}  // namespace hawser
