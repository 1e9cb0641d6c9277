#include "protocol/centrifugo/replies.h"

#include <catch2/catch.hpp>

#include "protocol/centrifugo/golden.h"
#include "protocol/centrifugo/server.h"

using namespace hawser;
using namespace hawser::centrifugo;
using golden::bytes;

namespace {

bool is_refused(std::string_view frame, Limits limits = {}) {
  Replies read;
  const auto verdict = read_json(frame, limits, read);
  if (verdict == Verdict::refused) CHECK(read.items() == 0);
  return verdict == Verdict::refused;
}

bool is_refused_protobuf(const std::string& frame, Limits limits = {}) {
  Replies read;
  const auto verdict = read_protobuf(frame, limits, read);
  if (verdict == Verdict::refused) CHECK(read.items() == 0);
  return verdict == Verdict::refused;
}

// The frame as a server that repeats itself in the plainest way would say it.
std::string plain(std::string_view frame) {
  Replies read;
  if (read_json(frame, {}, read) != Verdict::structured) return "refused";
  return server::json(frame, read);
}

std::string pub(std::string_view fields) { return R"({"push":{"channel":"a","pub":{)" + std::string{fields} + "}}}"; }

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

}  // namespace

TEST_CASE("an empty reply is a ping", "[centrifugo][replies]") {
  Replies read;
  REQUIRE(read_json("{}", {}, read) == Verdict::structured);
  REQUIRE(read.replies.size() == 1);
  CHECK(read.replies.front().is_ping());
  REQUIRE(read_protobuf(bytes("00"), {}, read) == Verdict::structured);
  REQUIRE(read.replies.size() == 1);
  CHECK(read.replies.front().is_ping());
  REQUIRE(read_json(R"({"id":1})", {}, read) == Verdict::structured);
  CHECK_FALSE(read.replies.front().is_ping());
}

TEST_CASE("a push of a kind unknown has a channel and no event", "[centrifugo][replies]") {
  Replies read;
  REQUIRE(read_json(R"({"push":{"channel":"a","later":{"x":[1]}}})", {}, read) == Verdict::structured);
  const auto& push = std::get<Push>(read.replies.front().body);
  CHECK(push.channel == "a");
  CHECK(push.event.index() == 0);
}

TEST_CASE("offsets are exact to the last of 64 bits", "[centrifugo][replies]") {
  CHECK(plain(pub(R"("offset":18446744073709551615)")) == pub(R"("offset":18446744073709551615)"));
  CHECK(plain(pub(R"("offset":9007199254740993)")) == pub(R"("offset":9007199254740993)"));
  for (const auto* const offset : {"18446744073709551616", "-1", "-0", "1.0", "1e3", "\"1\"", "true", "[]", "{}"})
    CHECK(is_refused(pub(R"("offset":)" + std::string{offset})));
}

TEST_CASE("a value of another kind is refused", "[centrifugo][replies]") {
  const auto frame = GENERATE(
      as<std::string>{}, R"({"id":"1"})", R"({"id":4294967296})", R"({"id":-1})", R"({"push":[]})", R"({"push":"x"})",
      R"({"push":{"channel":1}})", R"({"push":{"pub":[]}})", R"({"push":{"pub":{"tags":["a"]}}})",
      R"({"push":{"pub":{"tags":{"a":1}}}})", R"({"push":{"pub":{"delta":1}}})", R"({"push":{"pub":{"info":"x"}}})",
      R"({"id":1,"error":"x"})", R"({"id":1,"error":{"code":"x"}})", R"({"id":1,"subscribe":{"publications":{}}})",
      R"({"id":1,"subscribe":{"publications":[null]}})", R"({"id":1,"connect":{"subs":[]}})", R"({"publish":true})");
  CAPTURE(frame);
  CHECK(is_refused(frame));
}

TEST_CASE("a null is as good as a field left out", "[centrifugo][replies]") {
  CHECK(plain(R"({"id":1,"error":null,"push":null,"publish":{}})") == R"({"id":1,"publish":{}})");
  CHECK(plain(pub(R"("offset":null,"info":null,"tags":null,"delta":null)")) == pub(""));
  CHECK(plain(R"({"id":null})") == "{}");
  CHECK(plain(R"({"id":1,"subscribe":{"epoch":null,"publications":null}})") == R"({"id":1,"subscribe":{}})");
  CHECK(plain(pub(R"("data":null)")) == pub(R"("data":null)"));
}

