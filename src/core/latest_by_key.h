// The latest payload of each key. Keys that came first go first. A message that fits into the room of the one whose
// place it takes allocates nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/keep.h"

namespace hawser {

class LatestByKey {
 public:
  explicit LatestByKey(const KeepBounds& bounds) : bounds_{bounds} {}

  // One that is alone over the bound isn't kept, and nor is what it replaces.
  void put(std::string_view key, std::string_view payload, Time now);
  void change(const KeepBounds& bounds);

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

  KeepBounds bounds_;
  Entries entries_;
  std::map<std::string_view, Entries::iterator> by_key_;
  Order fresh_;  // as they were last put
  Order seen_;
  std::vector<std::string> gone_;
  std::size_t bytes_ = 0;
  std::uint64_t conflated_ = 0;
};

}  // namespace hawser
