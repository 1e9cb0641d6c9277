#include <catch2/catch.hpp>

#include "support/world.h"

using namespace hawser;

namespace {

Options with(BackoffPolicy reconnect) { return {.reconnect = reconnect}; }

const Options ladder = with({.first = 1s, .attempts = 5, .jitter = Jitter::none});

}  // namespace

TEST_CASE("a client dials, opens and says so", "[link]") {
  World world;
  CHECK(world.connect().news() == Lines{"status connecting", "dial wss://host/ws"});
  CHECK(world.opens().news() == Lines{"status open", "open"});
}

TEST_CASE("the host is asked for URL, protocols and hello before every dial", "[link]") {
  World world{with({.first = 1s, .jitter = Jitter::none})};
  world.protocols = "chat.v2,chat.v1";
  CHECK(world.connect().news().back() == "dial wss://host/ws chat.v2,chat.v1");
  world.url = "wss://other/ws";
  world.drops().quietly();
  CHECK(world.advance(1s).news() == Lines{"status connecting", "dial wss://other/ws chat.v2,chat.v1"});
  CHECK(world.count<Resolve>() == 2);
}

TEST_CASE("connect does nothing while a link is up or on its way", "[link]") {
  World world;
  world.connect().quietly();
  CHECK(world.connect().news().empty());
  world.opens().quietly();
  CHECK(world.connect().news().empty());
}

TEST_CASE("hello goes first, then the subscriptions, then `open` is told, then what waited leaves", "[link]") {
  World world;
  world.hello = R"({"token":"t"})";
  world.subscribe("news");
  world.connect();
  world.send("waiting", 7);
  world.quietly();
  CHECK(world.opens().news() == Lines{"status open", R"(> {"token":"t"})", R"(> {"type":"subscribe","channel":"news"})",
                                      "channel 1 subscribed", "open", "> waiting", "left 7"});
}

TEST_CASE("hello is sent once a link, and asked for anew", "[link]") {
  World world;
  world.hello = "one";
  world.connect().opens().drops();
  world.hello = "two";
  world.advance(30s).quietly();
  CHECK(world.opens().news()[1] == "> two");
}

// ---------------------------------------------------------------- losses

TEST_CASE("a lost connection is dialled again after the delay", "[link]") {
  World world{with({.first = 100ms, .jitter = Jitter::none})};
  world.connect().opens().drops();
  CHECK(world.state() == State::waiting);
  CHECK(world.advance(99ms).count<Dial>() == 1);
  CHECK(world.advance(1ms).count<Dial>() == 2);
}

TEST_CASE("a loss is told in order: status, close, what follows", "[link]") {
  World world;
  world.connect().opens().quietly();
  CHECK(world.drops(1011, "oops", true).news() ==
        Lines{"status waiting", "close 1011 oops (clean)", "reconnecting 1 in 250ms"});
}

TEST_CASE("a failed attempt is an error, not a close", "[link]") {
  World world;
  world.connect().quietly();
  CHECK(world.drops().news() == Lines{"error connect failed", "status waiting", "reconnecting 1 in 250ms"});
}

TEST_CASE("a provider that fails is a failed attempt", "[link]") {
  World world;
  world.resolves = false;
  world.connect().quietly();
  CHECK(world.handle(Unresolved{world.link(), "no token"}).news() ==
        Lines{"error unresolved no token", "status waiting", "reconnecting 1 in 250ms"});
}

TEST_CASE("a socket that could not be made is a failed attempt", "[link]") {
  World world;
  world.connect().quietly();
  CHECK(world.handle(Unresolved{world.link(), "SecurityError"}).news() ==
        Lines{"error unresolved SecurityError", "abandon", "status waiting", "reconnecting 1 in 250ms"});
}