TEST_CASE("the last of several keys of a reply wins, as in JSON.parse", "[centrifugo][replies]") {
  CHECK(plain(R"({"id":1,"id":2})") == R"({"id":2})");
  CHECK(plain(pub(R"("offset":1,"data":1,"d\u0061ta":2)")) == pub(R"("data":2,"offset":1)"));
  CHECK(plain(pub(R"("data":1,"tags":{"k":"a","j":"b","\u006b":"c"})")) == pub(R"("data":1,"tags":{"j":"b","k":"c"})"));
  CHECK(plain(R"({"push":{"channel":"a","pub":{"data":1,"offset":1}},"push":{"channel":"b","pub":{"data":2}}})") ==
        R"({"push":{"channel":"b","pub":{"data":2}}})");
  CHECK(plain(R"({"push":{"pub":{"offset":1}},"push":null})") == "{}");
  CHECK(plain(R"({"id":1,"error":{"code":1},"error":null,"rpc":{}})") == R"({"id":1,"rpc":{}})");
  CHECK(plain(R"({"id":1,"history":{"publications":[{"data":1}],"publications":[{"data":2}]}})") ==
        R"({"id":1,"history":{"publications":[{"data":2}]}})");
  CHECK(plain(R"({"id":1,"connect":{"subs":{"a":{"ttl":1},"b":{},"a":{"ttl":2}}}})") ==
        R"({"id":1,"connect":{"subs":{"b":{},"a":{"ttl":2}}}})");
}

TEST_CASE("in protobuf too the last of several keys and fields wins", "[centrifugo][replies]") {
  Replies read;
  const auto frame = bytes("1e221c 120161 120162 2214 3a060a016b120161 3a060a016b120162 30013002");
  REQUIRE(read_protobuf(frame, {}, read) == Verdict::structured);
  CHECK(server::json(frame, read) == R"({"push":{"channel":"b","pub":{"offset":2,"tags":{"k":"b"}}}})");
}

TEST_CASE("a reply with two answers, or a push of two kinds, is refused", "[centrifugo][replies]") {
  CHECK(is_refused(R"({"id":1,"error":{"code":1},"rpc":{}})"));
  CHECK(is_refused(R"({"id":1,"connect":{},"subscribe":{}})"));
  CHECK(is_refused(R"({"push":{"pub":{},"join":{}}})"));
  CHECK(is_refused_protobuf(bytes("04 3200 3a00")));
  CHECK_FALSE(is_refused_protobuf(bytes("04 3200 3200")));
}

TEST_CASE("names with escapes are written out", "[centrifugo][replies]") {
  Replies read;
  REQUIRE(read_json(R"({"push":{"channel":"\u0061\n","pub":{"tags":{"\"":"\\"}}}})", {}, read) == Verdict::structured);
  const auto& push = std::get<Push>(read.replies.front().body);
  CHECK(push.channel == "a\n");
  const auto tags = read[std::get<Publication>(push.event).tags];
  REQUIRE(tags.size() == 1);
  CHECK(tags.front().key == "\"");
  CHECK(tags.front().value == "\\");
}

TEST_CASE("replies stand on lines of their own", "[centrifugo][replies]") {
  CHECK(plain("{}\n{\"id\":1}") == "{}\n{\"id\":1}");
  CHECK(plain("\n {} \r\n\n{}\n") == "{}\n{}");
  CHECK(plain("{\n\"id\":\n1}\n{}") == "{\"id\":1}\n{}");
  CHECK(plain("").empty());
  CHECK(is_refused("{}{}"));
  CHECK(is_refused("{} {}"));
  CHECK(is_refused("{}\r{}"));
}

TEST_CASE("one bad reply refuses its frame", "[centrifugo][replies]") {
  const auto bad = GENERATE(as<std::string>{}, "x", "[]", "null", "1", "{", "{\"id\":1,}", "{\"id\" 1}", "{\"a\":[1}}",
                            "{\"a\":{\"b\":1]}", "{'id':1}", "<html>", "{\"data\":\x01}", "{\"a\":\"\n\"}");
  CAPTURE(bad);
  CHECK(is_refused(bad));
  CHECK(is_refused("{\"id\":1}\n" + bad));
  CHECK(is_refused(bad + "\n{\"id\":1}"));
}

