#include "simulation/broker.h"

#include <catch2/catch.hpp>

#include "protocol/centrifugo/fossil.h"
#include "protocol/centrifugo/server.h"

using namespace hawser;
using namespace hawser::simulation;

namespace {

Plan recoverable(std::string name) {
  return {.name = std::move(name), .positioned = true, .recoverable = true, .history = 5};
}

// A client that says what it is told to say, line by line.
class Desk {
 public:
  explicit Desk(std::vector<Plan> plans, Format format = Format::json) : setup_{.format = format, .plans = plans} {
    broker.opened(1);
  }

  // What comes back.
  std::string say(const std::string& lines) {
    broker.received(1, simulation::read(Format::json, lines));
    return hear();
  }
  std::string hear() { return std::exchange(heard_, {}); }
  std::string connect() { return say(R"({"connect":{},"id":1})"); }

  std::string wait(Duration duration) {
    const auto end = timeline.now() + duration;
    while (timeline.next() && *timeline.next() <= end) timeline.run_next();
    timeline.skip_to(end);
    return hear();
  }

  Timeline timeline;
  std::uint16_t closed = 0;

 private:
  Setup setup_;
  Dice dice_{1};
  Journal journal_{timeline, false};
  std::string heard_;

  void take(const Sent& frame) {
    std::string text = frame.bytes;
    if (frame.binary) {
      centrifugo::Replies replies;
      REQUIRE(centrifugo::read_protobuf(frame.bytes, {}, replies) == Verdict::structured);
      text = centrifugo::server::json(frame.bytes, replies);
    }
    (heard_ += heard_.empty() ? "" : "\n") += text;
  }

 public:
  Broker broker{setup_,
                timeline,
                dice_,
                journal_,
                {[this](Link, const Sent& frame) { take(frame); },
                 [this](Link, std::uint16_t code, const std::string&) { closed = code; }}};
};

}  // namespace

// The right-hand sides are recorded on Centrifugo 5.4.9, but for names and payloads.
TEST_CASE("the model answers as the real one does", "[simulation]") {
  const auto format = GENERATE(Format::json, Format::protobuf);
  Desk desk{{recoverable("a")}, format};
  CHECK(desk.say(R"({"connect":{},"id":1})"
                 "\n"
                 R"({"subscribe":{"channel":"a","flag":1},"id":2})") ==
        R"({"id":1,"connect":{"client":"client-2","version":"5.4.9","ping":4,"pong":true}})"
        "\n"
        R"({"id":2,"subscribe":{"recoverable":true,"epoch":"e1","positioned":true}})");
  CHECK(
      desk.say(R"({"publish":{"channel":"a","data":{"n":1}},"id":3})") ==
      R"({"push":{"channel":"a","pub":{"data":{"n":1},"info":{"user":"42","client":"somebody","conn_info":{"name":"Al"}},"offset":1}}})"
      "\n"
      R"({"id":3,"publish":{}})");
  CHECK(desk.say(R"({"presence":{"channel":"a"},"id":7})") ==
        R"({"id":7,"presence":{"presence":{"client-2":{"user":"42","client":"client-2","conn_info":{"name":"Al"}}}}})");
  CHECK(desk.say(R"({"presence_stats":{"channel":"a"},"id":8})") ==
        R"({"id":8,"presence_stats":{"num_clients":1,"num_users":1}})");
  CHECK(desk.say(R"({"rpc":{"method":"unknown","data":{"a":1}},"id":14})") ==
        R"({"id":14,"error":{"code":104,"message":"method not found"}})");
  desk.broker.unsubscribe("a", 2000);
  CHECK(desk.hear() == R"({"push":{"channel":"a","unsubscribe":{"code":2000,"reason":"server unsubscribe"}}})");
  CHECK(desk.say(R"({"unsubscribe":{"channel":"a"},"id":17})") == R"({"id":17,"unsubscribe":{}})");
}

TEST_CASE("the model tells from a position whether it can go on", "[simulation]") {
  Desk desk{{recoverable("a")}};
  desk.connect();
  for (const auto* const id : {"2", "3", "4", "5", "6", "7"})
    desk.say(R"({"publish":{"channel":"a","data":)" + std::string{id} + R"(},"id":)" + id + "}");

  const auto subscribe = [&](const char* since, const char* id) {
    desk.say(R"({"unsubscribe":{"channel":"a"},"id":1)" + std::string{id} + "}");
    return desk.say(R"({"subscribe":{"channel":"a","recover":true,)" + std::string{since} + R"(},"id":)" + id + "}");
  };
  CHECK(
      subscribe(R"("offset":6,"epoch":"e1")", "20") ==
      R"({"id":20,"subscribe":{"recoverable":true,"epoch":"e1","recovered":true,"offset":6,"positioned":true,"was_recovering":true}})");
  CHECK(subscribe(R"("offset":5,"epoch":"e1")", "21").find(R"("recovered":true,"offset":5)") != std::string::npos);
  CHECK(subscribe(R"("offset":1,"epoch":"e1")", "22").find(R"("publications":[{"data":3,)") != std::string::npos);
  const auto gone =
      R"({"id":23,"subscribe":{"recoverable":true,"epoch":"e1","offset":6,"positioned":true,"was_recovering":true}})";
  CHECK(subscribe(R"("epoch":"e1")", "23") == gone);
  CHECK(subscribe(R"("epoch":"_")", "24").find(R"("recovered")") == std::string::npos);
}

