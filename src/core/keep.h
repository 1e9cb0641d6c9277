// How much is kept of messages of which only the latest count, and in which room. Bytes, whatever they mean.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/time.h"

namespace hawser {

struct KeepBounds {
  std::uint32_t count = 1;           // keys, or payloads
  std::uint32_t bytes = 16'777'216;  // of all of them
  std::optional<Duration> age;       // older ones are let go when somebody looks

  bool are_passed(Time since, Time now) const { return age && now - since > *age; }
};

// What a payload may leave unused of its room, and what one that is kept for later may have of it.
inline constexpr std::size_t slack = 1024;

// Gives the room back, which an assignment need not.
inline void give_back(std::string& kept) { std::string{}.swap(kept); }

// Into the room that is there, unless that is much too big.
inline void write(std::string& kept, std::string_view payload) {
  if (kept.capacity() > 4 * payload.size() + slack) give_back(kept);
  kept.assign(payload);
}

}  // namespace hawser