TEST_CASE("a payload is checked as strictly as JSON.parse would", "[centrifugo][replies]") {
  CHECK_FALSE(is_refused(pub(R"("data":{"a":[1,-2.5e+3,"\ud800",true,{},[]],"a":null})")));
  for (const auto* const data : {"01", "[1,]", "{\"a\"}", "nul", "\"\\x\"", "", "[1 2]", "{,}", "[}"})
    CHECK(is_refused(pub(R"("data":)" + std::string{data})));
}

TEST_CASE("depth is limited, payloads included", "[centrifugo][replies]") {
  CHECK_FALSE(is_refused(pub("\"data\":" + nested(61))));
  CHECK(is_refused(pub("\"data\":" + nested(62))));
  CHECK(is_refused(pub("\"data\":" + nested(1'000'000))));
  CHECK_FALSE(is_refused(pub("\"data\":1"), {.max_depth = 3}));
  CHECK(is_refused(pub("\"data\":1"), {.max_depth = 2}));
  CHECK(is_refused(R"({"unknown":)" + nested(64) + "}"));
}

TEST_CASE("the items of a frame are limited, whatever they are", "[centrifugo][replies]") {
  const Limits four{.max_items = 4};
  CHECK_FALSE(is_refused("{}\n{}\n{}\n{}", four));
  CHECK(is_refused("{}\n{}\n{}\n{}\n{}", four));
  CHECK_FALSE(is_refused(R"({"history":{"publications":[{},{},{}]}})", four));
  CHECK(is_refused(R"({"history":{"publications":[{},{},{},{}]}})", four));
  CHECK(is_refused(pub(R"("tags":{"a":"","b":"","c":"","d":""})"), four));
  CHECK(is_refused(R"({"connect":{"subs":{"a":{},"a":{},"a":{},"a":{}}}})", four));
  CHECK_FALSE(is_refused_protobuf(bytes("00000000"), four));
  CHECK(is_refused_protobuf(bytes("0000000000"), four));
  CHECK_FALSE(is_refused_protobuf(bytes("085a060a000a000a00"), four));
  CHECK(is_refused_protobuf(bytes("0a5a080a000a000a000a00"), four));
}

TEST_CASE("a number too great for its field is refused in protobuf", "[centrifugo][replies]") {
  CHECK_FALSE(is_refused_protobuf(bytes("0608ffffffff0f")));
  CHECK(is_refused_protobuf(bytes("06088080808010")));
  CHECK(is_refused_protobuf(bytes("0208")));
  CHECK(is_refused_protobuf(bytes("020a00")));
  CHECK(is_refused_protobuf(bytes("052203 0a0161")));
}

TEST_CASE("fields unknown are skipped in protobuf", "[centrifugo][replies]") {
  Replies read;
  const auto frame = bytes("14 f8ff03 01 0807 fa7f0161 fd7f00000000 6a00 1805");
  REQUIRE(read_protobuf(frame, {}, read) == Verdict::structured);
  CHECK(server::json(frame, read) == R"({"id":7,"rpc":{}})");
}

TEST_CASE("reading a push again takes no memory anew", "[centrifugo][replies]") {
  Replies read;
  const auto push = pub(R"("data":1,"tags":{"a":"b","c":"d"})");
  read_json(push, {}, read);
  const auto* const reply = read.replies.data();
  const auto* const tag = read.lists[list_of<Tag>].all<Tag>().data();
  const auto* const place = read.places.data();
  for (int i = 0; i < 100; ++i) read_json(push, {}, read);
  CHECK(read.replies.data() == reply);
  CHECK(read.lists[list_of<Tag>].all<Tag>().data() == tag);
  CHECK(read.places.data() == place);
  CHECK(read.names.empty());
}

TEST_CASE(
    "of many entries too the last of several with a key wins, and they "
    "keep their order",
    "[centrifugo][replies]") {
  std::string said;
  std::string last;
  for (int i = 0; i < 100; ++i) said += "\"" + std::to_string(i * 37 % 50) + "\":\"" + std::to_string(i) + "\",";
  for (int i = 50; i < 100; ++i) last += "\"" + std::to_string(i * 37 % 50) + "\":\"" + std::to_string(i) + "\",";
  said.pop_back();
  last.pop_back();
  CHECK(plain(pub(R"("tags":{)" + said + "}")) == pub(R"("tags":{)" + last + "}"));
}

