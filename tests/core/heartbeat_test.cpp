#include "core/heartbeat.h"

#include <catch2/catch.hpp>

using namespace hawser;
using namespace std::chrono_literals;

namespace {

const HeartbeatPolicy policy{.enabled = true, .message = "ping", .reply_text = "pong"};
constexpr Time start{100s};

Heartbeat started(const HeartbeatPolicy& with = policy) {
  Heartbeat heartbeat{with};
  heartbeat.start({start, 0});
  return heartbeat;
}

}  // namespace

TEST_CASE("it is quiet until there was silence", "[heartbeat]") {
  auto heartbeat = started();
  CHECK(heartbeat.deadline() == start + 5s);
  CHECK(heartbeat.check(start + 4'999ms) == Pulse::quiet);
  CHECK(heartbeat.check(start + 5s) == Pulse::ping);
  CHECK(heartbeat.check(start + 5s) == Pulse::quiet);
  CHECK(heartbeat.deadline() == start + 10s);
}

TEST_CASE("a link's share of silence is from half the interval to all of it, as it is drawn", "[heartbeat]") {
  Heartbeat heartbeat{policy};
  heartbeat.start({start, 0.5});
  CHECK(heartbeat.deadline() == start + 3750ms);
  heartbeat.hidden(true);
  CHECK(heartbeat.deadline() == start + 22'500ms);
  heartbeat.hidden(false);
  heartbeat.heard(start + 1s);
  CHECK(heartbeat.check(start + 4'749ms) == Pulse::quiet);
  CHECK(heartbeat.check(start + 4'750ms) == Pulse::ping);
  CHECK(heartbeat.deadline() == start + 9'750ms);

  heartbeat.start({start, 0.999});
  CHECK(heartbeat.deadline() > start + 2500ms);
  CHECK(heartbeat.deadline() < start + 2510ms);
}

TEST_CASE("without an answer it is dead", "[heartbeat]") {
  auto heartbeat = started();
  heartbeat.check(start + 5s);
  CHECK(heartbeat.check(start + 9'999ms) == Pulse::quiet);
  CHECK(heartbeat.check(start + 10s) == Pulse::dead);
}

TEST_CASE("anything that is heard puts off the next ping", "[heartbeat]") {
  auto heartbeat = started();
  heartbeat.heard(start + 3s);
  CHECK(heartbeat.deadline() == start + 8s);
  heartbeat.check(start + 8s);
  heartbeat.heard(start + 9s);
  CHECK(heartbeat.deadline() == start + 14s);
}

TEST_CASE("a verdict up to half a second late is believed; a later one is one probe, then judgement", "[heartbeat]") {
  auto heartbeat = started();
  heartbeat.check(start + 5s);
  SECTION("late") { CHECK(heartbeat.check(start + 10'500ms) == Pulse::dead); }
  SECTION("too late") {
    const Time woken = start + 10'500ms + 1us;
    CHECK(heartbeat.check(woken) == Pulse::ping);
    CHECK(heartbeat.deadline() == woken + 1s);
    CHECK(heartbeat.check(woken + 1h) == Pulse::dead);
  }
}

TEST_CASE("a reply behind a late verdict saves the link", "[heartbeat]") {
  auto heartbeat = started();
  heartbeat.check(start + 5s);
  CHECK(heartbeat.check(start + 11s) == Pulse::ping);
  heartbeat.heard(start + 11s);
  CHECK(heartbeat.deadline() == start + 16s);
}

TEST_CASE("a ping up to two seconds late has the patience of any other", "[heartbeat]") {
  auto heartbeat = started();
  CHECK(heartbeat.check(start + 7s) == Pulse::ping);
  CHECK(heartbeat.deadline() == start + 12s);
}

TEST_CASE("a later ping is a probe", "[heartbeat]") {
  auto heartbeat = started();
  CHECK(heartbeat.check(start + 7s + 1us) == Pulse::ping);
  CHECK(heartbeat.deadline() == start + 8s + 1us);
}

TEST_CASE("a ping after an hour is a probe", "[heartbeat]") {
  auto heartbeat = started();
  CHECK(heartbeat.check(start + 1h) == Pulse::ping);
  CHECK(heartbeat.deadline() == start + 1h + 1s);
}

TEST_CASE("a probe is patient for a second", "[heartbeat]") {
  auto heartbeat = started();
  CHECK(heartbeat.probe(start + 1s));
  CHECK_FALSE(heartbeat.probe(start + 1500ms));
  CHECK(heartbeat.check(start + 2s) == Pulse::dead);
}

TEST_CASE("the round trip is from the last ping to its reply", "[heartbeat]") {
  auto heartbeat = started();
  CHECK_FALSE(heartbeat.round_trip());
  heartbeat.check(start + 5s);
  heartbeat.heard(start + 5040ms);
  heartbeat.ponged(start + 5040ms);
  CHECK(heartbeat.round_trip() == 40ms);
  heartbeat.ponged(start + 9s);
  CHECK(heartbeat.round_trip() == 40ms);
}

TEST_CASE("a reply of another link gives no round trip", "[heartbeat]") {
  auto heartbeat = started();
  heartbeat.check(start + 5s);
  heartbeat.stop();
  heartbeat.start({start + 7s, 0});
  heartbeat.ponged(start + 8s);
  CHECK_FALSE(heartbeat.round_trip());
}

TEST_CASE("stopped, or not asked for, it does nothing", "[heartbeat]") {
  auto heartbeat = started();
  SECTION("stopped") { heartbeat.stop(); }
  SECTION("not asked for") { heartbeat = started({.enabled = false, .message = "ping"}); }
  SECTION("with nothing to say") { heartbeat = started({.enabled = true}); }
  CHECK_FALSE(heartbeat.deadline());
  CHECK_FALSE(heartbeat.probe(start + 1s));
  heartbeat.heard(start + 2s);
  CHECK(heartbeat.check(start + 1h) == Pulse::quiet);
}

TEST_CASE("a hidden page is asked less often", "[heartbeat]") {
  auto heartbeat = started();
  heartbeat.hidden(true);
  CHECK(heartbeat.deadline() == start + 30s);
  heartbeat.hidden(false);
  CHECK(heartbeat.deadline() == start + 5s);
}

TEST_CASE("it knows its reply", "[heartbeat]") {
  CHECK(started().is_reply_text("pong"));
  CHECK_FALSE(started().is_reply_text("ping"));
  CHECK_FALSE(started().is_reply_route("pong"));
  const auto routed = started({.enabled = true, .message = "ping", .reply_route = "pong"});
  CHECK(routed.is_reply_route("pong"));
  CHECK_FALSE(routed.is_reply_text(""));
  CHECK_FALSE(started({.enabled = false, .message = "ping", .reply_text = "pong"}).is_reply_text("pong"));
}

TEST_CASE("it asks the host only while a reply is due that it can't know", "[heartbeat]") {
  auto heartbeat = started({.enabled = true, .message = "ping"});
  CHECK_FALSE(heartbeat.asks_host(start));
  heartbeat.check(start + 5s);
  CHECK(heartbeat.asks_host(start + 6s));
  CHECK_FALSE(heartbeat.asks_host(start + 11s));
  heartbeat.ponged(start + 7s);
  CHECK_FALSE(heartbeat.asks_host(start + 7s));

  auto knowing = started();
  knowing.check(start + 5s);
  CHECK_FALSE(knowing.asks_host(start + 5s));
}
