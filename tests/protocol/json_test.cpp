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
