#include "protocol/key_path.h"

#include <catch2/catch.hpp>
#include <string>

using namespace hawser;

namespace {

std::string key(std::string_view path, std::string_view payload) {
  std::string written;
  const auto found = KeyPath{path}.find(payload, {}, written);
  return found ? std::string{*found} : "not JSON";
}

}  // namespace

TEST_CASE("a key is found where its path says, and is what JSON has there", "[key_path]") {
  CHECK(key("symbol", R"({"price":1,"symbol":"ABC"})") == R"("ABC")");
  CHECK(key("id", R"({"id":-1.5e3})") == "-1.5e3");
  CHECK(key("on", R"({"on":true})") == "true");
  CHECK(key("id", R"({"id":null})") == "null");
  CHECK(key("instrument.id", R"({"id":1, "instrument" : { "id" : 2 } })") == "2");
  CHECK(key("a.b.c", R"({"a":{"b":{"c":"x"}}})") == R"("x")");
}

TEST_CASE("of several fields of one name the last one counts, as JSON.parse has it", "[key_path]") {
  CHECK(key("a", R"({"a":1,"a":2})") == "2");
  CHECK(key("a.b", R"({"a":{"b":1},"a":{"c":2}})").empty());
}

TEST_CASE("names of prototypes are names", "[key_path]") {
  CHECK(key("__proto__", R"({"__proto__":"x"})") == R"("x")");
  CHECK(key("__proto__", R"({"a":1})").empty());
  CHECK(key("constructor.name", R"({"a":1})").empty());
}

TEST_CASE("a payload without the field, or with a list or an object in it, has no key", "[key_path]") {
  CHECK(key("symbol", R"({"price":1})").empty());
  CHECK(key("symbol", R"({"symbol":{"a":1}})").empty());
  CHECK(key("symbol", R"({"symbol":[1]})").empty());
  CHECK(key("a.b", R"({"a":[{"b":1}]})").empty());
  CHECK(key("a.b", R"({"a":1})").empty());
  CHECK(key("a", "[1]").empty());
  CHECK(key("a", "\"text\"").empty());
  CHECK(key("a", "7").empty());
  CHECK(key("a..b", R"({"a":{"":{"b":1}}})").empty());
}

TEST_CASE("a string is one key however it was escaped", "[key_path]") {
  CHECK(key("a", R"({"a":"\u0041B"})") == R"("AB")");
  CHECK(key("a", R"({"\u0061":"A\u0042"})") == R"("AB")");
  CHECK(key("a", R"({"a":"\ud83d\ude00"})") == "\"\U0001F600\"");
  CHECK(key("a", R"({"a":"\u0022\\\n"})") == R"("\"\\\n")");
  CHECK(key("a", R"({"a":"\ud800"})") == R"("\ud800")");
  CHECK(key("a", "{\"a\":\"\xED\x9F\xBF\\u0041\"}") ==
        "\"\xED\x9F\xBF"
        "A\"");
}

TEST_CASE("what was found on the way need not be looked for", "[key_path]") {
  std::string written;
  CHECK(KeyPath{"a.b"}.first_name() == "a");
  CHECK(KeyPath{"a"}.find("(unread)", "\"x\"", written) == "\"x\"");
  CHECK(KeyPath{"a.b"}.find("(unread)", R"({"b":5})", written) == "5");
  CHECK(KeyPath{"a.b"}.find("(unread)", "", written) == "");
}

TEST_CASE("what is no JSON, or too deep for a scan, has neither key nor none", "[key_path]") {
  CHECK(key("a", R"({"a":1)") == "not JSON");
  CHECK(key("a", "") == "not JSON");
  CHECK(key("a", R"({"a":1}x)") == "not JSON");
  CHECK(key("a", std::string(65, '[') + std::string(65, ']')) == "not JSON");
}
