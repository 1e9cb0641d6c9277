#include "protocol/json.h"

#include <catch2/catch.hpp>
#include <string>

using namespace hawser;
using namespace std::string_literals;
using namespace std::string_view_literals;

TEST_CASE("a document is read by name", "[json]") {
  const auto document = json::Document::parse(R"({"a":1.5,"b":true,"c":"x","d":{"e":-1},"f":4294967295,"g":null})");
  REQUIRE(document);
  const auto root = document->root();
  CHECK(root["a"].number() == 1.5);
  CHECK(root["b"].boolean() == true);
  CHECK(root["c"].text() == "x"sv);
  CHECK(root["d"]["e"].number() == -1);
  CHECK(root["f"].uint_or(0) == 4294967295);
  CHECK(root["d"]["e"].uint_or(7) == 7);
  CHECK(root["g"]);
}

TEST_CASE("what is missing or of another kind falls back", "[json]") {
  const auto document = json::Document::parse(R"({"a":"1","b":2})");
  REQUIRE(document);
  const auto root = document->root();
  CHECK_FALSE(root["x"]);
  CHECK_FALSE(root["x"]["y"]["z"]);
  CHECK_FALSE(root["a"]["y"]);
  CHECK(root["a"].number_or(3) == 3);
  CHECK(root["b"].text_or("t") == "t");
  CHECK(root["b"].boolean_or(true));
  CHECK(root["x"].uint_or(9) == 9);
}

TEST_CASE("the last of several keys counts", "[json]") {
  CHECK(json::Document::parse(R"({"a":1,"\u0061":2})")->root()["a"].number() == 2);
}

TEST_CASE("texts that would hurt RapidJSON never reach it", "[json]") {
  const auto tiny = "0." + std::string(100, '0') + "1e-2147483639";  // CVE-2024-38517
  const auto text = GENERATE_COPY(as<std::string>{}, tiny, "[" + tiny + "]", "1e+9999", "1E1000", "{}\0"s, "\0{}"s, "",
                                  "\xEF\xBB\xBF{}", "{\"a\":1", "{}x", "[" + std::string(100'000, '['),
                                  std::string(65, '[') + std::string(65, ']'), "1e400", R"(["\ud800"])");
  CAPTURE(text);
  CHECK_FALSE(json::Document::parse(text));
}

TEST_CASE("digits after an e in a string are no exponent", "[json]") {
  const auto document = json::Document::parse(R"({"a":"deadbe3e1234567890","b":1e2,"e":5e-3,"z":0e211})");
  REQUIRE(document);
  CHECK(document->root()["a"].text() == "deadbe3e1234567890"sv);
  CHECK(document->root()["e"].number() == 0.005);
  CHECK(document->root()["z"].number() == 0);
}

TEST_CASE("a text is written as a JSON string", "[json]") {
  CHECK(json::quoted("") == R"("")");
  CHECK(json::quoted("a\"b\\\n\x01ü😀") == R"("a\"b\\\n\u0001ü😀")");
  CHECK(json::quoted("\0"sv) == R"("\u0000")");
  const auto document = json::Document::parse("{\"a\":" + json::quoted("x\"\t/ \x7f") + "}");
  REQUIRE(document);
  CHECK(document->root()["a"].text() == "x\"\t/ \x7f"sv);
}

TEST_CASE("a quoted text is the string of JSON that stands for it", "[json]") {
  CHECK(json::quoted("\b\t\n\v\f\r\"\\/\x7f"
                     "\x1f"
                     "ü") == R"("\b\t\n\u000B\f\r\"\\/)"
                             "\x7f"
                             R"(\u001Fü")");
  std::string all;
  for (int byte = 0; byte < 128; ++byte) all += static_cast<char>(byte);
  const auto quoted = json::quoted(all);
  const auto document = json::Document::parse(quoted);
  REQUIRE(document);
  CHECK(document->root().text() == all);
}

TEST_CASE("a number is as JSON.parse reads it", "[json]") {
  CHECK(json::Document::parse("0.1")->root().number() == 0.1);
  CHECK(json::Document::parse("123456.789e3")->root().number() == 123456.789e3);
  CHECK(json::Document::parse("1e22")->root().number() == 1e22);
  CHECK(json::Document::parse("1e308")->root().number() == Approx(1e308).epsilon(1e-14));
  CHECK(json::Document::parse("5e-324")->root().number() <= 5e-324);
  CHECK(json::Document::parse("2e-300")->root().number() == Approx(2e-300).epsilon(1e-14));
}
