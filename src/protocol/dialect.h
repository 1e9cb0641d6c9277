// A dialect turns bytes into frames and wishes into bytes. It is pure: no time, no state of the connection.
#pragma once

#include <cstdint>
#include <list>
#include <string>
#include <string_view>
#include <vector>

namespace hawser {

// Bytes [begin, end) of the text that was read.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

enum class Meaning : std::uint8_t {
  message,       // for the listeners
  subscribed,    // the server confirms a subscription to `channel`
  unsubscribed,  // the server ended a subscription to `channel`
  failure,       // the server reports an error: of the request `id`, of `channel`, or of nothing in particular
};

struct Frame {
  Meaning meaning = Meaning::message;
  std::string_view route;    // the type, unescaped; empty: none
  std::string_view channel;  // unescaped; empty: none
  std::uint32_t id = 0;      // the request that this answers; 0: none
  Span payload;              // the payload field, or the whole message where there is none
  Span whole;
};

// The frames of one text. Kept between texts, so that reading allocates nothing.
struct Reading {
  std::vector<Frame> frames;
  std::list<std::string> names;  // names that had escapes, written out; `route` and `channel` point into it

  void clear() {
    frames.clear();
    names.clear();
  }
};

enum class Verdict : std::uint8_t {
  structured,  // JSON: the frames say what is in it
  opaque,      // not JSON: a text for `message`
  refused,     // over a limit (depth), or not to be trusted
};

class Dialect {
 public:
  virtual ~Dialect() = default;

  // Reads a whole text message. Views and spans point into `text` and `reading`.
  virtual Verdict read(std::string_view text, Reading& reading) const = 0;

  virtual std::string subscribe(std::string_view channel) const = 0;
  virtual std::string unsubscribe(std::string_view channel) const = 0;

  // Does the server confirm subscriptions? If not, one is confirmed once it is sent.
  virtual bool confirms() const = 0;
};

}  // namespace hawser
