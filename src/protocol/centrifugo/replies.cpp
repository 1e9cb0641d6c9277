#include "protocol/centrifugo/replies.h"

#include <algorithm>

namespace hawser::centrifugo {
namespace {

// Capacity that is kept from frame to frame: several times what a server puts into one.
constexpr std::size_t kept_items = 256;

template <class Item>
void reuse(std::vector<Item>& list) {
  list.clear();
  if (list.capacity() > kept_items) std::vector<Item>{}.swap(list);
}

// Functions, not lambdas: with lambdas the code of the sort would be there twice.
using Order = bool (*)(const Place&, const Place&);

bool later_of_a_key_first(const Place& a, const Place& b) {
  const auto compared = a.key.compare(b.key);
  return compared != 0 ? compared < 0 : a.at > b.at;
}
bool as_they_stand(const Place& a, const Place& b) { return a.at < b.at; }
bool same_key(const Place& a, const Place& b) { return a.key == b.key; }

void sort(std::vector<Place>& places, Order order) { std::sort(places.begin(), places.end(), order); }

}  // namespace

void keep_last_places(std::vector<Place>& places) {
  sort(places, later_of_a_key_first);
  places.erase(std::unique(places.begin(), places.end(), same_key), places.end());
  sort(places, as_they_stand);
}

std::size_t Replies::items() const {
  return std::apply([this](const auto&... list) { return (replies.size() + ... + list.size()); }, lists);
}

void Replies::clear() {
  reuse(replies);
  reuse(places);
  std::apply([](auto&... list) { (reuse(list), ...); }, lists);
  names.clear();
}

}  // namespace hawser::centrifugo
