// What is kept of messages of which only the latest count: one for each key, or the last few. Bytes, whatever they
// mean. A message that takes the place of another allocates nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/time.h"

namespace hawser {

struct Bounds {
  std::uint32_t count = 1;           // keys, or payloads
  std::uint32_t bytes = 16'777'216;  // of all of them
  std::optional<Duration> age;       // older ones are let go when somebody looks
};

// The latest payload of each key. Keys that came first go first.
class LatestByKey {
 public:
  explicit LatestByKey(const Bounds& bounds) : bounds_{bounds} {}

  // One that is alone over the bound isn't kept, and nor is what it replaces.
  void put(std::string_view key, std::string_view payload, Time now);
  void change(const Bounds& bounds);

  // Tells what is new since the last look, in the order of the methods: what was shown and is no more; what wasn't
  // there before, as it came; and all that is new, as it was last put. Keys that mean the same in two spellings end up
  // as their last one says.
  class Reader {
   public:
    virtual ~Reader() = default;
    virtual void gone(std::string_view key) = 0;
    virtual void added(std::string_view key) = 0;
    virtual void latest(std::string_view key, std::string_view payload) = 0;
  };
  void look(Time now, Reader& reader);

  std::size_t count() const { return entries_.size(); }
  std::size_t bytes() const { return bytes_; }
  // Payloads that were replaced or let go before anybody saw them.
  std::uint64_t conflated() const { return conflated_; }

 private:
  struct Entry;
  using Order = std::list<Entry*>;
  struct Entry {
    std::string key;
    std::string payload;
    Time since{};
    Order::iterator place;  // among the fresh, or among the others
    bool is_fresh = true;
    bool was_seen = false;
  };
  using Entries = std::list<Entry>;  // as their keys came

  Entries::iterator add(std::string_view key);
  void freshen(Entry& entry);
  void make_room(Entries::iterator newest);
  void forget(Entries::iterator entry);
  void drop_old(Time now);
  Entries::iterator first_added();

  Bounds bounds_;
  Entries entries_;
  std::map<std::string_view, Entries::iterator> by_key_;
  Order fresh_;  // as they were last put
  Order seen_;
  std::vector<std::string> gone_;
  std::size_t bytes_ = 0;
  std::uint64_t conflated_ = 0;
};

// The last few payloads since somebody looked; the oldest go.
class LastFew {
 public:
  explicit LastFew(const Bounds& bounds) : bounds_{bounds} {}

  // One that is alone over the bound isn't kept, and nor is what came before it.
  void put(std::string_view payload, Time now);
  void change(const Bounds& bounds);

  // Tells how many were let go unseen, and then each that is there, oldest first.
  class Reader {
   public:
    virtual ~Reader() = default;
    virtual void left_out(std::uint64_t count) = 0;
    virtual void next(std::string_view payload) = 0;
  };
  void look(Time now, Reader& reader);

  std::size_t count() const { return kept_.size(); }
  std::size_t bytes() const { return bytes_; }
  std::uint64_t conflated() const { return conflated_; }

 private:
  struct Kept {
    std::string payload;
    Time since{};
  };

  void let_go();
  void retire();
  void retire_all();
  void drop_old(Time now);

  Bounds bounds_;
  std::list<Kept> kept_;
  std::list<Kept> spare_;  // used again, the last one first
  std::size_t bytes_ = 0;
  std::uint64_t left_out_ = 0;
  std::uint64_t conflated_ = 0;
};

}  // namespace hawser
