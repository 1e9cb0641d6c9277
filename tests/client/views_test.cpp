// Views: messages that are kept until somebody looks, by whatever protocol they come.
#include "client/views.h"

#include <catch2/catch.hpp>

#include "protocol/centrifugo/fossil_encoder.h"
#include "protocol/centrifugo/wire.h"
#include "protocol/json.h"
#include "support/world.h"

using namespace hawser;

namespace {

ViewWish by_key(std::string type, std::string key, std::uint32_t limit = 100) {
  return {.type = std::move(type), .channel = {}, .key = std::move(key), .bounds = {.count = limit}};
}

ViewWish the_last(std::string type, std::uint32_t limit = 1) {
  return {.type = std::move(type), .channel = {}, .key = {}, .bounds = {.count = limit}};
}

ViewWish in_channel(std::string channel, ViewWish wish) {
  wish.channel = std::move(channel);
  return wish;
}

struct Open : World {
  explicit Open(Options options = {}) : World{std::move(options)} { connect().opens().quietly(); }
  Lines of(std::string_view bytes) { return receives(bytes).news(); }
};

std::string quote(std::string_view symbol, int price) {
  return R"({"type":"quote","payload":{"symbol":")" + std::string{symbol} + R"(","price":)" + std::to_string(price) +
         "}}";
}

}  // namespace

// ---------------------------------------------------------------- a plain server

TEST_CASE("what only a view wants is told once, and collected as one text", "[views]") {
  Open world;
  world.view(7, by_key("quote", "symbol"));
  CHECK(world.of(quote("A", 1)) == Lines{"fresh view 7"});
  CHECK(world.of(quote("B", 2)).empty());
  CHECK(world.of(quote("A", 3)).empty());
  CHECK(world.collect(7) == R"([[],["A","B"],["B",{"symbol":"B","price":2},"A",{"symbol":"A","price":3}]])");
  CHECK(world.collect(7).empty());
  CHECK(world.stats().conflated == 1);
  CHECK(world.stats().ignored == 0);

  CHECK(world.of(quote("A", 4)) == Lines{"fresh view 7"});
  CHECK(world.collect(7) == R"([[],[],["A",{"symbol":"A","price":4}]])");
}

TEST_CASE("without a key the last few are kept", "[views]") {
  Open world;
  world.view(1, the_last("tick")).view(2, the_last("tick", 3));
  for (int n = 1; n < 6; ++n) world.receives(R"({"type":"tick","payload":)" + std::to_string(n) + "}");
  CHECK(world.news() == Lines{"fresh view 1", "fresh view 2"});
  CHECK(world.collect(1) == "[4,[5]]");
  CHECK(world.collect(2) == "[2,[3,4,5]]");
  CHECK(world.stats().conflated == 6);
}

TEST_CASE("keys that are gone are told, and no key is a list", "[views]") {
  Open world;
  world.view(1, by_key("quote", "symbol", 2));
  world.receives(quote("A", 1)).receives(R"({"type":"quote","payload":5})");
  CHECK(world.collect(1) == R"([[],["A",[]],["A",{"symbol":"A","price":1},[],5]])");
  world.receives(quote("B", 1)).receives(quote("C", 1));
  CHECK(world.collect(1) == R"([["A",[]],["B","C"],["B",{"symbol":"B","price":1},"C",{"symbol":"C","price":1}]])");
}

TEST_CASE("a message that others listen to is told to them as ever", "[views]") {
  Open world;
  world.view(1, the_last("quote"));
  const auto route = world.client.listen("quote");
  CHECK(world.of(R"({"type":"quote","payload":1})") ==
        Lines{"fresh view 1", "deliver route " + std::to_string(route) + " 1"});
  CHECK(world.of(R"({"type":"quote","payload":2})") == Lines{"deliver route " + std::to_string(route) + " 2"});
  world.client.unlisten(route);
  CHECK(world.of(R"({"type":"quote","payload":3})").empty());
  CHECK(world.collect(1) == "[2,[3]]");
}

