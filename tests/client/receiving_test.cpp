#include <catch2/catch.hpp>

#include <cstdlib>
#include <new>

#include "support/world.h"

using namespace hawser;

namespace {

std::size_t allocations = 0;

struct Open : World {
  explicit Open(Options options = {}) : World{std::move(options)} { connect().opens().quietly(); }
  Lines of(std::string_view bytes) { return receives(bytes).news(); }
};

}  // namespace

// Not inlined, or gcc sees `free` meet `new`.
[[gnu::noinline]] void* operator new(std::size_t size) {
  ++allocations;
  if (void* const memory = std::malloc(size)) return memory;
  std::abort();
}
[[gnu::noinline]] void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return operator new(size); }
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

TEST_CASE("a message goes to who listens to its type, with its payload", "[receiving]") {
  Open world;
  const Route chat = world.client.listen("chat");
  const Route news = world.client.listen("news");
  CHECK(world.of(R"({"type":"news","payload":[1]})") == Lines{"deliver route " + std::to_string(news) + " [1]"});
  CHECK(world.of(R"({"type":"chat","user":"x"})") ==
        Lines{"deliver route " + std::to_string(chat) + R"( {"type":"chat","user":"x"})"});
}

TEST_CASE("a message that nobody listens to is counted and nothing else", "[receiving]") {
  Open world;
  CHECK(world.of(R"({"type":"chat","payload":1})").empty());
  CHECK(world.of("text").empty());
  CHECK(world.stats().ignored == 2);
  CHECK(world.stats().received == 2);
}

TEST_CASE("what no typed listener took goes to `message`", "[receiving]") {
  Open world;
  world.client.listen("chat");
  world.client.want(true, false);
  CHECK(world.of(R"({"type":"other","payload":1})") == Lines{"deliver 1"});
  CHECK(world.of(R"([1,2])") == Lines{"deliver [1,2]"});
  CHECK(world.of("42") == Lines{"deliver 42"});
  CHECK(world.of("not json") == Lines{"text not json"});
  CHECK(world.of("") == Lines{"text"});
}

TEST_CASE("a tap hears everything", "[receiving]") {
  Open world;
  world.client.want(false, true);
  CHECK(world.of(R"({"type":"other","payload":1})") == Lines{"deliver 1"});
  CHECK(world.of("not json") == Lines{"text not json"});
}

TEST_CASE("who left hears nothing more, and keeps the number", "[receiving]") {
  Open world;
  const Route chat = world.client.listen("chat");
  world.client.unlisten(chat);
  CHECK(world.of(R"({"type":"chat"})").empty());
  CHECK(world.client.listen("chat") == chat);
  CHECK(world.of(R"({"type":"chat","payload":1})").size() == 1);
}

TEST_CASE("a message in a channel that somebody holds names the channel and the type", "[receiving]") {
  Open world;
  const Channel news = world.subscribe("news");
  const Route quote = world.client.listen("quote");
  world.quietly();
  const auto expected = [&](Route route) {
    return Lines{"deliver" + print::number("route", route) + " channel " + std::to_string(news) + " 1"};
  };
  CHECK(world.of(R"({"type":"quote","channel":"news","payload":1})") == expected(quote));
  CHECK(world.of(R"({"type":"other","channel":"news","payload":1})") == expected(0));
  CHECK(world.of(R"({"channel":"news","payload":1})") == expected(0));
  CHECK(world.of(R"({"channel":"elsewhere","payload":1})").empty());
}

TEST_CASE("binary messages are delivered unread", "[receiving]") {
  Open world;
  CHECK(world.receives("{}\xFF", true).news() == Lines{"binary 3"});
}

TEST_CASE("a message over the limit is refused", "[receiving]") {
  Open world{{.max_message_bytes = 8}};
  world.client.want(true, true);
  CHECK(world.of("123456789") == Lines{"error too large"});
  CHECK(world.of("12345678") == Lines{"deliver 12345678"});
  CHECK(world.handle(Oversized{world.link(), 200'000'000}).news() == Lines{"error too large"});
  CHECK(world.stats().refused == 2);
  CHECK(world.stats().received == 3);
}

TEST_CASE("a message that is nested too deeply is refused", "[receiving]") {
  Open world{{.max_depth = 2}};
  world.client.want(true, true);
  CHECK(world.of("[[1]]") == Lines{"deliver [[1]]"});
  CHECK(world.of("[[[1]]]") == Lines{"error bad message"});
  CHECK(world.state() == State::open);
}

TEST_CASE("an error of the server is an error", "[receiving]") {
  Open world;
  CHECK(world.of(R"({"error":"no"})") == Lines{R"(error server "no")"});
  CHECK(world.of(R"({"error":"no","id":99})") == Lines{R"(error server "no")"});
  CHECK(world.of(R"({"error":"no","channel":"unknown"})") == Lines{R"(error server "no")"});
}

TEST_CASE("nothing is heard before a link is open", "[receiving]") {
  World world;
  world.client.want(true, true);
  world.connect().quietly();
  CHECK(world.receives("{}").news().empty());
  CHECK(world.stats().received == 0);
}

TEST_CASE("a message that nobody listens to allocates nothing", "[receiving]") {
  World world;
  world.client.listen("chat");
  world.subscribe("news");
  world.connect().opens().receives(R"({"type":"warm"})");
  const std::string message = R"({"type":"a type that is longer than a short string","channel":"nobody","payload":{}})";
  const Input input = Received{world.link(), message, false};

  const auto before = allocations;
  world.client.handle(input, {world.now, 0});
  const bool silent = !world.client.poll();
  const auto after = allocations;
  CHECK(silent);
  CHECK(after == before);
}

