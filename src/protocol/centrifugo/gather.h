// What reading has to heed in either format: the limit of items, one answer a reply, the last of several keys.
#pragma once

#include "protocol/centrifugo/schema.h"

namespace hawser::centrifugo {

inline bool has_room(const Replies& replies, const Limits& limits) { return replies.items() < limits.max_items; }

// Adds an item to the list that ends with the range, or to an empty range at the end of its list.
template <class Item>
void add(Replies& replies, Range<Item>& range, const Item& item) {
  auto& list = std::get<std::vector<Item>>(replies.lists);
  if (range.begin == range.end) range.begin = static_cast<std::uint32_t>(list.size());
  list.push_back(item);
  range.end = static_cast<std::uint32_t>(list.size());
}

// The alternative, anew, or nullptr if the variant already holds another.
template <class Value, class Variant>
Value* choose(Alternative<Value, Variant> one) {
  const bool free = std::holds_alternative<std::monostate>(one.variant) || std::holds_alternative<Value>(one.variant);
  return free ? &one.variant.template emplace<Value>() : nullptr;
}

// Drops the entries that a later one with the same key replaces. The others keep their order.
template <class T>
void keep_last(Replies& replies, Range<Entry<T>>& range) {
  if (range.end - range.begin < 2) return;
  auto& entries = std::get<std::vector<Entry<T>>>(replies.lists);
  replies.places.clear();
  for (auto at = range.begin; at < range.end; ++at) replies.places.push_back({entries[at].key, at});
  keep_last_places(replies.places);
  range.end = range.begin;
  for (const auto& place : replies.places) entries[range.end++] = entries[place.at];
}

// What is to do when a message has been read whole.
inline void settle(Replies&, auto&) {}
inline void settle(Replies& replies, Publication& pub) { keep_last(replies, pub.tags); }
inline void settle(Replies& replies, PresenceResult& result) { keep_last(replies, result.presence); }
inline void settle(Replies& replies, ConnectResult& result) { keep_last(replies, result.subs); }
inline void settle(Replies& replies, Connected& connected) { keep_last(replies, connected.result.subs); }

}  // namespace hawser::centrifugo