TEST_CASE("who listens to what nobody took isn't told what a view took; a tap is told everything", "[views]") {
  Open world;
  world.view(1, the_last("quote"));
  world.client.want(true, false);
  CHECK(world.of(R"({"type":"quote","payload":1})") == Lines{"fresh view 1"});
  CHECK(world.of(R"({"type":"other","payload":2})") == Lines{"deliver 2"});
  world.client.want(false, true);
  CHECK(world.of(R"({"type":"quote","payload":3})") == Lines{"deliver route viewed 3"});
  CHECK(world.collect(1) == "[1,[3]]");
}

TEST_CASE("a channel that is held for a view only is told of nothing; one that is heard of everything", "[views]") {
  Open world;
  const auto news = "channel " + std::to_string(world.hold("news"));
  world.view(1, in_channel("news", the_last("", 10))).view(2, in_channel("news", the_last("flash", 10))).quietly();
  CHECK(world.of(R"({"channel":"news","payload":1})") == Lines{"fresh view 1"});
  CHECK(world.of(R"({"channel":"news","type":"flash","payload":2})") == Lines{"fresh view 2"});
  CHECK(world.of(R"({"channel":"other","type":"flash","payload":3})").empty());
  CHECK(world.collect(1) == "[0,[1,2]]");
  CHECK(world.collect(2) == "[0,[2]]");

  world.client.listen_to_channel("news", true);
  CHECK(world.of(R"({"channel":"news","payload":4})") == Lines{"fresh view 1", "deliver " + news + " 4"});
  world.client.listen_to_channel("news", false);
  CHECK(world.of(R"({"channel":"news","payload":5})").empty());
  world.close_view(1);
  const auto ignored = world.stats().ignored;
  CHECK(world.of(R"({"channel":"news","payload":6})").empty());
  CHECK(world.stats().ignored == ignored + 1);
}

TEST_CASE("a view of a channel that nobody holds sees nothing", "[views]") {
  Open world;
  world.view(1, in_channel("news", the_last("")));
  CHECK(world.of(R"({"channel":"news","payload":1})").empty());
  CHECK(world.collect(1).empty());
  CHECK(world.stats().ignored == 1);
}

TEST_CASE("a view that is closed sees nothing more, and what it conflated is still counted", "[views]") {
  Open world;
  world.view(1, the_last("quote")).receives(quote("A", 1)).receives(quote("A", 2)).quietly();
  world.close_view(1).close_view(1);
  CHECK(world.of(quote("A", 3)).empty());
  CHECK(world.collect(1).empty());
  CHECK(world.stats().conflated == 1);
  CHECK(world.stats().ignored == 1);
}

TEST_CASE("the same view again has other bounds, and keeps what it has", "[views]") {
  Open world;
  world.view(1, the_last("quote", 10));
  for (int n = 1; n < 5; ++n) world.receives(R"({"type":"quote","payload":)" + std::to_string(n) + "}");
  world.view(1, the_last("quote", 2));
  CHECK(world.collect(1) == "[2,[3,4]]");
}

TEST_CASE("a view is told at most once in its time, and nothing waits for a link that is gone", "[views]") {
  Open world;
  auto wish = the_last("tick");
  wish.every = 100ms;
  world.view(1, wish);
  CHECK(world.of(R"({"type":"tick","payload":1})") == Lines{"fresh view 1"});
  world.collect(1);
  CHECK(world.of(R"({"type":"tick","payload":2})").empty());
  CHECK(world.timer() == 100ms);
  CHECK(world.advance(99ms).news().empty());
  CHECK(world.advance(1ms).news() == Lines{"fresh view 1"});
  CHECK(world.collect(1) == "[0,[2]]");
  CHECK_FALSE(world.timer());

  CHECK(world.of(R"({"type":"tick","payload":3})").empty());
  SECTION("lost") {
    const auto lines = world.drops().news();
    CHECK(std::count(lines.begin(), lines.end(), "fresh view 1") == 1);
  }
  SECTION("hung up") {
    const auto lines = world.disconnect().news();
    CHECK(std::count(lines.begin(), lines.end(), "fresh view 1") == 1);
  }
  CHECK(world.collect(1) == "[0,[3]]");
}