TEST_CASE("an attempt that takes too long is given up, providers included", "[link]") {
  World world;
  SECTION("while the upgrade is unanswered") {
    world.connect().quietly();
    CHECK(world.advance(9'999ms).news().empty());
    CHECK(world.advance(1ms).news() == Lines{"error timeout", "abandon", "status waiting", "reconnecting 1 in 250ms"});
  }
  SECTION("while a provider is silent") {
    world.resolves = false;
    world.connect().quietly();
    CHECK(world.advance(10s).news() == Lines{"error timeout", "status waiting", "reconnecting 1 in 250ms"});
  }
}

TEST_CASE("a provider that answers too late is not dialled", "[link]") {
  World world;
  world.resolves = false;
  world.connect();
  const Link late = world.link();
  world.advance(11s).quietly();
  REQUIRE(world.link() != late);
  CHECK(world.handle(Resolved{late, "wss://late", {}, {}}).news().empty());
  CHECK(world.handle(Unresolved{late, "late"}).news().empty());
}

TEST_CASE("any 16-bit code may arrive", "[link]") {
  const int code = GENERATE(0, 1, 999, 1000, 1001, 1005, 1006, 1012, 2999, 3000, 4999, 5000, 65535);
  World world;
  world.connect().opens().quietly();
  const auto lines = world.drops(static_cast<std::uint16_t>(code)).news();
  CHECK(lines[1] == "close " + std::to_string(code));
  CHECK(world.state() == State::waiting);
}

TEST_CASE("the classic ladder: 1, 2, 4, 8, 16 seconds, then it gives up", "[link]") {
  World world{ladder};
  world.connect();
  for (const auto delay : {1s, 2s, 4s, 8s, 16s}) {
    world.drops();
    CHECK(world.timer() == delay);
    world.advance(delay);
    REQUIRE(world.state() == State::connecting);
  }
  world.quietly();
  CHECK(world.drops().news() == Lines{"error connect failed", "status failed", "gave up after 5"});
  CHECK_FALSE(world.timer());
}

TEST_CASE("after giving up, connect starts afresh", "[link]") {
  World world{with({.first = 1s, .attempts = 1, .jitter = Jitter::none})};
  world.connect().drops().advance(1s).drops();
  REQUIRE(world.state() == State::failed);
  SECTION("connect") { world.connect(); }
  SECTION("reconnect") { world.reconnect(); }
  CHECK(world.drops().news().back() == "reconnecting 1 in 1000ms");
}

TEST_CASE("without reconnection a lost link is final", "[link]") {
  World world{with({.enabled = false})};
  world.connect().opens().quietly();
  CHECK(world.drops(1001).news() == Lines{"status failed", "close 1001", "gave up after 0"});
}

TEST_CASE("the host may find a close final", "[link]") {
  World world;
  world.connect().opens().drops(4401).quietly();
  CHECK(world.handle(GiveUp{}).news() == Lines{"status failed", "gave up after 0"});
  CHECK(world.handle(GiveUp{}).news().empty());
}

TEST_CASE("a verdict that is slower than the delay stops the attempt that nobody has dialled yet", "[link]") {
  World world;
  world.connect().opens().drops(4401);
  world.resolves = false;
  world.advance(1s).quietly();
  REQUIRE(world.state() == State::connecting);
  SECTION("in time") { CHECK(world.handle(GiveUp{}).news() == Lines{"status failed", "gave up after 0"}); }
  SECTION("too late") {
    world.resolve().quietly();
    CHECK(world.handle(GiveUp{}).news().empty());
    CHECK(world.state() == State::connecting);
  }
}

TEST_CASE("a close that we began is nobody's verdict", "[link]") {
  World world;
  world.connect().opens();
  SECTION("a reconnect") { world.reconnect(); }
  SECTION("the bfcache") { world.page(Hint::page_hidden); }
  const State before = world.state();
  CHECK(world.quietly().handle(GiveUp{}).news().empty());
  CHECK(world.state() == before);
}

// ---------------------------------------------------------------- windows and stability

TEST_CASE("the end of a stable link by the server spreads the fleet", "[link]") {
  const int code = GENERATE(1000, 1001, 1005, 1006, 1012, 1013, 3000, 4000, 999);
  World world;
  world.connect().opens().advance(5s);
  world.roll = 0.999;
  world.drops(static_cast<std::uint16_t>(code));
  CHECK(*world.timer() > 4900ms);
}

TEST_CASE("the end of a link that wasn't stable yet stays within the narrow window", "[link]") {
  World world;
  world.connect().opens().advance(4'999ms);
  world.roll = 0.999;
  world.drops();
  CHECK(*world.timer() < 500ms);
}

TEST_CASE("the wide window doubles from attempt to attempt, up to the longest delay", "[link]") {
  World world;
  world.connect().opens().advance(1min);
  world.roll = 0.5;
  for (const auto delay : {2'500ms, 5'000ms, 10'000ms, 15'000ms, 15'000ms}) {
    world.drops();
    CHECK(world.timer() == delay);
    world.advance(delay);
  }
}

TEST_CASE("a server that accepts and then closes is not hammered", "[link]") {
  World world{with({.first = 1s, .jitter = Jitter::none})};
  world.connect();
  for (const auto delay : {1s, 2s, 4s, 8s, 16s, 30s, 30s}) {
    world.opens().advance(4s).drops(1000, {}, true);
    CHECK(world.timer() == delay);
    world.advance(delay);
  }
}

TEST_CASE("a stable link resets the attempts", "[link]") {
  World world{with({.first = 1s, .jitter = Jitter::none})};
  world.connect().drops().advance(1s).drops().advance(2s).quietly();
  CHECK(world.opens().news().back() == "open after 2");
  CHECK(world.stats().attempts == 2);
  CHECK(world.advance(5s).stats().attempts == 0);
  world.drops();
  CHECK(world.timer() == 1s);
}

TEST_CASE("a link after the first one is told as another", "[link]") {
  World world;
  world.connect().opens().drops().advance(1s).quietly();
  CHECK(world.opens().news().back() == "open after 1");
}

// ---------------------------------------------------------------- hanging up

TEST_CASE("disconnect hangs up, waits for the server and tells one close", "[link]") {
  World world;
  world.connect().opens().quietly();
  CHECK(world.disconnect(1000, "bye").news() == Lines{"status closing", "hang up 1000 bye"});
  CHECK(world.drops(1000, "bye", true).news() == Lines{"status idle", "close 1000 bye (clean)"});
  CHECK(world.drops(1000).news().empty());
}

TEST_CASE("disconnect is done in three seconds, whatever the server does", "[link]") {
  World world;
  world.connect().opens().disconnect().quietly();
  CHECK(world.timer() == 3s);
  CHECK(world.advance(3s).news() == Lines{"abandon", "status idle", "close 1006"});
  CHECK_FALSE(world.timer());
}

TEST_CASE("nothing arrives after disconnect", "[link]") {
  World world;
  world.connect().opens();
  world.client.want(true, true);
  world.disconnect().quietly();
  CHECK(world.receives("{}").receives("x", true).news().empty());
  CHECK(world.handle(Oversized{world.link(), 1 << 30}).handle(Ponged{}).page(Hint::online).news().empty());
  world.drops().quietly();
  CHECK(world.receives("{}").opens().drops().page(Hint::page_shown).advance(1h).news().empty());
}

TEST_CASE("disconnect before a link is open tells no close", "[link]") {
  World world;
  SECTION("while a provider is asked") {
    world.resolves = false;
    world.connect().quietly();
    CHECK(world.disconnect().news() == Lines{"status idle"});
  }
  SECTION("while dialling") {
    world.connect().quietly();
    CHECK(world.disconnect().news() == Lines{"status idle", "abandon"});
  }
  SECTION("while waiting") {
    world.connect().drops().quietly();
    CHECK(world.disconnect().news() == Lines{"status idle"});
  }
  SECTION("after giving up") {
    world.connect().drops().handle(GiveUp{}).quietly();
    CHECK(world.disconnect().news() == Lines{"status idle"});
  }
  SECTION("before it connected") { CHECK(world.disconnect().news().empty()); }
  CHECK(world.advance(1h).opens().news().empty());
}

TEST_CASE("what the browser would refuse to send is not asked for", "[link]") {
  World world;
  world.connect().opens().quietly();
  SECTION("a code of the protocol") { CHECK(world.disconnect(1001).news().back() == "hang up 1000"); }
  SECTION("a reason without a code") { CHECK(world.disconnect(0, "bye").news().back() == "hang up 1000 bye"); }
  SECTION("neither") { CHECK(world.disconnect().news().back() == "hang up 0"); }
  SECTION("a long reason") {
    CHECK(world.disconnect(4000, std::string(124, 'x')).news().back() == "hang up 4000 " + std::string(123, 'x'));
  }
}

TEST_CASE("connect while closing is the newer wish", "[link]") {
  World world;
  world.connect().opens().disconnect().quietly();
  SECTION("connect") { world.connect(); }
  SECTION("reconnect") { world.reconnect(); }
  CHECK(world.state() == State::connecting);
  CHECK(world.count<Closed>() == 1);
  CHECK(world.opens().state() == State::open);
}

// ---------------------------------------------------------------- reconnecting on demand

TEST_CASE("reconnect drops the link and dials at once", "[link]") {
  World world;
  world.connect().opens().quietly();
  CHECK(world.reconnect().news() ==
        Lines{"hang up 1000", "status connecting", "close 1000 (clean)", "abandon", "dial wss://host/ws"});
}

TEST_CASE("reconnect while waiting doesn't wait", "[link]") {
  World world;
  world.connect().drops().quietly();
  CHECK(world.reconnect().news() == Lines{"status connecting", "dial wss://host/ws"});
}

TEST_CASE("reconnect while dialling dials anew, with the same status", "[link]") {
  World world;
  world.connect().advance(9s).quietly();
  CHECK(world.reconnect().news() == Lines{"abandon", "dial wss://host/ws"});
  CHECK(world.timer() == 10s);
}

TEST_CASE("an abandoned link is silent", "[link]") {
  World world;
  world.client.want(true, true);
  world.connect().opens();
  const Link old = world.link();
  world.reconnect().quietly();
  CHECK(world.handle(Opened{old}).handle(Received{old, "{}", false}).handle(Oversized{old, 9}).news().empty());
  CHECK(world.handle(Lost{old, 1006, {}, false}).news().empty());
  CHECK(world.opens().news() == Lines{"status open", "open"});
}

TEST_CASE("a link that never was is silent too", "[link]") {
  World world;
  world.connect().quietly();
  CHECK(world.handle(Opened{0}).handle(Opened{99}).handle(Lost{99, 1006, {}, false}).news().empty());
}

// ---------------------------------------------------------------- a jumping clock

TEST_CASE("a machine that slept past a planned attempt dials once it wakes", "[link]") {
  World world;
  world.connect().drops();
  CHECK(world.sleep(8h).state() == State::connecting);
  CHECK(world.timer() == 10s);
}

TEST_CASE("a machine that slept while dialling dials again", "[link]") {
  World world;
  world.connect();
  CHECK(world.sleep(8h).state() == State::waiting);
  CHECK(*world.timer() < 500ms);
}
