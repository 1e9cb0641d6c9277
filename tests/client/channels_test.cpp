#include <catch2/catch.hpp>

#include "support/world.h"

using namespace hawser;

namespace {

Options confirming() {
  Options options;
  options.envelope.subscribed = "subscribed";
  options.envelope.unsubscribed = "unsubscribed";
  return options;
}

struct Open : World {
  explicit Open(Options options = {}) : World{std::move(options)} { connect().opens().quietly(); }
};

}  // namespace

TEST_CASE("the first holder subscribes, the last one unsubscribes", "[channels]") {
  Open world;
  const Channel news = world.subscribe("news");
  CHECK(world.news() == Lines{R"(> {"type":"subscribe","channel":"news"})", "channel 1 subscribed"});
  CHECK(world.subscribe("news") == news);
  CHECK(world.news().empty());
  CHECK(world.stats().channels == 1);

  CHECK(world.unsubscribe(news).news().empty());
  CHECK(world.unsubscribe(news).news() == Lines{R"(> {"type":"unsubscribe","channel":"news"})"});
  CHECK(world.stats().channels == 0);
  CHECK(world.unsubscribe(news).news().empty());
}

TEST_CASE("the number of a channel that everybody let go is not used again", "[channels]") {
  Open world;
  const Channel first = world.subscribe("news");
  world.unsubscribe(first);
  CHECK(world.subscribe("news") != first);
}

TEST_CASE("channels are asked for anew on every link", "[channels]") {
  World world;
  world.subscribe("a");
  const Channel b = world.subscribe("b");
  world.connect().quietly();
  CHECK(world.opens().count<Transmit>() == 2);
  world.unsubscribe(b).drops().advance(1s).quietly();
  CHECK(world.opens().news() ==
        Lines{"status open", R"(> {"type":"subscribe","channel":"a"})", "channel 1 subscribed", "open after 1"});
}

TEST_CASE("who lets go before the link is open is never asked for", "[channels]") {
  World world;
  world.connect();
  world.unsubscribe(world.subscribe("news")).quietly();
  CHECK(world.opens().news() == Lines{"status open", "open"});
}

TEST_CASE("the status of a channel follows the link", "[channels]") {
  World world;
  world.subscribe("news");
  CHECK(world.news().empty());
  CHECK(world.connect().news()[1] == "channel 1 subscribing");
  CHECK(world.opens().news()[2] == "channel 1 subscribed");
  CHECK(world.drops().news()[2] == "channel 1 subscribing");
  world.advance(1s).opens().quietly();
  CHECK(world.disconnect().news() == Lines{"status closing", "channel 1 unsubscribed", "hang up 0"});
}

TEST_CASE("a channel that is subscribed while waiting is subscribing", "[channels]") {
  World world;
  world.connect().quietly();
  world.subscribe("news");
  CHECK(world.news() == Lines{"channel 1 subscribing"});
}

// ---------------------------------------------------------------- servers that confirm

TEST_CASE("where the server confirms, a channel is subscribed once it did", "[channels]") {
  Open world{confirming()};
  world.subscribe("news");
  CHECK(world.news() == Lines{R"(> {"type":"subscribe","channel":"news"})", "channel 1 subscribing"});
  CHECK(world.timer() == 5s);
  CHECK(world.receives(R"({"type":"subscribed","channel":"news"})").news() == Lines{"channel 1 subscribed"});
  CHECK_FALSE(world.timer());
  CHECK(world.receives(R"({"type":"subscribed","channel":"news"})").news().empty());
}

TEST_CASE("a confirmation that doesn't come is an error, and may still come", "[channels]") {
  Open world{confirming()};
  world.subscribe("news");
  world.quietly();
  CHECK(world.advance(5s).news() == Lines{"error timeout channel 1", "channel 1 unsubscribed"});
  CHECK_FALSE(world.timer());
  CHECK(world.receives(R"({"type":"subscribed","channel":"news"})").news() == Lines{"channel 1 subscribed"});
}

TEST_CASE("a channel whose confirmation didn't come is let go of at the server too", "[channels]") {
  Open world{confirming()};
  const Channel news = world.subscribe("news");
  world.advance(5s).quietly();
  SECTION("on this link") {
    CHECK(world.unsubscribe(news).news() == Lines{R"(> {"type":"unsubscribe","channel":"news"})"});
  }
  SECTION("not on another") {
    world.drops().quietly();
    CHECK(world.unsubscribe(news).news().empty());
  }
}

