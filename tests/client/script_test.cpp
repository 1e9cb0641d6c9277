// Any order of any inputs; see support/laws.h for what must hold, and fuzz/client.cpp for the same with a fuzzer.
#include "support/script.h"

#include <catch2/catch.hpp>
#include <random>

using namespace hawser;

TEST_CASE("the laws hold in any order of any inputs", "[script]") {
  std::mt19937 dice{GENERATE(range(1U, 65U))};
  for (int i = 0; i < 40; ++i) {
    std::vector<std::uint8_t> bytes(dice() % 1500);
    for (auto& byte : bytes) byte = static_cast<std::uint8_t>(dice());
    REQUIRE_NOTHROW(Script{bytes.data(), bytes.size()}.run());
  }
}