TEST_CASE("what is too old is left out of what is collected", "[views]") {
  Open world;
  auto wish = by_key("quote", "symbol");
  wish.bounds.age = 1s;
  world.view(1, wish).receives(quote("A", 1)).advance(800ms).receives(quote("B", 2)).advance(500ms);
  CHECK(world.collect(1) == R"([[],["B"],["B",{"symbol":"B","price":2}]])");
}

TEST_CASE("a view lives on from link to link", "[views]") {
  Open world;
  world.view(1, by_key("quote", "symbol")).receives(quote("A", 1)).drops().reconnect().opens().receives(quote("B", 2));
  CHECK(world.collect(1) == R"([[],["A","B"],["A",{"symbol":"A","price":1},"B",{"symbol":"B","price":2}]])");
}

// ---------------------------------------------------------------- a broker

namespace {

namespace wire = centrifugo::wire;

struct Broker : World {
  explicit Broker(centrifugo::Settings settings = {}) : World{options(settings)}, format{settings.format} {}

  static Options options(centrifugo::Settings settings) {
    Options options;
    options.centrifugo = std::move(settings);
    return options;
  }

  // Of the replies that a test needs, in the format.
  void says_connected() {
    if (format == centrifugo::Format::json) return (void)receives(R"({"id":1,"connect":{"client":"c"}})");
    receives(reply(1, 5, {}), true);
  }
  void says_subscribed(bool is_positioned = false) {
    if (format == centrifugo::Format::json)
      return (void)receives(is_positioned ? R"({"id":2,"subscribe":{"epoch":"e","positioned":true,"recoverable":true}})"
                                          : R"({"id":2,"subscribe":{}})");
    receives(reply(2, 6, {}), true);
  }
  Broker& up(std::string_view channel, SubscriptionOptions wishes = {}) {
    connect().opens();
    says_connected();
    const bool is_positioned = wishes.recoverable;
    hold(channel, std::move(wishes));
    flush();
    says_subscribed(is_positioned);
    quietly();
    return *this;
  }
  Lines publishes(std::string_view channel, std::string_view data, std::uint64_t offset = 0) {
    const auto where = offset == 0 ? std::string{} : R"(,"offset":)" + std::to_string(offset);
    if (format == centrifugo::Format::json)
      return receives(R"({"push":{"channel":")" + std::string{channel} + R"(","pub":{"data":)" + std::string{data} +
                      where + "}}}")
          .news();
    std::string publication;
    wire::Writer{publication}.bytes(4, data);
    std::string push;
    wire::Writer{push}.bytes(2, channel);
    wire::Writer{push}.message(4, publication);
    return receives(reply(0, 4, push), true).news();
  }

  centrifugo::Format format;

 private:
  static std::string reply(std::uint32_t id, std::uint32_t field, std::string_view body) {
    std::string message;
    wire::Writer{message}.number(1, id);
    wire::Writer{message}.message(field, body);
    std::string frame;
    wire::append_delimited(frame, message);
    return frame;
  }
};

constexpr auto both = {centrifugo::Format::json, centrifugo::Format::protobuf};

}  // namespace

TEST_CASE("publications are kept as messages are, in both formats", "[views]") {
  const auto format = GENERATE(from_range(both));
  Broker world{{.format = format}};
  world.up("q").view(1, in_channel("q", by_key("", "symbol"))).view(2, by_key("quote", "symbol"));
  CHECK(world.publishes("q", R"({"symbol":"A","price":1})") == Lines{"fresh view 1"});
  CHECK(world.publishes("q", R"({"symbol":"A","price":2})").empty());
  CHECK(world.publishes("q", R"({"type":"quote","payload":{"symbol":"B","price":3}})") == Lines{"fresh view 2"});
  CHECK(world.collect(1) == R"([[],["A","B"],["A",{"symbol":"A","price":2},"B",{"symbol":"B","price":3}]])");
  CHECK(world.collect(2) == R"([[],["B"],["B",{"symbol":"B","price":3}]])");
  CHECK(world.stats().conflated == 1);

  const auto route = world.client.listen("quote");
  CHECK(world.publishes("q", R"({"type":"quote","payload":{"symbol":"B"}})") ==
        Lines{"fresh view 2", "fresh view 1",
              "publication route " + std::to_string(route) + R"( channel 1 {"symbol":"B"})"});
}

