// How far a subscriber has read the history of a channel. Source: "stream position" in the Centrifugo protocol.
#pragma once

#include <cstdint>
#include <string>

namespace hawser {

enum class Arrival : std::uint8_t {
  next,
  duplicate,
  hole,  // something between is missing
};

struct Position {
  std::uint64_t offset = 0;  // of the last one that was delivered
  std::string epoch;         // offsets of different epochs can't be compared

  Arrival judge(std::uint64_t arrived) const {
    if (arrived <= offset) return Arrival::duplicate;
    return arrived == offset + 1 ? Arrival::next : Arrival::hole;
  }
};

}  // namespace hawser
