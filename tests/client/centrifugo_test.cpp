// The client of a Centrifugo broker, on the frames that were recorded from one.
#include <catch2/catch.hpp>

#include "support/world.h"

using namespace hawser;

namespace {

Options broker(centrifugo::Settings settings = {}) {
  Options options;
  options.centrifugo = std::move(settings);
  return options;
}

constexpr auto connected = R"({"id":1,"connect":{"client":"c1","version":"5.4.9","ping":25,"pong":true}})";
constexpr auto recoverable_at_3 =
    R"({"id":2,"subscribe":{"recoverable":true,"epoch":"e","positioned":true,"offset":3}})";

SubscriptionOptions recoverable() {
  SubscriptionOptions options;
  options.recoverable = true;
  return options;
}

struct Broker : World {
  explicit Broker(centrifugo::Settings settings = {}) : World{broker(std::move(settings))} {}

  Broker& up() {
    connect().opens().receives(connected).quietly();
    return *this;
  }

  // Holds a channel that can be recovered, from offset 3 on.
  void recovers(std::string_view channel) {
    subscribe(channel, recoverable());
    flush().receives(recoverable_at_3).quietly();
  }
};

bool has(const Lines& lines, std::string_view piece) {
  return std::any_of(lines.begin(), lines.end(),
                     [&](const std::string& line) { return line.find(piece) != std::string::npos; });
}

}  // namespace

TEST_CASE("it is open once the broker has agreed") {
  Broker world;
  world.token = "jwt";
  world.hello = R"({"x":1})";
  world.connect().quietly();
  CHECK(world.opens().news() == Lines{R"(> {"connect":{"token":"jwt","data":{"x":1},"name":"hawser"},"id":1})"});
  CHECK(world.state() == State::connecting);
  CHECK(world.receives(connected).news() == Lines{"status open", R"(open {"client":"c1","version":"5.4.9"})"});
}

TEST_CASE("what is wanted is asked for in the frame that connects") {
  Broker world;
  world.connect();
  world.subscribe("news");
  world.quietly();
  CHECK(world.opens().news() == Lines{R"(> {"connect":{"name":"hawser"},"id":1})"
                                      "\n"
                                      R"({"subscribe":{"channel":"news","flag":1},"id":2})"});
  world.receives(connected).quietly();
  CHECK(world.receives(recoverable_at_3).news() ==
        Lines{"channel 1 subscribed",
              R"(subscribed channel 1 {"recoverable":true,"positioned":true,"wasRecovering":false,"recovered":false,)"
              R"("server":false,"epoch":"e","offset":"3"})"});
}

TEST_CASE("pings are answered where the server wants it, and their absence is noticed") {
  Broker world;
  world.up();
  CHECK(world.receives("{}").news() == Lines{"> {}"});
  world.advance(34s);
  CHECK(world.state() == State::open);
  world.advance(2s);
  CHECK(has(world.news(), "error unanswered"));
  CHECK(world.state() != State::open);
}

TEST_CASE("a position moves with what is delivered, duplicates are dropped, and the next link recovers from it") {
  Broker world;
  world.up().recovers("news");
  CHECK(world.receives(R"({"push":{"channel":"news","pub":{"data":{"n":4},"offset":4}}})").news() ==
        Lines{R"(publication channel 1 offset 4 {"n":4})"});
  CHECK(world.receives(R"({"push":{"channel":"news","pub":{"data":{"n":4},"offset":4}}})").news().empty());
  world.drops().advance(10s).quietly();
  CHECK(has(world.opens().news(), R"("recover":true,"offset":4,"epoch":"e")"));
  world.receives(R"({"id":3,"connect":{"client":"c2"}})").quietly();
  const auto lines =
      world
          .receives(
              R"({"id":4,"subscribe":{"recoverable":true,"epoch":"e","publications":[{"data":5,"offset":5}],"recovered":true,"offset":4,"was_recovering":true}})")
          .news();
  REQUIRE(lines.size() == 3);
  CHECK(lines[0] == "channel 1 subscribed");
  CHECK(has({lines[1]}, R"("recovered":true)"));
  CHECK(lines[2] == "publication channel 1 offset 5 5");
}

