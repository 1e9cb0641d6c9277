#include "protocol/centrifugo/gather.h"

#include <algorithm>
#include <iterator>

namespace hawser::centrifugo {
namespace {

// Functions, not lambdas: with lambdas the code of the sort would be there twice.
using Order = bool (*)(const Place&, const Place&);

bool by_key_and_place(const Place& a, const Place& b) {
  const auto compared = a.key.compare(b.key);
  return compared != 0 ? compared < 0 : a.at > b.at;
}
bool by_place(const Place& a, const Place& b) { return a.at < b.at; }
bool same_key(const Place& a, const Place& b) { return a.key == b.key; }

// Few are compared with one another, which is faster than any order.
bool are_few_and_differ(std::span<const Place> places) {
  constexpr std::size_t few = 16;
  for (std::size_t i = 1; i < std::min(places.size(), few); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (same_key(places[i], places[j])) return false;
  return places.size() <= few;
}

// A heap, since it takes the least code that isn't slow for many.
void sort(std::vector<Place>& places, Order order) {
  std::make_heap(places.begin(), places.end(), order);
  std::sort_heap(places.begin(), places.end(), order);
}

// Of places with the same key keeps the last, all in the order in which they stand.
void keep_last_places(std::vector<Place>& places) {
  sort(places, by_key_and_place);
  places.erase(std::unique(places.begin(), places.end(), same_key), places.end());
  sort(places, by_place);
}

template <class Variant>
bool choose_of(const Field& choice, void* variant) {
  auto& to = *static_cast<Variant*>(variant);
  const auto& chosen = *static_cast<const Variant*>(choice.variant);
  if (to.index() != 0 && to.index() != chosen.index()) return false;
  to = chosen;
  return true;
}

template <class Variant>
void unchoose_of(const Field& choice, void* variant) {
  auto& to = *static_cast<Variant*>(variant);
  if (to.index() == static_cast<const Variant*>(choice.variant)->index()) to = {};
}

using Body = decltype(Reply::body);
using Event = decltype(Push::event);

}  // namespace

void* choose(const Field& choice, void* variant) {
  const bool chosen = choice.kind == Kind::body ? choose_of<Body>(choice, variant) : choose_of<Event>(choice, variant);
  if (!chosen) return nullptr;
  return static_cast<char*>(variant) +
         (static_cast<const char*>(choice.chosen) - static_cast<const char*>(choice.variant));
}

void unchoose(const Field& choice, void* variant) {
  choice.kind == Kind::body ? unchoose_of<Body>(choice, variant) : unchoose_of<Event>(choice, variant);
}

void* add(Replies& replies, Bounds& range, const Shape& item) {
  auto& list = *std::next(replies.lists.begin(), item.list);
  if (range.begin == range.end) range.begin = static_cast<std::uint32_t>(list.size());
  void* const added = list.add(item.prototype, item.size);
  range.end = static_cast<std::uint32_t>(list.size());
  return added;
}

void settle(Replies& replies, const Shape& shape, void* message) {
  if (!shape.map) return;
  auto& range = *static_cast<Bounds*>(shape.member(message, *shape.map));
  if (range.end - range.begin < 2) return;
  const auto& item = *shape.map->shape;
  auto& entries = *std::next(replies.lists.begin(), item.list);
  replies.places.clear();
  // The key is the first member of an entry.
  for (auto at = range.begin; at < range.end; ++at)
    replies.places.push_back({*static_cast<const std::string_view*>(entries.at(at, item.size)), at});
  if (are_few_and_differ(replies.places)) return;
  keep_last_places(replies.places);
  range.end = range.begin;
  for (const auto& place : replies.places)
    std::memmove(entries.at(range.end++, item.size), entries.at(place.at, item.size), item.size);
}

}  // namespace hawser::centrifugo
