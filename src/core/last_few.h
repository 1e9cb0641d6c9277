// The last few payloads since somebody looked; the oldest go. A message that fits into the room of the one whose place
// it takes allocates nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <string>
#include <string_view>

#include "core/keep.h"

namespace hawser {

class LastFew {
 public:
  explicit LastFew(const KeepBounds& bounds) : bounds_{bounds} {}

  // One that is alone over the bound isn't kept, and nor is what came before it.
  void put(std::string_view payload, Time now);
  void change(const KeepBounds& bounds);

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

  KeepBounds bounds_;
  std::list<Kept> kept_;
  std::list<Kept> spare_;  // used again, the last one first
  std::size_t bytes_ = 0;
  std::uint64_t left_out_ = 0;
  std::uint64_t conflated_ = 0;
};

}  // namespace hawser
