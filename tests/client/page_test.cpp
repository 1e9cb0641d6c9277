#include <catch2/catch.hpp>

#include "support/world.h"

using namespace hawser;

namespace {

Options beating() { return {.heartbeat = {.enabled = true, .message = "ping", .reply_text = "pong"}}; }

}  // namespace

TEST_CASE("`online` asks an open link with little patience", "[page]") {
  World world{beating()};
  world.connect().opens().quietly();
  CHECK(world.page(Hint::online).news() == Lines{"> ping"});
  CHECK(world.timer() == 1s);
  SECTION("it answers") { CHECK(world.receives("pong").advance(2s).state() == State::open); }
  SECTION("it doesn't") {
    CHECK(world.advance(1s).news() ==
          Lines{"error unanswered", "abandon", "status waiting", "close 1006", "reconnecting 1 in 250ms"});
  }
}

TEST_CASE("a probe under way is not repeated", "[page]") {
  World world{beating()};
  world.connect().opens().quietly();
  CHECK(world.page(Hint::online).page(Hint::resumed).page(Hint::page_shown).news() == Lines{"> ping"});
}

TEST_CASE("a probe takes the place of a patient ping", "[page]") {
  World world{beating()};
  world.connect().opens().advance(5s).quietly();
  REQUIRE(world.timer() == 5s);
  CHECK(world.page(Hint::online).news() == Lines{"> ping"});
  CHECK(world.timer() == 1s);
}

TEST_CASE("without a heartbeat `online` leaves an open link alone", "[page]") {
  World world;
  world.connect().opens().quietly();
  CHECK(world.page(Hint::offline).page(Hint::online).news().empty());
}

TEST_CASE("without a heartbeat a link that was frozen can't be trusted", "[page]") {
  World world;
  world.connect().opens().page(Hint::frozen).quietly();
  const auto hint = GENERATE(Hint::resumed, Hint::page_shown);
  CHECK(world.page(hint).news() == Lines{"status connecting", "close 1006", "abandon", "dial wss://host/ws"});
}

TEST_CASE("a page that wakes asks before it judges", "[page]") {
  World world{beating()};
  world.connect().opens().advance(5s).quietly();
  world.now += GENERATE(5s, 6s, 60s);
  CHECK(world.page(Hint::resumed).news() == Lines{"> ping"});
  CHECK(world.state() == State::open);
}

TEST_CASE("`offline` is no proof of death", "[page]") {
  World world{beating()};
  world.connect().opens().quietly();
  CHECK(world.page(Hint::offline).news().empty());
  CHECK(world.state() == State::open);
}

