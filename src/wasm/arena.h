// The memory through which bytes cross the border: one region for what comes in, one for what goes out. They grow to
// the biggest message and are used again for every other, so that a message costs no allocation.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <memory>

namespace hawser {

class Arena {
 public:
  // At least that many bytes, whose contents are whatever they were or nothing; nullptr: out of memory. The region may
  // have moved.
  char* room(std::size_t bytes);

  bool begins_at(const char* at) const { return at != nullptr && at == region_.get(); }

 private:
  struct Free {
    void operator()(char* region) const { std::free(region); }
  };
  std::unique_ptr<char, Free> region_;
  std::size_t size_ = 0;
};

Arena& incoming();
Arena& outgoing();

// Is there memory for a block of that size? `new` would stop the engine if there were none.
bool has_memory_for(std::size_t bytes);

}  // namespace hawser
