#include "protocol/text.h"

#include <catch2/catch.hpp>

using namespace hawser;
using namespace std::string_literals;

TEST_CASE("a string stands for its text", "[text]") {
  CHECK(unescape("") == "");
  CHECK(unescape("plain ü") == "plain ü");
  CHECK(unescape(R"(\"\\\/\b\f\n\r\t)") == "\"\\/\b\f\n\r\t");
  CHECK(unescape(R"(a\u0041b)") == "aAb");
  CHECK(unescape(R"(\u0000)") == "\0"s);
  CHECK(unescape(R"(\u00e9\u00E9)") == "éé");
  CHECK(unescape(R"(\u20ac\uFFFF)") == "\u20ac\uFFFF");
}

TEST_CASE("two surrogates are one character", "[text]") {
  CHECK(unescape(R"(\ud83d\ude00)") == "😀");
  CHECK(unescape(R"(\uD800\uDC00)") == "\U00010000");
  CHECK(unescape(R"(\uDBFF\uDFFF)") == "\U0010FFFF");
}

TEST_CASE("an unpaired surrogate equals no text in UTF-8", "[text]") {
  CHECK(unescape(R"(\ud800)") == "\xED\xA0\x80");
  CHECK(unescape(R"(\udc00\ud800)") == "\xED\xB0\x80\xED\xA0\x80");
  CHECK(unescape(R"(\ud800\u0041)") ==
        "\xED\xA0\x80"
        "A");
  CHECK(unescape(R"(\ud800\\u0041)") == "\xED\xA0\x80\\u0041");
}

TEST_CASE("a whole number is digits and nothing else, and exact up to its bound", "[text]") {
  std::uint64_t number = 5;
  for (const auto* const none : {"", "-1", "+1", " 1", "1 ", "1.0", "1e3", "0x1", "256", "99999999999999999999999"})
    CHECK_FALSE(whole_number(none, 255, number));
  CHECK(number == 5);
  CHECK((whole_number("255", 255, number) && number == 255));
  CHECK((whole_number("007", 255, number) && number == 7));
  CHECK((whole_number("18446744073709551615", UINT64_MAX, number) && number == UINT64_MAX));
  CHECK_FALSE(whole_number("18446744073709551616", UINT64_MAX, number));
}
