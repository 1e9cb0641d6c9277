#include "simulation/command.h"

#include <catch2/catch.hpp>

#include "protocol/centrifugo/commands.h"

using namespace hawser;
using simulation::Format;
using simulation::Order;

namespace {

// What the product writes, as the model broker reads it.
simulation::Command heard(Format format, const centrifugo::Command& command, std::uint32_t id = 7) {
  std::string frame;
  (format == Format::json ? centrifugo::write_json : centrifugo::write_protobuf)(frame, id, command);
  const auto commands = simulation::read(format, frame);
  REQUIRE(commands);
  REQUIRE(commands->size() == 1);
  return commands->front();
}

}  // namespace

TEST_CASE("the broker understands what the client writes", "[simulation]") {
  const auto format = GENERATE(Format::json, Format::protobuf);

  const centrifugo::Subscribe sub{.channel = "news",
                                  .token = "t",
                                  .data = "{}",
                                  .positioned = true,
                                  .flag = 1,
                                  .recover = true,
                                  .since = {18'446'744'073'709'551'615U, "e"},
                                  .delta = "fossil"};
  const auto subscribe = heard(format, sub);
  CHECK(subscribe.order == Order::subscribe);
  CHECK(subscribe.id == 7);
  CHECK(subscribe.channel == "news");
  REQUIRE(subscribe.wishes.size() == 1);
  const auto& wish = subscribe.wishes.front();
  CHECK(wish.channel == "news");
  CHECK(wish.token == "t");
  CHECK(wish.data == "{}");
  CHECK((wish.positioned && wish.recover && !wish.recoverable && !wish.join_leave));
  CHECK(wish.since == simulation::Position{18'446'744'073'709'551'615U, "e"});
  CHECK(wish.delta == "fossil");
  CHECK(wish.flag == 1);

  const auto connect = heard(format, centrifugo::Connect{.token = "t", .data = "1", .name = "n", .subs = {&sub, 1}});
  CHECK(connect.order == Order::connect);
  CHECK(connect.token == "t");
  CHECK(connect.data == "1");
  REQUIRE(connect.wishes.size() == 1);
  CHECK(connect.wishes.front().channel == "news");
  CHECK(connect.wishes.front().since.epoch == "e");

  const centrifugo::Position since{5, "e"};
  const auto history = heard(format, centrifugo::History{"news", &since, -1, true});
  CHECK(history.order == Order::history);
  CHECK((history.channel == "news" && history.limit == -1 && history.reverse));
  CHECK(history.since == simulation::Position{5, "e"});

  const auto publish = heard(format, centrifugo::Publish{"news", "[1]"});
  CHECK((publish.order == Order::publish && publish.channel == "news" && publish.data == "[1]"));
  const auto rpc = heard(format, centrifugo::Rpc{"echo", "[1]"});
  CHECK((rpc.order == Order::rpc && rpc.method == "echo" && rpc.data == "[1]"));
  const auto refresh = heard(format, centrifugo::Refresh{"t"});
  CHECK((refresh.order == Order::refresh && refresh.token == "t"));
  const auto sub_refresh = heard(format, centrifugo::SubRefresh{"news", "t"});
  CHECK((sub_refresh.order == Order::sub_refresh && sub_refresh.channel == "news" && sub_refresh.token == "t"));
  CHECK(heard(format, centrifugo::Unsubscribe{"news"}).channel == "news");
  CHECK(heard(format, centrifugo::Presence{"news"}).order == Order::presence);
  CHECK(heard(format, centrifugo::PresenceStats{"news"}).order == Order::presence_stats);
  CHECK(heard(format, centrifugo::Ping{}).order == Order::ping);
  CHECK(heard(format, centrifugo::Send{"1"}).order == Order::send);
  CHECK(heard(format, centrifugo::Pong{}).order == Order::pong);
}

TEST_CASE("several commands come in one frame", "[simulation]") {
  const auto format = GENERATE(Format::json, Format::protobuf);
  const auto write = format == Format::json ? centrifugo::write_json : centrifugo::write_protobuf;
  std::string frame;
  write(frame, 1, centrifugo::Connect{});
  write(frame, 2, centrifugo::Subscribe{.channel = "a"});
  write(frame, 0, centrifugo::Pong{});
  const auto commands = simulation::read(format, frame);
  REQUIRE(commands);
  REQUIRE(commands->size() == 3);
  CHECK(commands->at(1).id == 2);
  CHECK(commands->at(2).order == Order::pong);
}

TEST_CASE("what isn't of the protocol isn't understood", "[simulation]") {
  CHECK_FALSE(simulation::read(Format::json, "{"));
  CHECK_FALSE(simulation::read(Format::json, "[]"));
  CHECK_FALSE(simulation::read(Format::json, R"({"shout":{}})"));
  CHECK_FALSE(simulation::read(Format::protobuf, "\x05\x01"));
}