TEST_CASE("after a recovery the stream began where it was asked for, whatever the server calls its offset") {
  Broker world;
  world.up().recovers("news");
  world.drops().advance(10s).opens().quietly();
  world.receives(R"({"id":3,"connect":{"client":"c2"}})").quietly();
  const std::string says = GENERATE(R"("offset":5,)", R"("offset":3,)", "");
  const auto lines =
      world
          .receives(
              R"({"id":4,"subscribe":{"recoverable":true,"epoch":"e",)" + says +
              R"("publications":[{"data":4,"offset":4},{"data":5,"offset":5}],"recovered":true,"was_recovering":true}})")
          .news();
  REQUIRE(lines.size() == 4);
  CHECK(has({lines[1]}, R"("offset":"3")"));
}

TEST_CASE("what nobody listens to is told to nobody, and moves the position all the same: once for a frame") {
  Broker world;
  world.up();
  world.hold("news", recoverable());
  world.flush().receives(recoverable_at_3).quietly();
  const std::string frame = R"({"push":{"channel":"news","pub":{"data":4,"offset":4}}})"
                            "\n"
                            R"({"push":{"channel":"news","pub":{"data":5,"offset":5}}})";
  CHECK(world.receives(frame).news() == Lines{"moved channel 1 offset 5"});
  CHECK(world.stats().ignored == 2);

  world.client.listen_to_channel("news", true);
  CHECK(world.receives(R"({"push":{"channel":"news","pub":{"data":6,"offset":6}}})").news() ==
        Lines{"publication channel 1 offset 6 6"});
}

TEST_CASE("a hole is recovered before anything later is delivered") {
  Broker world;
  world.up().recovers("news");
  CHECK(
      world.receives(R"({"push":{"channel":"news","pub":{"data":6,"offset":6}}})").news() ==
      Lines{
          R"(> {"unsubscribe":{"channel":"news"},"id":3})"
          "\n"
          R"({"subscribe":{"channel":"news","recoverable":true,"flag":1,"recover":true,"offset":3,"epoch":"e"},"id":4})"});
  CHECK(world.receives(R"({"push":{"channel":"news","pub":{"data":7,"offset":7}}})").news().empty());

  SECTION("and nobody need know") {
    CHECK(
        world
            .receives(
                R"({"id":4,"subscribe":{"recoverable":true,"epoch":"e","recovered":true,"was_recovering":true,"publications":[{"data":4,"offset":4},{"data":5,"offset":5},{"data":6,"offset":6},{"data":7,"offset":7}]}})")
            .news() == Lines{"publication channel 1 offset 4 4", "publication channel 1 offset 5 5",
                             "publication channel 1 offset 6 6", "publication channel 1 offset 7 7"});
  }
  SECTION("or its loss is told once") {
    const auto lines =
        world.receives(R"({"id":4,"subscribe":{"recoverable":true,"epoch":"e","offset":7,"was_recovering":true}})")
            .news();
    REQUIRE(lines.size() == 1);
    CHECK(has(lines, R"("wasRecovering":true,"recovered":false)"));
  }
}

TEST_CASE("commands wait for the connection, and are answered under their tickets") {
  Broker world;
  CHECK(world.call({.operation = Operation::rpc, .name = "ping", .data = "1", .ticket = 7}) ==
        Fate::refused_disconnected);
  world.connect();
  CHECK(world.call({.operation = Operation::rpc, .name = "ping", .data = "1", .ticket = 7, .timeout = 5s}) ==
        Fate::queued);
  world.quietly().opens().quietly();
  CHECK(has(world.receives(R"({"id":3,"connect":{"client":"c"}})").news(),
            R"(> {"rpc":{"method":"ping","data":1},"id":2})"));
  CHECK(world.receives(R"({"id":2,"rpc":{"data":{"a":1}}})").news() == Lines{R"(request 7 done {"a":1})"});

  CHECK(world.call({.operation = Operation::publish, .name = "news", .data = "{}", .ticket = 8}) == Fate::sent);
  CHECK(world.flush().news() == Lines{R"(> {"publish":{"channel":"news","data":{}},"id":4})"});
  CHECK(world.receives(R"({"id":4,"error":{"code":103,"message":"permission denied"}})").news() ==
        Lines{R"(request 8 refused {"code":103,"message":"permission denied","temporary":false})"});

  CHECK(world.call({.operation = Operation::presence, .name = "news", .ticket = 9, .timeout = 1s}) == Fate::sent);
  world.flush().quietly();
  CHECK(world.advance(2s).news() == Lines{"request 9 timed out"});
  CHECK(world.receives(R"({"id":5,"presence":{}})").news().empty());
}