TEST_CASE("memory that an unusual frame took is given back", "[centrifugo][replies]") {
  Replies read;
  std::string many;
  for (int i = 0; i < 10'000; ++i) many += "{}\n";
  read_json(many, {}, read);
  REQUIRE(read.replies.size() == 10'000);
  read_json("{}", {}, read);
  CHECK(read.replies.capacity() < 10);
}

TEST_CASE("data is looked into on the way: type and payload of an envelope and a key, the last of several",
          "[centrifugo]") {
  const ContentNames names{"event", "data", "id"};
  const auto found = [&](std::string_view data) {
    const std::string frame = R"({"push":{"channel":"a","pub":{"data":)" + std::string{data} + "}}}\n{}";
    Replies replies;
    REQUIRE(read_json(frame, {}, replies, names) == Verdict::structured);
    const auto& content = std::get<Publication>(std::get<Push>(replies.replies.front().body).event).data;
    const auto cut = [&](Span span) { return frame.substr(span.begin, span.end - span.begin); };
    CHECK(cut(content.whole) == data);
    return cut(content.type) + "|" + cut(content.payload) + (content.key.end == 0 ? "" : "|" + cut(content.key));
  };
  CHECK(found(R"({"id":1,"event":"chat","id":[2]})") == R"("chat"||[2])");
  CHECK(found(R"({"event":"chat","data":{"event":"no"}})") == R"("chat"|{"event":"no"})");
  CHECK(found(R"({ "data" : 1 , "ev\u0065nt" : "x", "data":[2] })") == R"("x"|[2])");
  CHECK(found(R"({"type":"chat"})") == "|");
  CHECK(found(R"([{"event":"chat"}])") == "|");
  CHECK(found("null") == "|");
  CHECK(found("{}") == "|");
}

TEST_CASE("pushes that begin alike are read as if each were alone", "[centrifugo]") {
  const std::vector<std::string> pushes{
      R"({"push":{"channel":"a","pub":{"data":{"x":1},"offset":1}}})",
      R"({"push":{"channel":"a","pub":{"data":{"x":2},"offset":2,"tags":{"k":"v"}}}})",
      R"({"push":{"channel":"a","pub":{"data":3},"channel":"b"}})",
      R"({"push":{"channel":"a","pub":{"data":4,"data":5}}})",
      R"({"push":{"channel":"a","pub":{"data":6}},"push":{"channel":"c","pub":{"data":7}}})",
      R"({"push":{"channel":"a","pub":{"offset":8,"tags":{"t":"u"},"info":{"client":"c"},"data":8}}})",
      R"({"push":{"channel":"a","pub":{"offset":8,"tags":{"t":"u"},"info":{"client":"c"},"data":9}}})",
      R"({"push":{"channel":"a","pub":{"data":{"x":10}}},"id":3})",
      R"({"push":{"channel":"a\u0062","pub":{"data":11}}})",
      R"({"push":{"channel":"a\u0062","pub":{"data":12}}})",
      R"({"push":{"channel":"a","pub":{"data":null}}})",
      R"({"id":1,"subscribe":{"publications":[{"data":1},{"data":2}]}})",
  };
  const auto alone = [](const std::string& push) {
    Replies replies;
    REQUIRE(read_json(push, {}, replies) == Verdict::structured);
    return server::json(push, replies);
  };
  for (const auto& first : pushes)
    for (const auto& second : pushes) {
      const auto frame = first + '\n' + second + '\n' + first;
      Replies replies;
      REQUIRE(read_json(frame, {}, replies) == Verdict::structured);
      CHECK(server::json(frame, replies) == alone(first) + '\n' + alone(second) + '\n' + alone(first));
    }
}

TEST_CASE("of pushes that begin alike, one that is broken refuses the frame", "[centrifugo]") {
  const std::string push = R"({"push":{"channel":"a","pub":{"data":1}}})";
  const auto broken = GENERATE(
      as<std::string>{}, R"({"push":{"channel":"a","pub":{"data":)", R"({"push":{"channel":"a","pub":{"data":1)",
      R"({"push":{"channel":"a","pub":{"data":1}})", R"({"push":{"channel":"a","pub":{"data":1}}}})",
      R"({"push":{"channel":"a","pub":{"data":tru}}})", R"({"push":{"channel":"a","pub":{"data":1}},"connect":{}})");
  Replies replies;
  CHECK(read_json(push + '\n' + broken, {}, replies) == Verdict::refused);
}
