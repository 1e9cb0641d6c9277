#include "protocol/centrifugo/commands.h"

#include <array>
#include <catch2/catch.hpp>

#include "protocol/centrifugo/codes.h"
#include "protocol/centrifugo/golden.h"
#include "protocol/scan.h"

using namespace hawser;
using namespace hawser::centrifugo;

namespace {

struct Order {
  std::uint32_t id;
  Command command;
};

using Orders = std::vector<Order>;

constexpr std::string_view jwt = "<JWT>";
constexpr std::string_view hello = R"({"hello":1})";

const std::array server_side{Subscribe{.channel = "full:srv", .recover = true, .since = {0, "mspf"}}};

Connect demo() { return {.token = jwt, .data = R"({"x":1})", .name = "demo", .version = "1.0"}; }

Connect demo_again() {
  auto connect = demo();
  connect.subs = server_side;
  return connect;
}

Subscribe flagged(std::string_view channel) { return {.channel = channel, .flag = channel_compaction}; }

Subscribe with_token(std::string_view channel) {
  auto subscribe = flagged(channel);
  subscribe.token = jwt;
  return subscribe;
}

Subscribe recovering(Subscribe subscribe, Position since) {
  subscribe.recover = true;
  subscribe.since = since;
  return subscribe;
}

Subscribe full() {
  auto subscribe = flagged("full:a");
  subscribe.data = hello;
  return subscribe;
}

Subscribe with_everything_asked() {
  auto subscribe = flagged("opt:a");
  subscribe.positioned = subscribe.recoverable = subscribe.join_leave = true;
  return subscribe;
}

Subscribe with_delta() {
  auto subscribe = flagged("delta:a");
  subscribe.delta = "fossil";
  return subscribe;
}

Orders after_reconnect(std::uint32_t id) {
  return {{id, demo_again()},
          {id + 1, with_token("tok:z")},
          {id + 2, recovering(with_everything_asked(), {0, "OzaS"})},
          {id + 3, recovering(with_delta(), {2, "Shel"})},
          {id + 4, recovering(flagged("cache:a"), {1, "CUCD"})}};
}

const Position second{2, "GyKQ"};

// What the reference client was told to do while golden/v5 was recorded.
const std::vector<Orders> v5{
    {{1, demo()}, {2, full()}},
    {{3, Publish{"full:a", R"({"n":1})"}}},
    {{4, Publish{"full:a", R"({"n":2})"}}, {5, Publish{"full:a", R"({"n":3})"}}, {6, Publish{"full:a", R"({"n":4})"}}},
    {{7, Presence{"full:a"}}},
    {{8, PresenceStats{"full:a"}}},
    {{9, History{.channel = "full:a", .limit = -1}}},
    {{10, History{.channel = "full:a", .limit = 2, .reverse = true}}},
    {{11, History{.channel = "full:a", .since = &second, .limit = 1}}},
    {{12, History{.channel = "full:a"}}},
    {{13, Rpc{"ping", "{}"}}},
    {{14, Rpc{"nope", R"({"a":1})"}}},
    {{15, Publish{"tok:x", "{}"}}},
    {{0, Pong{}}},
    {{16, recovering(full(), {5, "GyKQ"})}},
    {{17, Unsubscribe{"full:a"}}},
    {{18, with_token("tok:ch")}},
    {{0, Pong{}}},
    {{19, SubRefresh{"tok:ch", jwt}}},
    {{20, Unsubscribe{"tok:ch"}}},
    {{21, flagged("tok:y")}},
    {{22, flagged("nope:y")}},
    {{23, with_token("tok:z")}},
    {{24, with_token("tok:z")}},
    {{25, with_everything_asked()}},
    {{26, with_delta()}},
    {{27, recovering(flagged("cache:a"), {})}},
    {{28, Refresh{jwt}}},
    {{0, Pong{}}},
    after_reconnect(29),
    after_reconnect(34),
    after_reconnect(39),
    {{0, Send{R"({"async":1})"}}},
    {{1, Connect{.token = "bad.bad.bad", .name = "js"}}},
    {{1, Connect{.token = jwt, .name = "js"}}},
    {{1, Connect{.name = "js"}}},
};

const std::array headers{Header{"Authorization", "Bearer x"}, Header{"X-Trace", "1"}};
const std::array two_subs{Subscribe{.channel = "a", .recover = true, .since = {UINT64_MAX, "x"}},
                          Subscribe{.channel = "b", .recover = true}};
const Filter filter{.op = "and",
                    .nodes = {{.key = "t", .cmp = "eq", .val = "BTC"},
                              {.op = "not", .nodes = {{.key = "p", .cmp = "in", .vals = {"1", "", "3"}}}}}};
const Position beyond_doubles{9007199254740993, "x"};

const std::vector<Orders> library{
    {{1, Connect{.token = jwt, .name = "js", .headers = headers}},
     {2, Subscribe{.channel = "tags:a", .flag = channel_compaction, .tags_filter = &filter}}},
    {{UINT32_MAX, Connect{.subs = two_subs}}},
    {{0, Send{R"({"async":1})"}}},
    {{3, Ping{}}},
    {{4, History{.channel = "a", .since = &beyond_doubles, .limit = -1, .reverse = true}}},
};

std::string json(const Orders& orders) {
  std::string frame;
  for (const auto& [id, command] : orders) write_json(frame, id, command);
  return frame;
}

std::string protobuf(const Orders& orders) {
  std::string frame;
  for (const auto& [id, command] : orders) write_protobuf(frame, id, command);
  return frame;
}

void check(const std::vector<Orders>& orders, const std::vector<std::string>& golden, auto&& write) {
  REQUIRE(orders.size() == golden.size());
  for (std::size_t i = 0; i < orders.size(); ++i) CHECK(write(orders[i]) == golden[i]);
}

}  // namespace

TEST_CASE("every command is written in JSON as the reference client writes it", "[centrifugo][commands]") {
  check(v5, golden::sent(golden::json("v5")), json);
  check(library, golden::sent(golden::json("library")), json);
}

TEST_CASE("every command is written in protobuf as protobufjs writes it", "[centrifugo][commands]") {
  check(v5, golden::sent(golden::protobuf("v5")), protobuf);
  check(library, golden::sent(golden::protobuf("library")), protobuf);
}

TEST_CASE("a payload with line breaks stays one command", "[centrifugo][commands]") {
  CHECK(json({{1, Publish{"a", "{\r\n \"x\": \"\\n\"\n}"}}}) ==
        R"({"publish":{"channel":"a","data":{   "x": "\n" }},"id":1})");
}

TEST_CASE("names can't break out of their strings", "[centrifugo][commands]") {
  const std::array odd{Header{"\"},", "\n"}};
  const auto frame = json({{1, Connect{.token = "\"", .headers = odd}}, {2, Unsubscribe{"\"}\n{\"send\":{}}"}}});
  CHECK(frame == R"({"connect":{"token":"\"","headers":{"\"},":"\n"}},"id":1})"
                 "\n"
                 R"({"unsubscribe":{"channel":"\"}\n{\"send\":{}}"},"id":2})");
  CHECK(scan(frame.substr(0, frame.find('\n')), {}, {}, 64) == Scanned::object);
}

TEST_CASE("any bytes are a payload in protobuf", "[centrifugo][commands]") {
  CHECK(protobuf({{1, Publish{"a", std::string_view{"\0\n\xFF", 3}}}}) ==
        golden::bytes("0c0801 3a08 0a0161 1203000aff"));
}