TEST_CASE("several commands leave in one frame") {
  Broker world;
  world.up();
  for (Ticket ticket = 1; ticket <= 3; ++ticket)
    world.call({.operation = Operation::presence_stats, .name = "a", .ticket = ticket});
  CHECK(world.news().empty());
  const auto lines = world.flush().news();
  REQUIRE(lines.size() == 1);
  CHECK(std::count(lines[0].begin(), lines[0].end(), '\n') == 2);
}

TEST_CASE("history tells offsets exactly and payloads as slices") {
  Broker world;
  world.up();
  world.call({.operation = Operation::history,
              .name = "a",
              .data = R"({"limit":2,"reverse":true,"since":{"offset":"9007199254740993","epoch":"e"}})",
              .ticket = 1});
  CHECK(
      world.flush().news() ==
      Lines{
          R"(> {"history":{"channel":"a","since":{"offset":9007199254740993,"epoch":"e"},"limit":2,"reverse":true},"id":2})"});
  CHECK(
      world
          .receives(
              R"({"id":2,"history":{"publications":[{"data":{"n":2},"info":{"user":"42","client":"x"},"offset":18446744073709551615}],"epoch":"e","offset":4}})")
          .news() ==
      Lines{
          R"(request 1 done {"publications":[{"data":[43,50],"offset":"18446744073709551615","info":{"client":"x","user":"42"}}],"offset":"4","epoch":"e"})"});
}

TEST_CASE("a token that ran out is renewed") {
  centrifugo::Settings settings;
  settings.asks_token = true;
  Broker world{settings};
  world.connect().opens().quietly();

  SECTION("before it does") {
    world.receives(R"({"id":1,"connect":{"client":"c","expires":true,"ttl":8}})").quietly();
    CHECK(world.advance(8s).news() == Lines{"ask 1 token"});
    CHECK(world.handle(Answered{1, "new", {}}).news() == Lines{R"(> {"refresh":{"token":"new"},"id":2})"});
    world.receives(R"({"id":2,"refresh":{"expires":true,"ttl":60}})");
    CHECK(world.advance(59s).news().empty());
    CHECK(world.advance(2s).news() == Lines{"ask 2 token"});
  }
  SECTION("after the broker said so") {
    const auto lines = world.receives(R"({"id":1,"error":{"code":109,"message":"token expired"}})").news();
    CHECK(has(lines, "refusal connect 109 token expired"));
    CHECK(world.state() == State::waiting);
    world.resolves = false;
    world.advance(10s);
    CHECK(world.count<Resolve>() == 2);
  }
  SECTION("unless nobody may connect") {
    world.receives(R"({"id":1,"connect":{"client":"c","expires":true,"ttl":8}})").advance(8s).quietly();
    world.handle(Unanswered{1, "no", true});
    CHECK(world.state() == State::failed);
  }
}

TEST_CASE("a token that ran out ends it where nobody has another") {
  Broker world;
  world.connect().opens().receives(R"({"id":1,"error":{"code":109,"message":"token expired"}})");
  CHECK(world.state() == State::failed);
}

TEST_CASE("a final code ends it, also without a reason") {
  const auto code = GENERATE(std::uint16_t{3500}, std::uint16_t{3503}, std::uint16_t{4501}, std::uint16_t{1009});
  Broker world;
  world.up();
  world.drops(code);
  CHECK(world.state() == State::failed);
}

TEST_CASE("an error of the connection is final unless it is temporary") {
  Broker world;
  world.connect().opens().quietly();
  SECTION("temporary") {
    world.receives(R"({"id":1,"error":{"code":100,"message":"internal","temporary":true}})");
    CHECK(world.state() == State::waiting);
  }
  SECTION("final") {
    world.receives(R"({"id":1,"error":{"code":101,"message":"unauthorized"}})");
    CHECK(world.state() == State::failed);
  }
}

