#include "simulation/simulate.h"

#include <catch2/catch.hpp>

using namespace hawser::simulation;

// Many more run without sanitizers: see the preset `simulation`.
TEST_CASE("whatever goes wrong, nothing is lost, doubled or out of order", "[simulation]") {
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    const auto result = simulate(seed);
    INFO("replay: simulation --seed " << seed);
    REQUIRE(result.violation == "");
  }
}

TEST_CASE("a seed is a run", "[simulation]") {
  const auto one = simulate(42, true);
  const auto other = simulate(42, true);
  CHECK(one.lines.size() > 100);
  CHECK(one.lines == other.lines);
  CHECK(one.lines != simulate(43, true).lines);
  CHECK(simulate(42).counts.delivered == one.counts.delivered);
}

TEST_CASE("a schedule has all that a checker needs: faults, gaps that are filled, gaps that aren't", "[simulation]") {
  Counts counts;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) counts += simulate(seed).counts;
  CHECK(counts.faults > 200);
  CHECK(counts.links > 100);
  CHECK(counts.delivered > 2000);
  CHECK(counts.recovered > 50);
  CHECK(counts.holes > 20);
  CHECK(counts.calls > 200);
}
