// Views: what is kept of a type's or a channel's messages until somebody looks. The one place where messages are
// conflated, whatever protocol they come by.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "client/outputs.h"
#include "core/io.h"
#include "core/last_few.h"
#include "core/latest_by_key.h"
#include "core/pace.h"
#include "core/timers.h"
#include "protocol/key_path.h"

namespace hawser {

struct ViewWish {
  std::string type;                // empty: any
  std::string channel;             // empty: any
  std::optional<std::string> key;  // path into the payload; nothing: the last few are kept
  KeepBounds bounds;
  Duration every{};  // told at most once in that time
};

// A message, as views see it.
struct Seen {
  Route route;               // of its type; 0: none that is known
  std::string_view channel;  // empty: none that somebody holds
  std::string_view payload;
  bool is_json;                           // it was scanned already
  std::optional<std::string_view> first;  // what it has under `Views::first_name`; nothing: nobody looked
};

enum class Taken : std::uint8_t {
  not_at_all,
  kept,
  refused,  // a view would have kept it, but it is no JSON
};

class Views {
 public:
  // Again: within other bounds. Whatever else it is, it stays.
  void open(View number, const ViewWish& wish, Route route);
  void close(View number);

  bool any() const { return !shown_.empty(); }

  // The first name on the path to a key that some view looks for. Whoever scans a payload anyhow may look for it, too.
  std::string_view first_name() const { return first_name_; }

  // A message that fits into the room of the one that it replaces allocates nothing.
  Taken take(const Seen& message, Time now, Outputs& outputs);

  // Tells what was held back and is due; or all of it.
  void check(Time now, Outputs& outputs);
  void hurry(Outputs& outputs);
  Deadline deadline() const;

  // What is new in a view, as `view_text` writes it. Empty: nothing is. It lives until the next call.
  std::string_view collect(View number, Time now);

  std::uint64_t conflated() const;

 private:
  // By the key at a path into the payload.
  struct Keyed : LatestByKey {
    Keyed(std::string_view names, const KeepBounds& bounds) : LatestByKey{bounds}, path{names} {}

    KeyPath path;
  };
  struct Shown {
    Shown(View view, const ViewWish& wish, Route route);

    void change(const KeepBounds& bounds);
    std::uint64_t conflated() const;

    View number;
    std::pair<Route, std::string> topic;
    std::variant<LastFew, Keyed> kept;
    Pace pace;
  };
  // By route and channel; 0 and "" are any.
  struct Before {
    using is_transparent = void;
    bool operator()(const auto& one, const auto& other) const {
      return one.first != other.first ? one.first < other.first
                                      : std::string_view{one.second} < std::string_view{other.second};
    }
  };

  void find_first_name();
  Taken keep(Shown& view, const Seen& message, Time now);
  Taken offer(Route route, std::string_view channel, const Seen& message, Time now, Outputs& outputs);

  std::map<View, Shown> shown_;
  std::map<std::pair<Route, std::string>, std::vector<Shown*>, Before> by_topic_;
  std::string first_name_;
  std::uint32_t paced_ = 0;      // those that may hold something back
  std::uint64_t conflated_ = 0;  // by those that are closed
  std::string written_;          // a key that had escapes
  std::string text_;
};

}  // namespace hawser
