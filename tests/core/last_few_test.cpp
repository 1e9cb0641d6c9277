#include "core/last_few.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <deque>
#include <numeric>
#include <random>
#include <string>
#include <utility>
#include <vector>

using namespace hawser;
using namespace std::chrono_literals;

namespace {

using Words = std::vector<std::string>;

struct Listed final : LastFew::Reader {
  std::uint64_t missing = 0;
  Words payloads;

  void left_out(std::uint64_t count) override { missing = count; }
  void next(std::string_view payload) override { payloads.emplace_back(payload); }
};

Listed look(LastFew& kept, Time now = {}) {
  Listed listed;
  kept.look(now, listed);
  return listed;
}

}  // namespace

TEST_CASE("the last few payloads are kept in their order; the oldest go", "[last-few]") {
  LastFew kept{{.count = 3}};
  for (const char* payload : {"1", "2", "3", "4"}) kept.put(payload, {});
  const auto listed = look(kept);
  CHECK(listed.missing == 1);
  CHECK(listed.payloads == Words{"2", "3", "4"});
  CHECK(kept.conflated() == 1);
  CHECK(look(kept).payloads.empty());

  kept.put("5", {});
  CHECK(look(kept).payloads == Words{"5"});
}

TEST_CASE("the last few are bounded by bytes; one too big leaves nothing before it", "[last-few]") {
  LastFew kept{{.count = 10, .bytes = 4}};
  for (const char* payload : {"12", "34", "5"}) kept.put(payload, {});
  CHECK(kept.bytes() == 3);
  kept.put("too big", {});
  CHECK(kept.bytes() == 0);
  kept.put("6", {});
  const auto listed = look(kept);
  CHECK(listed.missing == 4);
  CHECK(listed.payloads == Words{"6"});
}

TEST_CASE("of the last few, too, what is too old is left out", "[last-few]") {
  LastFew kept{{.count = 10, .age = 1s}};
  const Time now{};
  kept.put("1", now);
  kept.put("2", now + 800ms);
  const auto listed = look(kept, now + 1500ms);
  CHECK(listed.missing == 1);
  CHECK(listed.payloads == Words{"2"});
}

TEST_CASE("within smaller bounds the oldest of the last few go", "[last-few]") {
  LastFew kept{{.count = 3}};
  for (const char* payload : {"1", "2", "3"}) kept.put(payload, {});
  kept.change({.count = 1});
  CHECK(look(kept).payloads == Words{"3"});
}

TEST_CASE("whatever comes, the last few are the last ones", "[last-few]") {
  const auto seed = GENERATE(range(1U, 40U));
  std::mt19937 dice{seed};
  const KeepBounds bounds{.count = 1 + static_cast<std::uint32_t>(dice() % 6), .bytes = 40};
  LastFew kept{bounds};
  std::deque<std::string> expected;
  std::uint64_t missing = 0;
  const auto bytes_of = [](const auto& payloads) {
    return std::accumulate(payloads.begin(), payloads.end(), std::size_t{0},
                           [](std::size_t sum, const auto& it) { return sum + it.size(); });
  };

  for (std::uint32_t step = 0; step < 300; ++step) {
    if (dice() % 6 == 0) {
      const auto listed = look(kept);
      CHECK(listed.payloads == Words(expected.begin(), expected.end()));
      CHECK(std::exchange(missing, 0) == listed.missing);
      expected.clear();
      continue;
    }
    const auto payload = std::to_string(step) + std::string(dice() % 30, 'x');
    kept.put(payload, {});
    expected.push_back(payload);
    while (expected.size() > bounds.count || bytes_of(expected) > bounds.bytes) {
      expected.pop_front();
      ++missing;
    }
  }
}
