// How other clients choose their delays, with their defaults; and the jitters that are recommended to all.
#pragma once

#include <chrono>
#include <cstdint>
#include <span>

namespace hawser::herd {

using Milliseconds = std::chrono::duration<double, std::milli>;

struct Turn {
  std::uint32_t failures;  // attempts that failed since the link broke
  Milliseconds previous;   // the delay before this one; zero: this is the first
  double whim;             // what a page drew once, when it was loaded, in [0, 1)
  double roll;             // drawn anew, in [0, 1)
};

struct Policy {
  const char* name;
  Milliseconds (*delay)(const Turn& turn);
  std::uint32_t limit;  // attempts until its defaults give up, which is ignored here; 0: they don't
};

std::span<const Policy> policies();

}  // namespace hawser::herd