TEST_CASE("the model gives a history from wherever it is asked for", "[simulation]") {
  Desk desk{{recoverable("a")}};
  desk.connect();
  for (const auto* const id : {"2", "3", "4"})
    desk.say(R"({"publish":{"channel":"a","data":)" + std::string{id} + R"(},"id":)" + id + "}");
  auto history = [&, id = 10](const std::string& how) mutable {
    const auto reply = desk.say(R"({"history":{"channel":"a")" + how + R"(},"id":)" + std::to_string(++id) + "}");
    std::string numbers;
    for (std::size_t at = 0; (at = reply.find("\"data\":", at)) != std::string::npos; ++at) numbers += reply[at + 7];
    return numbers;
  };
  CHECK(history("") == "");
  CHECK(history(R"(,"limit":-1)") == "234");
  CHECK(history(R"(,"limit":2,"reverse":true)") == "43");
  CHECK(history(R"(,"limit":1,"since":{"offset":2,"epoch":"e1"})") == "4");
  CHECK(history(R"(,"limit":-1,"reverse":true,"since":{"offset":3,"epoch":"e1"})") == "32");
  CHECK(desk.say(R"({"history":{"channel":"a","since":{"offset":1,"epoch":"x"}},"id":90})") ==
        R"({"id":90,"error":{"code":112,"message":"unrecoverable position"}})");
}

TEST_CASE("the model sends who is behind the stream back to it", "[simulation]") {
  auto server_side = recoverable("s");
  server_side.server_side = true;
  Desk desk{{recoverable("a"), server_side}};
  CHECK(desk.connect().find(R"("subs":{"s":{"recoverable":true,"epoch":"e2","positioned":true}})") !=
        std::string::npos);
  desk.say(R"({"subscribe":{"channel":"a"},"id":2})");
  desk.broker.restart();
  desk.broker.publish("a");
  CHECK(desk.hear().find(R"("unsubscribe":{"code":2500)") != std::string::npos);
  desk.broker.publish("s");
  CHECK(desk.closed == 3010);
}

TEST_CASE("the model's deltas make the publication, whole at first", "[simulation]") {
  auto plan = recoverable("a");
  plan.delta = true;
  Desk desk{{plan}, Format::protobuf};
  desk.connect();
  CHECK(desk.say(R"({"subscribe":{"channel":"a","delta":"fossil"},"id":2})").find(R"("delta":true)") !=
        std::string::npos);
  const auto data = [](const std::string& push) {
    const auto from = push.find("\"data\":") + 7;
    return push.substr(from, push.find(",\"offset\"") - from);
  };
  desk.broker.publish("a");
  const auto first = desk.hear();
  CHECK(first.find("delta") == first.find("deltas"));
  desk.broker.publish("a");
  const auto second = desk.hear();
  CHECK(second.find(R"("delta":true)") != std::string::npos);
  CHECK(centrifugo::fossil::apply(data(first), data(second), 1000) == *desk.broker.stream("a").ever("e1", 2));
}

TEST_CASE("the model pings, and closes on who doesn't answer", "[simulation]") {
  Desk desk{{}};
  desk.connect();
  CHECK(desk.wait(4s) == "{}");
  desk.say("{}");
  CHECK(desk.wait(4s) == "{}");
  CHECK(desk.closed == 0);
  desk.wait(3s);
  CHECK(desk.closed == 3012);
}

TEST_CASE("a ping that goes unanswered in calm weather is a broken law", "[simulation]") {
  Desk desk{{}};
  desk.broker.calm_since = desk.timeline.now();
  desk.connect();
  CHECK_THROWS_AS(desk.wait(10s), Violation);
}

TEST_CASE("the model accepts only commands that make sense", "[simulation]") {
  Desk desk{{recoverable("a")}};
  CHECK_THROWS_AS(desk.say(R"({"rpc":{},"id":1})"), Violation);
  desk.connect();
  CHECK_THROWS_AS(desk.say(R"({"connect":{},"id":2})"), Violation);
  CHECK_THROWS_AS(desk.say(R"({"rpc":{},"id":1})"), Violation);
  CHECK_THROWS_AS(desk.say(R"({"rpc":{}})"), Violation);
  CHECK_THROWS_AS(desk.say("{"), Violation);
  CHECK_THROWS_AS(desk.say(R"({"subscribe":{"channel":"b"},"id":5})"), Violation);
  desk.say(R"({"subscribe":{"channel":"a"},"id":6})");
  CHECK_THROWS_AS(desk.say(R"({"subscribe":{"channel":"a"},"id":7})"), Violation);
}

TEST_CASE("a publication that is lost or doubled on the way is so for the client alone", "[simulation]") {
  Desk desk{{recoverable("a")}};
  desk.connect();
  desk.say(R"({"subscribe":{"channel":"a"},"id":2})");
  desk.broker.mischief.drop = 1;
  desk.broker.publish("a");
  CHECK(desk.hear().empty());
  desk.broker.mischief = {.twice = 1};
  desk.broker.publish("a");
  const auto pushes = desk.hear();
  CHECK(pushes.find("\"offset\":2") != pushes.rfind("\"offset\":2"));
  CHECK(desk.broker.stream("a").top() == 2);
}
