// What is spoken over a link, and what is kept of it from one link to the next. The client knows when a link comes and
// goes; a session knows what is said on it. It is called by the client, and speaks through its line.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "client/audience.h"
#include "client/subscription_options.h"
#include "core/backoff.h"
#include "core/io.h"
#include "core/timers.h"

namespace hawser {

struct Call;  // client/call.h

// The client, as a session sees it.
class Line {
 public:
  virtual ~Line() = default;

  virtual State state() const = 0;
  virtual const Audience& audience() const = 0;

  virtual void tell(const Output& output) = 0;
  // Keeps the text until the host's next call.
  virtual std::string_view hold(std::string text) = 0;

  virtual void transmit(std::string_view bytes, bool binary) = 0;

  // The handshake is over: the link is open.
  virtual void establish(std::string_view detail, Moment moment) = 0;
  // The handshake failed. Whoever calls has told why.
  virtual void fail(bool is_final, Moment moment) = 0;
  // The open link is given up, as told; another is sought unless the close is final.
  virtual void lose(const Closed& closed, Window window, Moment moment) = 0;
  // The same, for good.
  virtual void quit(const Closed& closed, Moment moment) = 0;

  // A request has its reply. False: nobody awaits it on this link.
  virtual bool settle(Ticket request, Outcome outcome, Slice body, std::string_view detail) = 0;

  // A message arrived: views keep what they want of it. The route by which listeners are told; nothing: none is.
  virtual std::optional<Route> hear(const Heard& message, Moment moment) = 0;

  // A frame is dropped: over a limit, or that nobody listens to.
  virtual void refuse(FaultCode code) = 0;
  virtual void ignore() = 0;
};

struct Framing {
  std::string_view separator;  // between two commands
  bool binary;
};

class Session {
 public:
  virtual ~Session() = default;

  // ---- a link comes

  // Is the token that the host has no longer good?
  virtual bool renews() const { return false; }
  virtual void resolved(const Resolved& answer) = 0;
  // The socket is open: a session says who we are, and establishes the line at once or once the server agrees.
  virtual void opened(Moment moment) = 0;
  // The line is established, and nobody has been told yet.
  virtual void established(Moment moment) = 0;

  // ---- and goes

  // Is there no use in another link after this one?
  virtual bool is_final(const Closed&) { return false; }
  // The socket was lost before the line was established. True: the session has told why.
  virtual bool explains(const Lost&, bool /*is_final*/) { return false; }
  virtual void cut() {}      // the socket is gone, established or not
  virtual void lost() = 0;   // the established link is gone, and another will come
  virtual void ended() = 0;  // and no other will come, unless the user asks for one

  // ---- what is said on it

  virtual bool listens() const = 0;       // else what arrives is nobody's
  virtual void heard(Moment moment) = 0;  // anything at all
  virtual void received(std::string_view bytes, bool binary, Moment moment) = 0;
  // A frame over the limit was dropped unread.
  virtual void missed(Moment) {}
  virtual void ponged(Moment) {}
  virtual void answered(const Answered&, Moment) {}
  virtual void unanswered(const Unanswered&, Moment) {}

  // How several commands go in one frame; nothing: each goes alone.
  virtual std::optional<Framing> framing() const { return std::nullopt; }

  // ---- time and doubt

  virtual void check(Moment moment) = 0;
  virtual Deadline deadline() const = 0;
  virtual void hidden(bool) {}
  // The page was away, or the network. False: the link can't be asked, and can't be trusted.
  virtual bool doubt(Hint hint, Moment moment) = 0;
  virtual std::optional<Duration> round_trip() const = 0;

  // ---- what the user wants

  virtual Channel subscribe(std::string_view name, SubscriptionOptions options, Moment moment) = 0;
  virtual void unsubscribe(Channel channel, Moment moment) = 0;
  virtual std::uint32_t channels() const = 0;
  // Does anybody listen to the whole channel? Of one that is subscribed; until this is said, nobody does.
  virtual void listen(std::string_view channel, bool is_heard) = 0;
  // Somebody has looked at a view: they are told, too, how far the channels came.
  virtual void looked() {}

  // Of every connection from the next one on.
  virtual void set_headers(const std::vector<std::pair<std::string, std::string>>&) {}

  // The bytes of a command, which will be answered under the call's ticket. Empty: there are no commands here.
  virtual std::string command(const Call&) { return {}; }
  // Nobody awaits this answer any more.
  virtual void forgotten(Ticket) {}
};

}  // namespace hawser
