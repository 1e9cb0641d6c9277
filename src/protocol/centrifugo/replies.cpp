#include "protocol/centrifugo/replies.h"

namespace hawser::centrifugo {
namespace {

// Capacity that is kept from frame to frame: several times what a server puts into one.
constexpr std::size_t kept_items = 256;

template <class Item>
void reuse(std::vector<Item>& list) {
  list.clear();
  if (list.capacity() > kept_items) std::vector<Item>{}.swap(list);
}

}  // namespace

std::size_t Replies::items() const {
  auto count = replies.size();
  for (const auto& list : lists) count += list.size();
  return count;
}

void Replies::clear() {
  reuse(replies);
  reuse(places);
  for (auto& list : lists) list.clear();
  names.clear();
}

}  // namespace hawser::centrifugo
