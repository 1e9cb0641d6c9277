#include "simulation/herd/policies.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

using namespace hawser::herd;

namespace {

const Policy& named(const std::string& name) {
  for (const auto& policy : policies())
    if (policy.name == name) return policy;
  FAIL(name);
  return policies().front();
}

// Whole milliseconds, of the first attempts in a row.
std::vector<int> delays(const std::string& name, double roll, std::uint32_t count, double whim = 0) {
  std::vector<int> all;
  Milliseconds previous{};
  for (std::uint32_t failures = 0; failures < count; ++failures) {
    previous = named(name).delay({failures, previous, whim, roll});
    all.push_back(static_cast<int>(previous.count() + 0.001));
  }
  return all;
}

using Delays = std::vector<int>;

}  // namespace

TEST_CASE("ladders are the same for everybody", "[herd]") {
  const double roll = GENERATE(0.0, 0.5, 0.99);
  CHECK(delays("react-use-websocket", roll, 3) == Delays{5000, 5000, 5000});
  CHECK(delays("phoenix", roll, 11) == Delays{10, 50, 100, 150, 200, 250, 500, 1000, 2000, 5000, 5000});
  CHECK(delays("SignalR", roll, 6) == Delays{0, 2000, 10000, 30000, 30000, 30000});
  CHECK(delays("partysocket", roll, 6, roll) == Delays{3000, 3900, 5070, 6591, 8568, 10000});
}

TEST_CASE("socket.io adds or takes up to half, and cuts at 5 s", "[herd]") {
  CHECK(delays("socket.io-client", 0.5, 4) == Delays{1250, 2500, 5000, 5000});
  CHECK(delays("socket.io-client", 0.8, 5) == Delays{600, 1200, 2400, 4800, 5000});
}

TEST_CASE("graphql-ws doubles a second, and adds 0.3 to 3", "[herd]") {
  CHECK(delays("graphql-ws", 0, 4) == Delays{1300, 2300, 4300, 8300});
  CHECK(delays("graphql-ws", 0.5, 2) == Delays{2650, 3650});
}

TEST_CASE("reconnecting-websocket draws once a page", "[herd]") {
  CHECK(delays("reconnecting-websocket", 0.9, 3, 0) == Delays{1000, 1300, 1690});
  CHECK(delays("reconnecting-websocket", 0.1, 4, 0.75) == Delays{4000, 5200, 6760, 8788});
}

TEST_CASE("centrifuge draws between its least delay and a window beyond", "[herd]") {
  CHECK(delays("centrifuge", 0, 3) == Delays{500, 500, 500});
  CHECK(delays("centrifuge", 0.5, 3) == Delays{750, 1000, 1500});
  CHECK(delays("centrifuge", 0.999, 9).back() == 20000);
}

TEST_CASE("the three forms of jitter", "[herd]") {
  CHECK(delays("full jitter", 0.5, 8) == Delays{250, 500, 1000, 2000, 4000, 8000, 10000, 10000});
  CHECK(delays("equal jitter", 0.5, 3) == Delays{375, 750, 1500});
  CHECK(delays("decorrelated jitter", 0.5, 3) == Delays{1000, 1750, 2875});
  CHECK(delays("decorrelated jitter", 0.999, 9).back() <= 20000);
}
