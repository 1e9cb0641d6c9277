#include "protocol/scan.h"

#include <array>
#include <catch2/catch.hpp>
#include <random>
#include <string>

#include "protocol/scan_oracle.h"

using namespace hawser;
using namespace std::string_literals;
using namespace std::string_view_literals;

namespace {

Scanned check(std::string_view text, std::uint32_t max_depth = deepest_walk) { return scan(text, {}, {}, max_depth); }

// The text of a field, or "-" where there is none.
std::string field(std::string_view text, std::string_view name) {
  Span value;
  scan(text, {&name, 1}, {&value, 1}, deepest_walk);
  return value.end == 0 ? "-"s : std::string{text.substr(value.begin, value.end - value.begin)};
}

std::string nested(std::size_t depth, char open = '[', char close = ']') {
  return std::string(depth, open) + std::string(depth, close);
}

const std::string message =
    R"( {"type":"chat","payload":{"text":"a \"b\" \\ \u00e9 ü","list":[1,-2.5e+3,true,false,null,{"":[]}]},"id":17} )";

}  // namespace

TEST_CASE("fields are found wherever they stand", "[scan]") {
  CHECK(field(R"({"type":"a"})", "type") == R"("a")");
  CHECK(field(R"({"x":{"type":"no"},"type":"yes"})", "type") == R"("yes")");
  CHECK(field(" { \"a\" :\n[1, 2]\t, \"type\"\r: 3 } ", "type") == "3");
  CHECK(field(R"({"x":["type"],"y":"type"})", "type") == "-");
  CHECK(field(R"(["type"])", "type") == "-");
  CHECK(field(message, "payload").size() == message.find(",\"id\"") - message.find("{\"text\""));
}

TEST_CASE("the last of several keys wins, as in JSON.parse", "[scan]") {
  CHECK(field(R"({"type":"a","type":"b"})", "type") == R"("b")");
  CHECK(field(R"({"type":"a","\u0074ype":"b"})", "type") == R"("b")");
  CHECK(field(R"({"\u0074\u0079pe":"a","type":null})", "type") == "null");
}

TEST_CASE("a value in which a key comes twice is cut as it is", "[scan]") {
  CHECK(field(R"({"type":{"a":1,"a":[2]}})", "type") == R"({"a":1,"a":[2]})");
  CHECK(oracle::disagreement(R"({"type":{"a":1,"a":[2]}})", "type") == std::nullopt);
}

TEST_CASE("a key is the text it stands for", "[scan]") {
  CHECK(field(R"({"a\/b":1})", "a/b") == "1");
  CHECK(field(R"({"\ud83d\ude00":1})", "😀") == "1");
  CHECK(field(R"({"a\u0000b":1})", "a\0b"sv) == "1");
  CHECK(field(R"({"a\u0000b":1})", "a") == "-");
  CHECK(field(R"({"__proto__":{"x":1}})", "__proto__") == R"({"x":1})");
  CHECK(field(R"({"":1})", "") == "-");
}

TEST_CASE("what JSON.parse takes is taken", "[scan]") {
  const auto text = GENERATE(as<std::string>{}, "0", "-0", "1e400", "-0.0e-0", "1E+2", "123456789012345678901234567890",
                             R"("\ud800")", R"("\udc00\ud800")", R"("\u0000")", "\"\x7f\"", R"("\"\\\/\b\f\n\r\t")",
                             "true", "false", "null", "[]", " [ ] ", "[[],[]]", R"([{}, {"a":[]}, ""])", "\"ü\"");
  CAPTURE(text);
  CHECK(check(text) == Scanned::other);
}

TEST_CASE("what JSON.parse refuses is refused", "[scan]") {
  const auto text = GENERATE(
      as<std::string>{}, "", " ", "nul", "nulll", "True", "NaN", "Infinity", "undefined", "+1", "01", "-", "-01", "1.",
      ".5", "1.e1", "1e", "1e+", "0x10", "1_000", "'a'", "\"", "\"\\\"", R"("\x41")", R"("\u12g4")", R"("\u12")",
      "\"\t\"", "\"\n\"", "[", "]", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "[1}", "{]", "{", "{\"a\"",
      "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{,}", "{a:1}", "{1:1}", "{\"a\" 1}", "{\"a\":1 \"b\":2}",
      "{\"a\":}", "{} {}", "[] x", "[{\"a\":1,]", "// x\n1", "[1,/**/2]", "\xEF\xBB\xBF{}", "\xEF\xBB{}", "\xC2\xA0{}",
      "\v1", "{}\f", "[\"a\":1]", "{\"a\",\"b\"}", "[-]", "[}", "{\"a\":[}", "{\"a\":1]");
  CAPTURE(text);
  CHECK(check(text) == Scanned::not_json);
}

