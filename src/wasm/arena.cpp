#include "wasm/arena.h"

#include <algorithm>

namespace hawser {
namespace {

constexpr std::size_t smallest = 4096;

}  // namespace

// malloc, because it says when there is no memory, and freed first, because nothing in it is wanted any more.
char* Arena::room(std::size_t bytes) {
  if (bytes <= size_) return region_.get();
  const auto wanted = std::max({bytes, size_ + size_ / 2, smallest});
  region_.reset();
  region_.reset(static_cast<char*>(std::malloc(wanted)));
  size_ = region_ ? wanted : 0;
  return region_.get();
}

Arena& incoming() {
  static Arena arena;
  return arena;
}

Arena& outgoing() {
  static Arena arena;
  return arena;
}

bool has_memory_for(std::size_t bytes) {
  void* volatile probe = std::malloc(bytes);  // or the compiler, which may leave out the pair, would always say yes
  std::free(probe);
  return probe != nullptr;
}

}  // namespace hawser