TEST_CASE("what a delta makes is kept whole", "[views]") {
  Broker world;
  SubscriptionOptions wishes;
  wishes.delta = true;
  world.connect().opens().receives(R"({"id":1,"connect":{"client":"c"}})");
  world.hold("d", wishes);
  world.flush().receives(R"({"id":2,"subscribe":{"delta":true}})").quietly();
  world.view(1, in_channel("d", by_key("", "id")));
  const std::string before = R"({"id":1,"text":"what is said and said again"})";
  const std::string after = R"({"id":1,"text":"what is said and said once more"})";
  world.receives(R"({"push":{"channel":"d","pub":{"data":)" + json::quoted(before) + "}}}");
  const auto delta = centrifugo::fossil::encode(before, after);
  world.receives(R"({"push":{"channel":"d","pub":{"delta":true,"data":)" + json::quoted(delta) + "}}}");
  CHECK(world.news() == Lines{"fresh view 1"});
  CHECK(world.collect(1) == "[[],[1],[1," + after + "]]");
}

TEST_CASE("a payload that is no JSON is in no view: it is an error", "[views]") {
  Broker world{{.format = centrifugo::Format::protobuf}};
  world.up("q").view(1, in_channel("q", by_key("", "symbol"))).view(2, in_channel("q", the_last("")));
  for (const auto* const payload : {"{\"symbol\":", "bytes", "", "{} {}", "[1,"})
    CHECK(world.publishes("q", payload) == Lines{"error bad message"});
  CHECK(world.publishes("q", std::string(65, '[') + std::string(65, ']')) == Lines{"error bad message"});
  CHECK(world.collect(1).empty());
  CHECK(world.collect(2).empty());
  CHECK(world.stats().refused == 6);
  CHECK(world.publishes("q", "5") == Lines{"fresh view 1", "fresh view 2"});
  CHECK(world.collect(1) == "[[],[[]],[[],5]]");
  CHECK(world.collect(2) == "[0,[5]]");
}

TEST_CASE("who looks is told how far a channel came that only views saw", "[views]") {
  Broker world;
  SubscriptionOptions wishes;
  wishes.recoverable = true;
  world.up("q", wishes).view(1, in_channel("q", the_last("")));
  CHECK(world.publishes("q", "1", 1) == Lines{"fresh view 1"});
  CHECK(world.publishes("q", "2", 2).empty());
  CHECK(world.publishes("q", "2", 2).empty());
  CHECK(world.collect(1) == "[1,[2]]");
  CHECK(world.news() == Lines{"moved channel 1 offset 2"});
  world.collect(1);
  CHECK(world.news().empty());

  world.client.listen_to_channel("q", true);
  CHECK(world.publishes("q", "3", 3) == Lines{"fresh view 1", "publication channel 1 offset 3 3"});
  world.collect(1);
  CHECK(world.news().empty());
}

// ---------------------------------------------------------------- hostile servers

TEST_CASE("a hundred thousand keys leave a bounded view", "[views]") {
  Open world;
  auto wish = by_key("q", "k", 1000);
  wish.bounds.bytes = 50'000;
  world.view(1, wish);
  for (int n = 0; n < 100'000; ++n)
    world.client.handle(Received{world.link(), R"({"type":"q","payload":{"k":")" + std::to_string(n) + "\"}}", false},
                        {world.now, 0});
  const auto text = world.collect(1);
  CHECK(text.size() < 100'000);
  CHECK(text.find("99999") != std::string::npos);
  CHECK(world.stats().conflated > 98'000);
}