TEST_CASE("each confirmation has its own time", "[channels]") {
  Open world{confirming()};
  world.subscribe("a");
  world.advance(1s);
  world.subscribe("b");
  world.receives(R"({"type":"subscribed","channel":"a"})").quietly();
  CHECK(world.advance(5s).news() == Lines{"error timeout channel 2", "channel 2 unsubscribed"});
}

TEST_CASE("who lets go doesn't wait for a confirmation", "[channels]") {
  Open world{confirming()};
  world.unsubscribe(world.subscribe("news")).quietly();
  CHECK_FALSE(world.timer());
  CHECK(world.receives(R"({"type":"subscribed","channel":"news"})").news().empty());
}

TEST_CASE("the server may refuse a channel", "[channels]") {
  Open world{confirming()};
  const Channel news = world.subscribe("news");
  world.quietly();
  CHECK(world.receives(R"({"error":"forbidden","channel":"news"})").news() ==
        Lines{"channel 1 unsubscribed", R"(error server channel 1 "forbidden")"});
  CHECK(world.unsubscribe(news).news().empty());
}

TEST_CASE("an error in a channel that is subscribed doesn't end it", "[channels]") {
  Open world{confirming()};
  world.subscribe("news");
  world.receives(R"({"type":"subscribed","channel":"news"})").quietly();
  CHECK(world.receives(R"({"error":"slow","channel":"news"})").news() == Lines{R"(error server channel 1 "slow")"});
}

TEST_CASE("the server may end a channel; the next holder or the next link asks again", "[channels]") {
  Open world{confirming()};
  const Channel news = world.subscribe("news");
  world.receives(R"({"type":"subscribed","channel":"news"})").quietly();
  CHECK(world.receives(R"({"type":"unsubscribed","channel":"news"})").news() == Lines{"channel 1 unsubscribed"});
  SECTION("the next holder") {
    CHECK(world.subscribe("news") == news);
    CHECK(world.news() == Lines{R"(> {"type":"subscribe","channel":"news"})", "channel 1 subscribing"});
  }
  SECTION("the next link") {
    world.drops().advance(1s).quietly();
    CHECK(world.opens().news()[1] == R"(> {"type":"subscribe","channel":"news"})");
  }
  SECTION("nobody") { CHECK(world.unsubscribe(news).news().empty()); }
}

TEST_CASE("a channel that the server ended may be confirmed again, and is let go like any other", "[channels]") {
  Open world{confirming()};
  const Channel news = world.subscribe("news");
  world.receives(R"({"type":"unsubscribed","channel":"news"})").quietly();
  CHECK(world.receives(R"({"type":"subscribed","channel":"news"})").news() == Lines{"channel 1 subscribed"});
  CHECK(world.unsubscribe(news).news() == Lines{R"(> {"type":"unsubscribe","channel":"news"})"});
}

TEST_CASE("the server can't subscribe us to what nobody wants", "[channels]") {
  Open world{confirming()};
  world.client.want(true, true);
  CHECK(world.receives(R"({"type":"subscribed","channel":"spam"})")
            .receives(R"({"type":"unsubscribed","channel":"spam"})")
            .news()
            .empty());
  CHECK(world.stats().channels == 0);
}

TEST_CASE("a confirmation of an old link confirms nothing", "[channels]") {
  World world{confirming()};
  world.subscribe("news");
  world.connect().opens().drops().advance(1s).quietly();
  const Link old = world.link() - 1;
  CHECK(world.handle(Received{old, R"({"type":"subscribed","channel":"news"})", false}).news().empty());
}

TEST_CASE("ten thousand channels are held, confirmed and let go", "[channels]") {
  Open world{confirming()};
  std::vector<Channel> channels;
  for (int i = 0; i < 10'000; ++i) channels.push_back(world.client.subscribe("c" + std::to_string(i), {world.now, 0}));
  while (world.client.poll()) continue;
  for (int i = 0; i < 10'000; ++i) {
    const auto frame = R"({"type":"subscribed","channel":"c)" + std::to_string(i) + "\"}";
    world.client.handle(Received{world.link(), frame, false}, {world.now, 0});
  }
  CHECK(world.stats().channels == 10'000);
  CHECK_FALSE(world.client.deadline());
}