TEST_CASE("a message that takes the place of another in a view allocates nothing", "[receiving]") {
  World world;
  world.client.open_view(1, {.type = "quote", .key = "instrument.symbol", .bounds = {.count = 100}});
  world.client.open_view(2, {.type = "quote", .bounds = {.count = 1}});
  const std::string message =
      R"({"type":"quote","payload":{"instrument":{"symbol":"longer than a short string"},"bid":1.25,"ask":1.5}})";
  world.connect().opens();
  const Input input = Received{world.link(), message, false};
  for (int warm = 0; warm < 2; ++warm) world.client.handle(input, {world.now, 0});
  while (world.client.poll()) continue;

  const auto before = allocations;
  world.client.handle(input, {world.now, 0});
  const auto after = allocations;
  CHECK_FALSE(world.client.poll());
  CHECK(after == before);
  CHECK(world.client.stats(world.now).conflated == 4);
}

// ---------------------------------------------------------------- heartbeat

TEST_CASE("a ping goes out after silence, and its reply gives the round trip", "[receiving]") {
  Open world{{.heartbeat = {.enabled = true, .message = R"({"type":"ping"})", .reply_route = "pong"}}};
  world.client.want(true, true);
  CHECK(world.stats().rtt_ms == -1);
  CHECK(world.advance(5s).news() == Lines{R"(> {"type":"ping"})"});
  world.now += 40ms;
  CHECK(world.of(R"({"type":"pong"})").empty());
  CHECK(world.stats().rtt_ms == 40);
  CHECK(world.timer() == 5s);
}

TEST_CASE("the reply may be a text", "[receiving]") {
  Open world{{.heartbeat = {.enabled = true, .message = "ping", .reply_text = "pong"}}};
  world.client.want(true, true);
  world.advance(5s).quietly().now += 7ms;
  CHECK(world.of("pong").empty());
  CHECK(world.stats().rtt_ms == 7);
}

TEST_CASE("the host may be asked whether a message is the reply, while one is due", "[receiving]") {
  Open world{{.heartbeat = {.enabled = true, .message = "ping"}}};
  world.client.want(true, true);
  CHECK(world.of("{}") == Lines{"deliver {}"});
  world.advance(5s).quietly().now += 9ms;
  CHECK(world.of(R"({"op":11})") == Lines{"maybe pong", R"(deliver {"op":11})"});
  world.handle(Ponged{});
  CHECK(world.stats().rtt_ms == 9);
  CHECK(world.of("{}") == Lines{"deliver {}"});
}

TEST_CASE("the host is not asked for ever", "[receiving]") {
  Open world{{.heartbeat = {.enabled = true, .message = "ping"}}};
  world.client.want(true, true);
  world.advance(5s).receives("{}").advance(4s).receives("{}").advance(2s).quietly();
  CHECK(world.of("{}") == Lines{"deliver {}"});
}

TEST_CASE("any data is life", "[receiving]") {
  Open world{{.heartbeat = {.enabled = true, .message = "ping", .reply_text = "pong"}}};
  for (int second = 0; second < 60; ++second) world.advance(4s).receives(second % 2 ? "{}" : "x", second % 3 == 0);
  CHECK(world.count<Transmit>() == 0);
  world.advance(5s).handle(Oversized{world.link(), 1 << 30});
  CHECK(world.count<Transmit>() == 1);
  CHECK(world.advance(4s).state() == State::open);
}

TEST_CASE("a heartbeat that goes unanswered ends the link", "[receiving]") {
  Open world{{.heartbeat = {.enabled = true, .message = "ping", .reply_text = "pong"}}};
  world.roll = 0.9;
  CHECK(world.advance(10s).news() ==
        Lines{"> ping", "error unanswered", "abandon", "status waiting", "close 1006", "reconnecting 1 in 450ms"});
}

TEST_CASE("a heartbeat draws its share of the interval when the link opens, anew for each", "[receiving]") {
  Open world{{.heartbeat = {.enabled = true, .message = "ping", .reply_text = "pong"}}};
  CHECK(world.timer() == 5s);
  world.roll = 0.5;
  world.drops().advance(5s).handle(Opened{world.link()});
  CHECK(world.timer() == 3750ms);
  CHECK(world.page(Hint::hidden).timer() == 22'500ms);
}

TEST_CASE("after a jump of the clock a link is asked once, then judged", "[receiving]") {
  Open world{{.heartbeat = {.enabled = true, .message = "ping", .reply_text = "pong"}}};
  const bool reply_was_due = GENERATE(false, true);
  if (reply_was_due) world.advance(5s);
  CHECK(world.sleep(8h).count<Transmit>() == (reply_was_due ? 2 : 1));
  CHECK(world.state() == State::open);
  CHECK(world.timer() == 1s);
  SECTION("it answers") { CHECK(world.receives("pong").timer() == 5s); }
  SECTION("it doesn't") { CHECK(world.advance(1s).state() == State::waiting); }
  SECTION("it sleeps again") { CHECK(world.sleep(8h).state() == State::waiting); }
}

TEST_CASE("a heartbeat belongs to its link", "[receiving]") {
  Open world{{.heartbeat = {.enabled = true, .message = "ping", .reply_text = "pong"}}};
  world.advance(9s).drops().advance(5s).opens();
  CHECK(world.timer() == 5s);
}

TEST_CASE("a heartbeat without a message can't be sent, and isn't", "[receiving]") {
  Open world{{.heartbeat = {.enabled = true}}};
  CHECK_FALSE(world.timer());
  CHECK(world.page(Hint::online).advance(1h).news().empty());
}
