#include <catch2/catch.hpp>

#include "support/world.h"

using namespace hawser;

namespace {

Options with(OutboxPolicy outbox) { return {.outbox = outbox}; }
Options with(RateLimitPolicy limit) { return {.rate_limit = limit}; }

const RateLimitPolicy two_then_one = {.enabled = true, .burst = 2, .per_second = 1};

}  // namespace

// ---------------------------------------------------------------- one fate

TEST_CASE("a message on an open link is sent as it is", "[sending]") {
  World world;
  world.connect().opens().quietly();
  CHECK(world.send("hello", 1) == Fate::sent);
  CHECK(world.send({.bytes = "\x01\x02", .binary = true}) == Fate::sent);
  CHECK(world.send("") == Fate::sent);
  CHECK(world.news() == Lines{"> hello", "> (binary) \x01\x02", ">"});
}

TEST_CASE("a message is sent without a copy of its bytes", "[sending]") {
  World world;
  world.connect().opens();
  const std::string bytes(100, 'x');
  world.client.send({.bytes = bytes}, {world.now, 0});
  CHECK(std::get<Transmit>(*world.client.poll()).bytes.data() == bytes.data());
}

TEST_CASE("a text may hold a NUL", "[sending]") {
  using namespace std::string_literals;
  World world;
  world.connect();
  world.send("a\0b"s);
  world.quietly();
  CHECK(world.opens().news().back() == "> a\0b"s);
}

TEST_CASE("a message waits while a link is on its way, and leaves in order", "[sending]") {
  World world;
  world.connect();
  CHECK(world.send("one", 1) == Fate::queued);
  world.drops();
  CHECK(world.send("two", 2) == Fate::queued);
  CHECK(world.stats().queued == 2);
  CHECK(world.stats().queued_bytes == 6);
  world.advance(1s).quietly();
  CHECK(world.opens().news() == Lines{"status open", "open after 1", "> one", "left 1", "> two", "left 2"});
  CHECK(world.stats().queued == 0);
}

TEST_CASE("a message is refused where no link is coming", "[sending]") {
  World world{{.reconnect = {.enabled = false}}};
  CHECK(world.send("idle") == Fate::refused_disconnected);
  world.connect().opens().disconnect();
  CHECK(world.send("closing") == Fate::refused_disconnected);
  world.drops().connect().drops();
  REQUIRE(world.state() == State::failed);
  CHECK(world.send("failed") == Fate::refused_disconnected);
}

TEST_CASE("who doesn't want to wait is refused instead", "[sending]") {
  World world{with(two_then_one)};
  world.connect();
  CHECK(world.send({.bytes = "now", .queue = false}) == Fate::refused_disconnected);
  world.opens();
  CHECK(world.send({.bytes = "now", .queue = false}) == Fate::sent);
  CHECK(world.send({.bytes = "now", .queue = false}) == Fate::sent);
  CHECK(world.send({.bytes = "now", .queue = false}) == Fate::refused_rate);
}

// ---------------------------------------------------------------- the outbox

TEST_CASE("a full outbox drops the oldest, and says so", "[sending]") {
  World world{with({.messages = 2})};
  world.connect();
  world.send("one", 1);
  world.send("two", 2);
  world.quietly();
  CHECK(world.send("three", 3) == Fate::queued);
  CHECK(world.news() == Lines{"dropped 1 full"});
  CHECK(world.stats().dropped == 1);
}

TEST_CASE("as many of the oldest go as the bytes of the new one need", "[sending]") {
  World world{with({.bytes = 10})};
  world.connect();
  world.send("aaaa", 1);
  world.send("bbbb", 2);
  world.quietly();
  CHECK(world.send("cccccccc", 3) == Fate::queued);
  CHECK(world.news() == Lines{"dropped 1 full", "dropped 2 full"});
}

TEST_CASE("a full outbox may refuse the new one instead", "[sending]") {
  const auto overflow = GENERATE(OutboxOverflow::drop_newest, OutboxOverflow::reject);
  World world{with({.messages = 1, .overflow = overflow})};
  world.connect();
  world.send("one", 1);
  world.quietly();
  CHECK(world.send("two", 2) == Fate::refused_full);
  CHECK(world.news().empty());
  CHECK(world.opens().news().back() == "left 1");
}

TEST_CASE("what is bigger than the whole outbox harms nothing in it", "[sending]") {
  World world{with({.bytes = 4})};
  world.connect();
  world.send("aaaa", 1);
  CHECK(world.send("bbbbb", 2) == Fate::refused_too_large);
  CHECK(world.stats().queued == 1);
}

TEST_CASE("an outbox without room keeps nothing", "[sending]") {
  World world{with({.messages = 0})};
  world.connect();
  CHECK(world.send("one") == Fate::refused_full);
}