TEST_CASE("a NUL is no white space and ends nothing", "[scan]") {
  CHECK(check("{}\0"sv) == Scanned::not_json);
  CHECK(check("\0{}"sv) == Scanned::not_json);
  CHECK(check("123\0"sv) == Scanned::not_json);
  CHECK(check("[1,\0]"sv) == Scanned::not_json);
  CHECK(check("\"a\0b\""sv) == Scanned::not_json);
  CHECK(check("{\"a\\\0\":1}"sv) == Scanned::not_json);
}

TEST_CASE("depth is counted in brackets and limited", "[scan]") {
  CHECK(check(nested(64)) == Scanned::other);
  CHECK(check(nested(65)) == Scanned::too_deep);
  CHECK(check(nested(1'000'000)) == Scanned::too_deep);
  CHECK(check(std::string(1'000'000, '[')) == Scanned::too_deep);
  CHECK(check(nested(3), 2) == Scanned::too_deep);
  CHECK(check("1", 0) == Scanned::other);
  CHECK(check("{}", 0) == Scanned::too_deep);
  CHECK(check("{\"a\":" + nested(63) + "}") == Scanned::object);
  CHECK(check("{\"a\":" + nested(64) + "}") == Scanned::too_deep);
  CHECK(check(R"({"a":{"b":[]}})", 3) == Scanned::object);
  CHECK(check(R"({"a":{"b":[]}})", 2) == Scanned::too_deep);
}

TEST_CASE("the kind of every bracket is remembered to the full depth", "[scan]") {
  std::string open;
  std::string close;
  for (int i = 0; i < 32; ++i) {
    open += R"([{"a":)";
    close = "}]" + close;
  }
  CHECK(check(open + "1" + close) == Scanned::other);
  close[20] = close[20] == ']' ? '}' : ']';
  CHECK(check(open + "1" + close) == Scanned::not_json);
}

TEST_CASE("a message cut at any byte is no JSON", "[scan]") {
  REQUIRE(check(message) == Scanned::object);
  for (std::size_t size = 0; size + 1 < message.size(); ++size)
    CHECK(check(message.substr(0, size)) == Scanned::not_json);
}

TEST_CASE("a message with any one byte changed is read as RapidJSON reads it", "[scan]") {
  for (std::size_t i = 0; i < message.size(); ++i)
    for (int byte = 0; byte < 256; ++byte) {
      auto changed = message;
      changed[i] = static_cast<char>(byte);
      const auto fault = oracle::disagreement(changed, "payload");
      if (fault) FAIL(*fault << ": " << changed);
    }
}

TEST_CASE("random texts are read as RapidJSON reads them", "[scan]") {
  constexpr std::array pieces{"{"sv,           "}"sv,        "["sv,    "]"sv,      ","sv,    ":"sv,    "\"a\""sv,
                              "\"\\u0061\""sv, "\"b\\n\""sv, "1"sv,    "-0.5e1"sv, "true"sv, "null"sv, " "sv,
                              "\\"sv,          "\"\""sv,     "\x01"sv, "0"sv,      "e"sv};
  std::mt19937 random{7};
  for (int i = 0; i < 200'000; ++i) {
    std::string text = i % 2 ? "{\"a\":" : "";
    for (auto left = random() % 12; left > 0; --left) text += pieces[random() % pieces.size()];
    if (i % 4 > 1) text += "}";
    const auto fault = oracle::disagreement(text, "a");
    if (fault) FAIL(*fault << ": " << text);
  }
}

TEST_CASE("random bytes are read as RapidJSON reads them", "[scan]") {
  std::mt19937 random{11};
  for (int i = 0; i < 50'000; ++i) {
    std::string text(random() % 24, '\0');
    for (char& c : text) c = static_cast<char>(random());
    const auto fault = oracle::disagreement(text, "a");
    if (fault) FAIL(*fault << ": " << text);
  }
}
