// A line that fails for one user alone, who must be back at once.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/time.h"

namespace hawser::herd {

class User;

struct Blip {
  const char* name;
  const char* title;
  // Plays it, and leaves when the client can know: with the browser's hint, or when its patience with a ping ends.
  void (*play)(User& user);
  // What comes after that, if anything.
  void (*aftermath)(User& user);
  bool needs_heartbeat;
};

extern const std::array<Blip, 7> blips;

// How long that many users had to wait from then on, in order. Every second one has a heartbeat, or all, if it takes
// one.
std::vector<Duration> waits(const Blip& blip, std::uint32_t users, std::uint64_t seed);

}  // namespace hawser::herd