TEST_CASE("a user's disconnect drops what waits, and says so", "[sending]") {
  World world;
  world.connect();
  world.send("one", 1);
  world.send("nobody asks");
  world.quietly();
  CHECK(world.disconnect().news() == Lines{"status idle", "dropped 1 disconnected", "abandon"});
  CHECK(world.stats().dropped == 2);
  CHECK(world.connect().opens().news().back() == "open");
}

TEST_CASE("the end of attempts drops what waits, and says so", "[sending]") {
  World world{{.reconnect = {.attempts = 0}}};
  world.connect();
  world.send("one", 1);
  world.quietly();
  CHECK(world.drops().news() ==
        Lines{"error connect failed", "status failed", "dropped 1 disconnected", "gave up after 0"});
}

TEST_CASE("what waits never goes to another destination", "[sending]") {
  World world;
  world.connect().opens().drops();
  world.send("secret", 1);
  world.url = "wss://other/ws";
  world.quietly().advance(1s);
  CHECK(world.news() == Lines{"status connecting", "dropped 1 other destination", "dial wss://other/ws"});
  CHECK(world.opens().news().back() == "open after 1");
}

TEST_CASE("a fresh token in the URL is the same destination", "[sending]") {
  World world;
  world.url = "wss://me:old@host/ws?token=1#a";
  world.connect().opens().drops();
  world.send("one", 1);
  world.url = "wss://me:new@HOST/ws?token=2";
  world.advance(1s);
  CHECK(world.opens().news().back() == "left 1");
}

TEST_CASE("after a disconnect any destination will do", "[sending]") {
  World world;
  world.connect().opens().disconnect().drops();
  world.url = "wss://other/ws";
  world.resolves = false;
  world.connect();
  world.send("one", 1);
  CHECK(world.resolve().opens().news().back() == "left 1");
}

// ---------------------------------------------------------------- the rate limit

TEST_CASE("over the limit messages wait their turn", "[sending]") {
  World world{with(two_then_one)};
  world.connect().opens().quietly();
  for (const Ticket ticket : {1U, 2U, 3U, 4U}) world.send("m", ticket);
  CHECK(world.news() == Lines{"> m", "> m"});
  CHECK(world.timer() == 1s);
  CHECK(world.advance(1s).news() == Lines{"> m", "left 3"});
  CHECK(world.advance(1s).news() == Lines{"> m", "left 4"});
  CHECK_FALSE(world.timer());
}

TEST_CASE("nothing overtakes what waits", "[sending]") {
  World world{with(two_then_one)};
  world.connect().opens();
  for (const auto* bytes : {"1", "2", "3"}) world.send(bytes);
  world.quietly().now += 1s;  // a token is there, but the timer is late
  CHECK(world.send("4") == Fate::queued);
  CHECK(world.news() == Lines{"> 3"});
}

TEST_CASE("over the limit messages may be refused instead", "[sending]") {
  World world{with({.enabled = true, .burst = 2, .per_second = 1, .overflow = RateOverflow::reject})};
  world.connect().opens();
  CHECK(world.send("1") == Fate::sent);
  CHECK(world.send("2") == Fate::sent);
  CHECK(world.send("3") == Fate::refused_rate);
  CHECK_FALSE(world.timer());
  CHECK(world.advance(1s).send("4") == Fate::sent);
}

TEST_CASE("the outbox leaves at the rate of the limit", "[sending]") {
  World world{with(two_then_one)};
  world.connect();
  for (int i = 0; i < 5; ++i) world.send("m");
  world.opens();
  CHECK(world.stats().queued == 3);
  CHECK(world.advance(3s).stats().queued == 0);
}

TEST_CASE("hello, subscriptions and heartbeats don't count", "[sending]") {
  World world{{.heartbeat = {.enabled = true, .message = "ping"},
               .rate_limit = {.enabled = true, .burst = 1, .per_second = 0.1}}};
  world.hello = "hello";
  world.subscribe("a");
  world.subscribe("b");
  world.connect().opens();
  CHECK(world.send("mine") == Fate::sent);
  world.quietly();
  CHECK(world.advance(5s).news() == Lines{"> ping"});
}

// ---------------------------------------------------------------- requests

TEST_CASE("a request is settled by the message with its id", "[sending]") {
  World world;
  world.connect().opens();
  world.client.want(true, true);
  world.request(R"({"type":"whoami","id":7})", 7);
  world.quietly();
  CHECK(world.receives(R"({"id":7,"payload":"me"})").news() == Lines{R"(request 7 done "me")"});
  CHECK(world.stats().requests == 0);
  CHECK_FALSE(world.timer());
}