TEST_CASE("a subscription is tried again, or ended for good") {
  Broker world;
  world.up();
  const auto channel = world.subscribe("a");
  world.flush().quietly();
  SECTION("again, where the error is temporary") {
    const auto lines = world.receives(R"({"id":2,"error":{"code":111,"message":"too many","temporary":true}})").news();
    CHECK(has(lines, "refusal subscribe channel 1 111 temporary"));
    CHECK(has(world.advance(1s).news(), R"("subscribe":{"channel":"a")"));
  }
  SECTION("never, where it isn't") {
    CHECK(world.receives(R"({"id":2,"error":{"code":103,"message":"permission denied"}})").news() ==
          Lines{"unsubscribed channel 1 103 permission denied", "channel 1 unsubscribed"});
    world.drops().advance(10s).quietly();
    CHECK(!has(world.opens().news(), "subscribe"));
    world.subscribe("a");
    CHECK(has(world.receives(R"({"id":3,"connect":{}})").news(), R"("subscribe":{"channel":"a")"));
  }
  SECTION("as the server advises") {
    world.receives(R"({"id":2,"subscribe":{}})").quietly();
    CHECK(world.receives(R"({"push":{"channel":"a","unsubscribe":{"code":2500,"reason":"insufficient state"}}})")
              .news() == Lines{"unsubscribed channel 1 2500 insufficient state", "channel 1 subscribing"});
    CHECK(has(world.advance(1s).news(), R"("subscribe":{"channel":"a")"));
  }
  SECTION("and let go") {
    world.receives(R"({"id":2,"subscribe":{}})").quietly();
    world.unsubscribe(channel);
    CHECK(has(world.flush().news(), R"({"unsubscribe":{"channel":"a"},"id":3})"));
  }
}

TEST_CASE("a channel that the server chose has a number, and its stream is recovered with the link") {
  Broker world;
  world.connect().opens().quietly();
  auto lines =
      world
          .receives(
              R"({"id":1,"connect":{"client":"c","subs":{"srv":{"recoverable":true,"epoch":"e","positioned":true,"offset":1}}}})")
          .news();
  CHECK(has(lines, "adopted channel 1 srv"));
  CHECK(has(lines, "channel 1 subscribed"));
  world.client.want(true, false);
  CHECK(has(world.receives(R"({"push":{"channel":"srv","pub":{"data":1,"offset":2}}})").news(), "offset 2"));
  CHECK(world.subscribe("srv") == 1);
  CHECK(world.flush().news().empty());

  world.drops().advance(10s).quietly();
  CHECK(has(world.opens().news(), R"("subs":{"srv":{"recover":true,"offset":2,"epoch":"e"}})"));
  lines = world.receives(R"({"id":2,"connect":{"client":"c"}})").news();
  CHECK(has(lines, "channel 1 unsubscribed"));
}

TEST_CASE("deltas are applied, and a bad one asks for the channel anew") {
  Broker world;
  SubscriptionOptions options = recoverable();
  options.delta = true;
  world.up();
  world.subscribe("d", options);
  CHECK(has(world.flush().news(), R"("delta":"fossil")"));
  world.receives(R"({"id":2,"subscribe":{"recoverable":true,"epoch":"e","delta":true}})").quietly();
  CHECK(world.receives(R"({"push":{"channel":"d","pub":{"data":"{\"c\":1}","offset":1}}})").news() ==
        Lines{R"(publication channel 1 offset 1 kept {"c":1})"});
  CHECK(has(world.receives(R"({"push":{"channel":"d","pub":{"data":"garbage","offset":2,"delta":true}}})").news(),
            R"("recover":true,"offset":1,"epoch":"e")"));
}

TEST_CASE("a typed message inside a publication finds its listeners") {
  Broker world;
  world.up();
  const auto route = world.client.listen("quote");
  world.subscribe("q");
  world.flush().receives(R"({"id":2,"subscribe":{}})").quietly();
  CHECK(world.receives(R"({"push":{"channel":"q","pub":{"data":{"type":"quote","payload":[1]}}}})").news() ==
        Lines{"publication route " + std::to_string(route) + " channel 1 [1]"});
  CHECK(world.receives(R"({"push":{"message":{"data":{"type":"quote","payload":2}}}})").news() ==
        Lines{"publication route " + std::to_string(route) + " 2"});
  CHECK(world.receives(R"({"push":{"channel":"q","pub":{"data":{"payload":5,"text":"all of it"}}}})").news() ==
        Lines{R"(publication channel 1 {"payload":5,"text":"all of it"})"});
  world.client.want(true, false);
  CHECK(world.receives(R"({"push":{"message":{"data":{"type":"other","payload":2}}}})").news() ==
        Lines{R"(publication {"type":"other","payload":2})"});
}

