// The goals: a fleet that is dropped comes back spread, and a single user at once.
#include <catch2/catch.hpp>

#include "simulation/herd/blip.h"
#include "simulation/herd/client_herd.h"
#include "simulation/herd/run.h"
#include "simulation/herd/silenced_herd.h"
#include "simulation/herd/user.h"

using namespace hawser;
using namespace hawser::herd;

namespace {

constexpr double worst_tenth = 0.025;
constexpr double worst_second = 0.21;
constexpr Duration at_once = 1s;

constexpr Member many = 100'000;
constexpr std::uint32_t users = 1'000;

// After the last word of a server: the whole interval, and the patience with a ping.
constexpr Duration noticed = 10s;
constexpr Duration noticed_hidden = 35s;
constexpr Duration narrow = 500ms;
const HeartbeatPolicy heartbeat{.enabled = true, .message = "ping", .reply_text = "pong"};

constexpr Scenario instant = scenarios[0];

Course come_back(const Scenario& scenario, Member size, const Options& options = {}, Duration age = 1min) {
  ClientHerd herd{options, size, 1, age};
  return run(herd, scenario);
}

}  // namespace

TEST_CASE("a fleet that is dropped comes back spread: 2.5 % in the worst 100 ms, 21 % in the worst second", "[herd]") {
  const auto course = come_back(instant, many);
  CHECK(course.worst(100ms) <= worst_tenth);
  CHECK(course.worst(1s) <= worst_second);
  CHECK(course.share_back() == 1);
  CHECK(course.longest_wait() < 5s);
  CHECK(course.attempts_each() == 1);
}

TEST_CASE("after an outage it comes back more spread still, and everybody does", "[herd]") {
  const auto& scenario = GENERATE(scenarios[1], scenarios[2]);
  const auto course = come_back(scenario, 20'000);
  CHECK(course.worst(100ms) <= worst_tenth / 2);
  CHECK(course.worst(1s) <= worst_second / 2);
  CHECK(course.share_back() == 1);
  CHECK(course.longest_wait() - scenario.outage <= 30s);
}

TEST_CASE("a server that accepts little is not hammered: it has let everybody in before a third attempt each",
          "[herd]") {
  const auto course = come_back(scenarios[3], 20'000);
  CHECK(course.share_back() == 1);
  CHECK(course.attempts_each() < 3);
}

TEST_CASE("a fleet whose server falls silent finds out over seconds: 5 % in the worst 100 ms, nobody after 10 s",
          "[herd]") {
  SilencedHerd herd{heartbeat, 20'000, 1};
  const auto course = run(herd, silence);
  CHECK(course.worst(100ms) <= 0.05);
  CHECK(course.worst(1s) <= 0.42);
  CHECK(course.share_back() == 1);
  CHECK(course.longest_wait() <= noticed + narrow);
}

TEST_CASE("hidden pages find out over half a minute", "[herd]") {
  SilencedHerd herd{heartbeat, 20'000, 1, true};
  const auto course = run(herd, silence);
  CHECK(course.worst(100ms) <= worst_tenth / 2);
  CHECK(course.worst(1s) <= worst_second / 2);
  CHECK(course.share_back() == 1);
  CHECK(course.longest_wait() <= noticed_hidden + narrow);
}

TEST_CASE("it is the wide window that does it, and the links were stable", "[herd]") {
  SECTION("no wide window") { CHECK(come_back(instant, 5'000, {.reconnect = {.spread = 0ms}}).worst(1s) == 1); }
  SECTION("links that were new") { CHECK(come_back(instant, 5'000, {}, 1s).worst(1s) == 1); }
  SECTION("no jitter") { CHECK(come_back(instant, 5'000, {.reconnect = {.jitter = Jitter::none}}).worst(100ms) == 1); }
}

TEST_CASE("the same seed has the same course, another has another", "[herd]") {
  const auto course = [](std::uint64_t seed) {
    ClientHerd herd{{}, 500, seed};
    return *run(herd, scenarios[1]).when_back(0.5);
  };
  CHECK(course(1) == course(1));
  CHECK(course(1) != course(2));
}

TEST_CASE("a single user is back within a second, in 95 of 100 cases", "[herd]") {
  const auto& blip = GENERATE(from_range(blips.begin(), blips.end()));
  CAPTURE(blip.title);
  const auto all = waits(blip, users, 1);
  CHECK(all.size() == users);
  CHECK(all[users * 95 / 100] <= at_once);
}

TEST_CASE("a link that breaks without a hint is one of a fleet, and its user waits for up to 5 s", "[herd]") {
  User user{false, 1};
  user.drop();
  const Time dropped = user.now();
  user.pass_until(State::open);
  CHECK(user.now() - dropped < 5'100ms);
}
