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

// A message kept or sent under a number, so that its fate can be told. 0: nobody asked.
using Ticket = std::uint32_t;

// Bytes [begin, end) of the frame that is being handled. The twin of protocol's Span: core and protocol don't know each
// other, and client/receiving.cpp makes one of the other.
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
  std::string_view hello;      // sent first on the new link; empty: nothing
};
struct Unresolved {  // a provider threw, or the socket could not be made
  Link link;
  std::string_view why;
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

using Input = std::variant<Connect, Disconnect, Reconnect, Resolved, Unresolved, Opened, Received, Oversized, Lost,
                           Ponged, GiveUp, Tick, PageChanged>;

// ---------------------------------------------------------------- outputs: orders to the host

struct Resolve {  // run the providers of URL, protocols and hello; answer with Resolved or Unresolved
  Link link;
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
struct Connected {         // event `open`
  bool again;              // not the first link of this client
  std::uint32_t attempts;  // that it took; 0: the first dial succeeded
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
struct DeliverText {};    // the whole frame is text that is not JSON
struct DeliverBinary {};  // the whole frame is binary
struct MaybePong {};      // a reply is due, and only the host's predicate knows it: if this frame is one, Ponged

enum class SubscriptionStatus : std::uint8_t { unsubscribed, subscribing, subscribed };
struct SubscriptionChanged {
  Channel channel;
  SubscriptionStatus status;
};

// ---------------------------------------------------------------- outputs: fates of what was sent

enum class Outcome : std::uint8_t { done, refused, timed_out, closed, dropped };
struct Settled {  // a request
  Ticket ticket;
  Outcome outcome;
  Slice body;  // the payload or the error
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
                 DeliverText, DeliverBinary, MaybePong, SubscriptionChanged, Settled, Left, Dropped, Fault>;

}  // namespace hawser