TEST_CASE("who publishes and who is there is told") {
  Broker world;
  world.up();
  world.subscribe("q");
  world.flush().receives(R"({"id":2,"subscribe":{}})").quietly();
  CHECK(
      world
          .receives(
              R"({"push":{"channel":"q","pub":{"data":1,"info":{"user":"42","client":"x","conn_info":{"name":"Al"}},"tags":{"k":"v"}}}})")
          .news() ==
      Lines{R"(publication channel 1 1 {"info":{"client":"x","user":"42","connInfo":[84,97]},"tags":{"k":"v"}})"});
  CHECK(world.receives(R"({"push":{"channel":"q","join":{"info":{"user":"42","client":"x"}}}})").news() ==
        Lines{R"(join channel 1 {"client":"x","user":"42"})"});
}

TEST_CASE("a state that was invalidated is read anew, and the loss is told") {
  Broker world;
  world.up().recovers("news");
  world.drops(3014, "state invalidated").advance(10s).quietly();
  CHECK(has(world.opens().news(), R"("recover":true,"epoch":"_")"));
}

TEST_CASE("a recovery that is too big to read is given up, and its loss is told") {
  Broker world;
  world.up().recovers("news");
  world.drops().advance(10s).opens().receives(R"({"id":3,"connect":{}})").quietly();
  const auto lines = world.handle(Oversized{world.link(), 9'000'000}).news();
  CHECK(has(lines, "error too large"));
  CHECK(has(lines, R"("recover":true,"epoch":"_"},"id":6})"));
  CHECK(has(world.receives(R"({"id":6,"subscribe":{"recoverable":true,"epoch":"e","offset":9,"was_recovering":true}})")
                .news(),
            R"("wasRecovering":true,"recovered":false)"));
  CHECK(world.receives(R"({"push":{"channel":"news","pub":{"data":10,"offset":10}}})").news() ==
        Lines{"publication channel 1 offset 10 10"});
}

TEST_CASE("a filter leaves holes that nobody fills") {
  Broker world;
  SubscriptionOptions options = recoverable();
  options.tags_filter.emplace();
  world.up();
  world.subscribe("news", std::move(options));
  world.flush().receives(recoverable_at_3);
  world.quietly();
  CHECK(world.receives(R"({"push":{"channel":"news","pub":{"data":6,"offset":6}}})").news() ==
        Lines{"publication channel 1 offset 6 6"});
}

TEST_CASE("a recovery of the newest alone goes across epochs") {
  Broker world;
  world.up();
  world.subscribe("news", recoverable());
  world.flush().receives(R"({"id":2,"subscribe":{"recoverable":true,"epoch":"e","offset":50}})");
  world.drops().advance(10s).opens().receives(R"({"id":3,"connect":{}})").quietly();
  const auto lines =
      world
          .receives(
              R"({"id":4,"subscribe":{"recoverable":true,"epoch":"f","recovered":true,"offset":50,"publications":[{"data":1,"offset":1}]}})")
          .news();
  CHECK(lines.back() == "publication channel 1 offset 1 1");
  CHECK(world.receives(R"({"push":{"channel":"news","pub":{"data":2,"offset":2}}})").news() ==
        Lines{"publication channel 1 offset 2 2"});
}

TEST_CASE("what the broker never says is refused, and the link with it") {
  const auto frame = GENERATE("[]", "{\"id\":", "{\"id\":9}x", "nonsense");
  Broker world;
  world.up();
  CHECK(has(world.receives(frame).news(), "error bad message"));
  CHECK(world.state() == State::waiting);
}

TEST_CASE("when the page returns, the broker is asked at once") {
  Broker world;
  world.up();
  CHECK(has(world.page(Hint::resumed).news(), R"("ping":{})"));
  SECTION("an answer is life") {
    world.receives(R"({"id":2,"ping":{}})").advance(3s);
    CHECK(world.state() == State::open);
  }
  SECTION("silence is none") {
    world.advance(1s);
    CHECK(world.state() != State::open);
  }
}
