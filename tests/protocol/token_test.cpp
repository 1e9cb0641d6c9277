#include "protocol/token.h"

#include <catch2/catch.hpp>
#include <memory>
#include <string>

using namespace hawser;

namespace {

// On the heap and without an end of its own, so that a block that reaches too far is noticed.
int run_of(std::string_view text) {
  const auto copy = std::make_unique<char[]>(text.size());
  text.copy(copy.get(), text.size());
  return static_cast<int>(token::skip_run(copy.get(), copy.get() + text.size()) - copy.get());
}

}  // namespace

TEST_CASE("a run ends at the first byte that a string can't hold, wherever it stands in a block", "[scan]") {
  const auto length = GENERATE(range(0, 40));
  const std::string plain(static_cast<std::size_t>(length), 'a');
  CHECK(run_of(plain) == length);
  for (int end = 0; end < 256; ++end) {
    const char c = static_cast<char>(end);
    const bool ends = end < 0x20 || c == '"' || c == '\\';
    CAPTURE(length, end);
    REQUIRE(run_of(plain + c + std::string(20, 'b')) == length + (ends ? 0 : 21));
  }
}

TEST_CASE("the twin in use sees a block as a loop sees it", "[scan]") {
  char bytes[token::block];
  std::uint32_t seed = 1;
  for (int round = 0; round < 20'000; ++round) {
    std::uint32_t wanted = 0;
    for (int i = 0; i < token::block; ++i) {
      seed = seed * 1'664'525 + 1'013'904'223;
      bytes[i] = static_cast<char>(seed >> 24);
      wanted |= static_cast<std::uint32_t>(token::ends_run(bytes[i])) << i;
    }
    REQUIRE(token::run_ends(bytes) == wanted);
  }
}
