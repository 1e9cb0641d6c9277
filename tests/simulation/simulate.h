// A run of the simulation, from one seed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "simulation/journal.h"

namespace hawser::simulation {

struct Result {
  std::string violation;  // empty: all laws held
  Counts counts;
  std::vector<std::string> lines;
};

Result simulate(std::uint64_t seed, bool is_logged = false);

}  // namespace hawser::simulation
