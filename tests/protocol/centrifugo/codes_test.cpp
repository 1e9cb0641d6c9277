#include "protocol/centrifugo/codes.h"

#include <catch2/catch.hpp>

using namespace hawser::centrifugo;

TEST_CASE("a client stays away after 3500 to 3999 and 4500 to 4999, and after nothing else", "[centrifugo][codes]") {
  for (std::uint32_t code = 0; code <= 5000; ++code)
    CHECK(is_terminal_close(code) == ((code / 500 == 7 || code / 500 == 9) && code < 5000));
  CHECK_FALSE(is_terminal_close(65535));
}

TEST_CASE("errors below 100 and marked ones are temporary", "[centrifugo][codes]") {
  CHECK(is_temporary(1, false));
  CHECK(is_temporary(99, false));
  CHECK_FALSE(is_temporary(100, false));
  CHECK(is_temporary(100, true));
  CHECK_FALSE(is_temporary(103, false));
}

TEST_CASE("a token that ran out is asked for again", "[centrifugo][codes]") {
  CHECK(asks_for_token(109));
  CHECK_FALSE(asks_for_token(110));
  CHECK_FALSE(is_temporary(109, false));
}

TEST_CASE("a subscription that the server ended comes back from 2500 on", "[centrifugo][codes]") {
  CHECK_FALSE(resubscribes(2000));
  CHECK_FALSE(resubscribes(2499));
  CHECK(resubscribes(2500));
  CHECK(resubscribes(2502));
}

TEST_CASE("3014 and 2502 say that what was known no longer holds", "[centrifugo][codes]") {
  CHECK(invalidates_connection(3014));
  CHECK_FALSE(invalidates_connection(3010));
  CHECK(invalidates_subscription(2502));
  CHECK_FALSE(invalidates_subscription(2500));
}
