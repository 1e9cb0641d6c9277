#include "client/client.h"

#include <catch2/catch.hpp>

#include "support/world.h"

using namespace hawser;

namespace {

Options busy() {
  return {.heartbeat = {.enabled = true, .message = "ping", .reply_text = "pong"},
          .rate_limit = {.enabled = true, .burst = 1, .per_second = 0.5}};
}

}  // namespace

TEST_CASE("the timer is wound for the soonest of all deadlines", "[client]") {
  World world{busy()};
  CHECK_FALSE(world.timer());
  world.connect();
  CHECK(world.timer() == 10s);  // the connect
  world.opens();
  CHECK(world.timer() == 5s);  // the heartbeat
  world.request("{}", 1, 3s);
  CHECK(world.timer() == 3s);  // the request
  world.send("waits");
  CHECK(world.timer() == 2s);  // the rate limit
  world.advance(2s).receives(R"({"id":1})");
  CHECK(world.timer() == 5s);
}

TEST_CASE("a client that is open and has nothing to wait for needs no timer", "[client]") {
  World world;
  world.subscribe("news");
  world.connect().opens();
  world.send("hello");
  CHECK_FALSE(world.timer());
}

TEST_CASE("a timer that goes off early does nothing", "[client]") {
  World world{busy()};
  world.connect().opens().quietly();
  CHECK(world.handle(Tick{}).handle(Tick{}).news().empty());
  CHECK(world.timer() == 5s);
}

TEST_CASE("figures are counted", "[client]") {
  World world;
  world.subscribe("news");
  world.connect();
  world.send("four");
  world.opens().receives("12345").receives("1", true);
  const auto stats = world.stats();
  CHECK(stats.opens == 1);
  CHECK(stats.channels == 1);
  CHECK(stats.sent == 2);
  CHECK(stats.sent_bytes == 4 + std::string_view{R"({"type":"subscribe","channel":"news"})"}.size());
  CHECK(stats.received == 2);
  CHECK(stats.received_bytes == 6);
}

TEST_CASE("the next attempt can be counted down", "[client]") {
  World world;
  CHECK(world.stats().next_attempt_ms == -1);
  world.connect().drops();
  CHECK(world.stats().next_attempt_ms == 250);
  world.now += 100ms;
  CHECK(world.stats().next_attempt_ms == 150);
  CHECK(world.stats().attempts == 1);
}

TEST_CASE("outputs that were not drained yet are kept, with their bytes", "[client]") {
  World world;
  world.connect();
  world.send("a message that is longer than a short string");
  world.client.handle(Opened{world.link()}, {world.now, 0});
  world.client.handle(Tick{}, {world.now, 0});
  Lines lines;
  while (const auto output = world.client.poll()) lines.push_back(print::line(*output));
  CHECK(lines == Lines{"status open", "open", "> a message that is longer than a short string"});
}

TEST_CASE("an idle client is small", "[client]") { CHECK(sizeof(Client) + sizeof(Envelope) < 2048); }
