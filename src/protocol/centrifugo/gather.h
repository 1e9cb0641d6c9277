// What reading has to heed in either format: the limit of items, one answer a reply, the last of several keys.
#pragma once

#include "protocol/centrifugo/shape.h"

namespace hawser::centrifugo {

inline bool has_room(const Replies& replies, const Limits& limits) { return replies.items() < limits.max_items; }

// Adds an item, to be filled, to the list that ends with the range, or to an empty range at the end of its list.
void* add(Replies& replies, Bounds& range, const Shape& item);

// The message of a choice, anew, or nullptr if the variant already holds another.
void* choose(const Field& choice, void* variant);

// Now the variant doesn't hold it.
void unchoose(const Field& choice, void* variant);

// What is to do when a message has been read whole: of a map's entries, those that a later one with the same key
// replaces are dropped. The others keep their order.
void settle(Replies& replies, const Shape& shape, void* message);

}  // namespace hawser::centrifugo