TEST_CASE("a hint brings a far attempt into the narrow window", "[page]") {
  const auto hint = GENERATE(Hint::online, Hint::visible, Hint::resumed, Hint::page_shown);
  World world;
  world.connect().opens().advance(1min).drops().quietly();
  REQUIRE(world.timer() == 2'500ms);
  CHECK(world.page(hint).news() == Lines{"reconnecting 1 in 250ms"});
  CHECK(world.timer() == 250ms);
}

TEST_CASE("a hint leaves an attempt that is near", "[page]") {
  World world;
  world.connect().drops().quietly();
  world.roll = 0.9;
  CHECK(world.page(Hint::visible).page(Hint::online).news().empty());
  CHECK(world.timer() == 250ms);
}

TEST_CASE("a hint starts an attempt that is overdue", "[page]") {
  World world;
  world.connect().drops().quietly();
  world.now += 1min;
  CHECK(world.page(Hint::visible).state() == State::connecting);
}

TEST_CASE("`online` gives up an attempt that was made on the network of before", "[page]") {
  World world;
  world.connect().quietly();
  CHECK(world.page(Hint::online).news() == Lines{"abandon", "dial wss://host/ws"});
  CHECK(world.stats().attempts == 0);
  CHECK(world.opens().state() == State::open);
}

TEST_CASE("another hint leaves an attempt alone", "[page]") {
  const auto hint = GENERATE(Hint::visible, Hint::resumed, Hint::page_shown, Hint::offline);
  World world;
  world.connect().quietly();
  CHECK(world.page(hint).news().empty());
}

TEST_CASE("a link that breaks just after a hint broke for this user alone", "[page]") {
  const auto hint = GENERATE(Hint::online, Hint::visible, Hint::resumed, Hint::page_shown);
  World world{beating()};
  world.connect().opens();
  for (int i = 0; i < 10; ++i) world.advance(6s).receives("pong");
  world.page(hint).receives("pong");
  SECTION("just after") {
    world.advance(1'999ms).drops();
    CHECK(world.timer() == 250ms);
  }
  SECTION("later") {
    world.advance(2s).drops();
    CHECK(world.timer() == 2'500ms);
  }
}

TEST_CASE("what failed while offline or asleep doesn't make the next delay longer", "[page]") {
  const auto [hint, delay] = GENERATE(table<Hint, Duration>(
      {{Hint::online, 250ms}, {Hint::resumed, 250ms}, {Hint::page_shown, 250ms}, {Hint::visible, 15s}}));
  World world;
  world.connect().opens().advance(1min).drops();
  for (int i = 0; i < 5; ++i) world.advance(15s).drops();
  world.page(hint).advance(250ms).drops();
  CHECK(world.timer() == delay);
  CHECK(world.stats().attempts == 7);
}

TEST_CASE("attempts that fail just after `online` are tried again soon, since it is told too early", "[page]") {
  World world;
  world.connect().opens().advance(1min).drops().page(Hint::online);
  for (int i = 0; i < 7; ++i) {
    world.advance(250ms).drops();
    CHECK(world.timer() == 250ms);
  }
  world.advance(250ms).drops();
  CHECK(world.timer() == 500ms);
}

TEST_CASE("hints cost no attempts", "[page]") {
  World world{{.reconnect = {.attempts = 1}}};
  world.connect().opens().advance(1min).drops();
  for (int i = 0; i < 100; ++i) world.page(Hint::online).page(Hint::visible);
  CHECK(world.stats().attempts == 1);
  CHECK(world.advance(1s).state() == State::connecting);
}

TEST_CASE("a hint never overrides a disconnect, nor the end of attempts", "[page]") {
  const auto hint = GENERATE(Hint::online, Hint::visible, Hint::hidden, Hint::frozen, Hint::resumed, Hint::page_hidden,
                             Hint::page_shown);
  World world{{.reconnect = {.attempts = 0}}};
  CHECK(world.page(hint).state() == State::idle);
  CHECK(world.connect().drops().page(hint).state() == State::failed);
  CHECK(world.connect().opens().disconnect().page(hint).state() == State::closing);
  CHECK(world.drops().page(hint).state() == State::idle);
}

// ---------------------------------------------------------------- the bfcache

TEST_CASE("into the bfcache a link goes with a clean close, and nothing is planned", "[page]") {
  World world;
  world.connect().opens().quietly();
  CHECK(world.page(Hint::page_hidden).news() ==
        Lines{"hang up 1000", "status waiting", "close 1000 (clean)", "abandon"});
  CHECK_FALSE(world.timer());
  CHECK(world.stats().next_attempt_ms == -1);
}

TEST_CASE("out of the bfcache the link is dialled at once", "[page]") {
  World world;
  world.connect().opens();
  const Link old = world.link();
  world.page(Hint::page_hidden).quietly();
  CHECK(world.page(Hint::page_shown).news() == Lines{"status connecting", "dial wss://host/ws"});
  CHECK(world.handle(Lost{old, 1006, {}, false}).news().empty());
}

TEST_CASE("an attempt doesn't survive the bfcache either", "[page]") {
  World world;
  SECTION("dialling") {
    world.connect().quietly();
    CHECK(world.page(Hint::page_hidden).news() == Lines{"status waiting", "abandon"});
  }
  SECTION("waiting") {
    world.connect().drops().quietly();
    CHECK(world.page(Hint::page_hidden).news().empty());
  }
  CHECK_FALSE(world.timer());
  CHECK(world.page(Hint::page_shown).state() == State::connecting);
}

TEST_CASE("a user may connect or hang up in a page that was hidden", "[page]") {
  World world;
  world.connect().opens().page(Hint::page_hidden);
  SECTION("connect") { CHECK(world.connect().state() == State::connecting); }
  SECTION("reconnect") { CHECK(world.reconnect().state() == State::connecting); }
  SECTION("disconnect") {
    CHECK(world.disconnect().page(Hint::page_shown).state() == State::idle);
    CHECK_FALSE(world.timer());
  }
}

TEST_CASE("what waits in the outbox survives the bfcache", "[page]") {
  World world;
  world.connect().opens().page(Hint::page_hidden);
  CHECK(world.send("later", 1) == Fate::queued);
  world.page(Hint::page_shown).quietly();
  CHECK(world.opens().news() == Lines{"status open", "open", "> later", "left 1"});
}

// ---------------------------------------------------------------- visibility

TEST_CASE("a hidden page pings less often", "[page]") {
  World world{beating()};
  world.connect().opens().page(Hint::hidden);
  CHECK(world.timer() == 30s);
  world.page(Hint::visible);
  CHECK(world.timer() == 5s);
}

TEST_CASE("a page that becomes visible after long silence pings at once", "[page]") {
  World world{beating()};
  world.connect().opens().page(Hint::hidden).advance(6s).quietly();
  CHECK(world.page(Hint::visible).news() == Lines{"> ping"});
  CHECK(world.timer() == 5s);
}

TEST_CASE("a dead link is noticed in 10 s while visible, in 65 s while hidden, 1 s after the network is back",
          "[page]") {
  World world{beating()};
  world.connect().opens();
  SECTION("visible") { world.advance(10s); }
  SECTION("hidden") { world.page(Hint::hidden).advance(65s); }
  SECTION("back") { world.advance(3s).page(Hint::online).advance(1s); }
  CHECK(world.count<Closed>() == 1);
}