TEST_CASE("a second reply is a message like any other", "[sending]") {
  World world;
  world.connect().opens();
  world.client.want(true, false);
  world.request("{}", 7);
  world.receives(R"({"id":7})").quietly();
  CHECK(world.receives(R"({"id":7})").news() == Lines{R"(deliver {"id":7})"});
}

TEST_CASE("an error with its id refuses a request", "[sending]") {
  World world;
  world.connect().opens();
  world.request("{}", 7);
  world.quietly();
  CHECK(world.receives(R"({"id":7,"error":{"code":403}})").news() == Lines{R"(request 7 refused {"code":403})"});
}

TEST_CASE("replies come in any order", "[sending]") {
  World world;
  world.connect().opens();
  for (const Ticket id : {1U, 2U, 3U}) world.request("{}", id);
  world.quietly();
  CHECK(world.receives(R"({"id":3})").receives(R"({"id":1})").receives(R"({"id":2})").news() ==
        Lines{R"(request 3 done {"id":3})", R"(request 1 done {"id":1})", R"(request 2 done {"id":2})"});
}

TEST_CASE("a request without a reply times out", "[sending]") {
  World world;
  world.connect().opens();
  world.request("{}", 7, 10s);
  world.request("{}", 8, 2s);
  world.quietly();
  CHECK(world.timer() == 2s);
  CHECK(world.advance(2s).news() == Lines{"request 8 timed out"});
  CHECK(world.timer() == 8s);
  CHECK(world.advance(8s).news() == Lines{"request 7 timed out"});
  CHECK_FALSE(world.timer());
}

TEST_CASE("a lost link settles the requests that were sent on it", "[sending]") {
  World world;
  world.connect().opens();
  world.request("{}", 7);
  world.quietly();
  CHECK(world.drops().news() == Lines{"status waiting", "close 1006", "request 7 closed", "reconnecting 1 in 250ms"});
}

TEST_CASE("a request that waits for a link survives its loss", "[sending]") {
  World world;
  world.connect();
  world.request(R"({"id":7})", 7);
  world.drops().advance(1s).opens().quietly();
  CHECK(world.receives(R"({"id":7})").news() == Lines{R"(request 7 done {"id":7})"});
}

TEST_CASE("a disconnect settles every request", "[sending]") {
  World world{with(two_then_one)};
  world.connect().opens();
  for (const Ticket id : {1U, 2U, 3U}) world.request("{}", id);
  world.quietly();
  CHECK(world.disconnect().news() ==
        Lines{"status closing", "request 3 dropped", "request 1 closed", "request 2 closed", "hang up 0"});
}

TEST_CASE("a request that timed out before it left never leaves", "[sending]") {
  World world;
  world.connect();
  world.request("{}", 7, 1s, 70);
  world.quietly();
  CHECK(world.advance(1s).news() == Lines{"dropped 70 withdrawn", "request 7 timed out"});
  CHECK(world.opens().news() == Lines{"status open", "open"});
}

TEST_CASE("a request that the user forgot is neither sent nor settled", "[sending]") {
  World world;
  world.connect();
  world.request("{}", 7, 1s, 70);
  world.quietly();
  CHECK(world.forget(7).news() == Lines{"dropped 70 withdrawn"});
  CHECK(world.opens().news() == Lines{"status open", "open"});

  world.request("{}", 8);
  world.forget(8).quietly();
  CHECK(world.receives(R"({"id":8})").advance(1min).news().empty());
}

TEST_CASE("a message that is recalled never leaves, and what has left stays sent", "[sending]") {
  World world;
  world.connect();
  world.send("one", 1);
  world.send("two", 2);
  world.request("{}", 7, 10s, 3);
  world.quietly();
  CHECK(world.recall(1).news() == Lines{"dropped 1 disconnected"});
  CHECK(world.recall(3).news() == Lines{"dropped 3 disconnected", "request 7 dropped"});
  CHECK(world.opens().news() == Lines{"status open", "open", "> two", "left 2"});
  CHECK(world.recall(2).news().empty());
  CHECK(world.stats().dropped == 2);
}

TEST_CASE("a request that the outbox let go is settled", "[sending]") {
  World world{with({.messages = 1})};
  world.connect();
  world.request("{}", 7);
  world.quietly();
  world.send("newer");
  CHECK(world.news() == Lines{"request 7 dropped"});
}

TEST_CASE("a request that is refused is not awaited", "[sending]") {
  World world;
  CHECK(world.request("{}", 7) == Fate::refused_disconnected);
  CHECK(world.stats().requests == 0);
}

TEST_CASE("a reply on another link than the request's settles nothing", "[sending]") {
  World world;
  world.connect().opens().drops();
  world.request(R"({"id":7})", 7);
  world.disconnect().connect().opens().quietly();
  CHECK(world.receives(R"({"id":7})").news().empty());
}
