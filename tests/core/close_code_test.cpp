#include "core/close_code.h"

#include <catch2/catch.hpp>
#include <string>

using namespace hawser;

TEST_CASE("only 1000 and 3000 to 4999 may be sent", "[close_code]") {
  for (std::uint32_t code = 0; code <= 0xFFFF; ++code) {
    const bool allowed = code == 1000 || (code >= 3000 && code <= 4999);
    if (close_code::may_be_sent(static_cast<std::uint16_t>(code)) != allowed) FAIL(code);
  }
  SUCCEED();
}

TEST_CASE("what may not be sent becomes a normal close", "[close_code]") {
  CHECK(close_code::sent_for(1001, "") == 1000);
  CHECK(close_code::sent_for(5000, "") == 1000);
  CHECK(close_code::sent_for(3000, "") == 3000);
  CHECK(close_code::sent_for(0, "") == close_code::none);
  CHECK(close_code::sent_for(0, "a reason needs a code") == 1000);
}

TEST_CASE("a reason fits into 123 bytes and is cut between characters", "[close_code]") {
  CHECK(close_code::fitting("bye") == "bye");
  CHECK(close_code::fitting(std::string(123, 'x')).size() == 123);
  CHECK(close_code::fitting(std::string(124, 'x')).size() == 123);

  std::string euros;
  for (int i = 0; i < 42; ++i) euros += "\u20AC";
  CHECK(close_code::fitting(euros).size() == 123);
  CHECK(close_code::fitting("x" + euros).size() == 121);
}

TEST_CASE("a reason that is no UTF-8 is cut all the same", "[close_code]") {
  CHECK(close_code::fitting(std::string(200, '\x80')).empty());
}
