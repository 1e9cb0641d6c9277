#include "core/requests.h"

#include <catch2/catch.hpp>

using namespace hawser;
using namespace std::chrono_literals;

using Tickets = std::vector<Ticket>;

TEST_CASE("a reply is awaited on the link of its request, until it is settled", "[requests]") {
  Requests requests;
  requests.add(7, Time{1s}, 3);
  CHECK(requests.awaits(7, 3));
  CHECK_FALSE(requests.awaits(7, 4));
  CHECK_FALSE(requests.awaits(8, 3));
  CHECK(requests.settle(7));
  CHECK_FALSE(requests.settle(7));
  CHECK_FALSE(requests.awaits(7, 3));
}

TEST_CASE("a request that wasn't sent has no reply yet", "[requests]") {
  Requests requests;
  requests.add(7, Time{1s}, Requests::nowhere);
  CHECK_FALSE(requests.awaits(7, 1));
  requests.sent(7, 1);
  CHECK(requests.awaits(7, 1));
  requests.sent(99, 1);
  CHECK(requests.count() == 1);
}

TEST_CASE("those that were sent are lost with their link", "[requests]") {
  Requests requests;
  requests.add(1, Time{1s}, 5);
  requests.add(2, Time{1s}, Requests::nowhere);
  requests.add(3, Time{1s}, 5);
  CHECK(requests.take_sent() == Tickets{1, 3});
  CHECK(requests.count() == 1);
}

TEST_CASE("the deadline is the soonest, and none without requests", "[requests]") {
  Requests requests;
  CHECK_FALSE(requests.deadline());
  requests.add(1, Time{3s}, 1);
  requests.add(2, Time{2s}, 1);
  CHECK(requests.deadline() == Time{2s});
  CHECK(requests.take_due(Time{1s}).empty());
  CHECK(requests.take_due(Time{2s}) == Tickets{2});
  CHECK(requests.deadline() == Time{3s});
  requests.settle(1);
  CHECK_FALSE(requests.deadline());
}

TEST_CASE("a deadline that nobody waits for passes without a word", "[requests]") {
  Requests requests;
  requests.add(1, Time{2s}, 1);
  requests.add(2, Time{3s}, 1);
  requests.settle(1);
  CHECK(requests.take_due(Time{2s}).empty());
  CHECK(requests.deadline() == Time{3s});
}

TEST_CASE("a request may wait for ever", "[requests]") {
  Requests requests;
  requests.add(1, std::nullopt, 1);
  CHECK_FALSE(requests.deadline());
  requests.add(2, Time{1s}, 1);
  requests.settle(2);
  CHECK_FALSE(requests.deadline());
  CHECK(requests.awaits(1, 1));
}

TEST_CASE("an id that is used again replaces the old request", "[requests]") {
  Requests requests;
  requests.add(1, Time{1s}, 1);
  requests.add(1, std::nullopt, 1);
  CHECK(requests.count() == 1);
  CHECK_FALSE(requests.deadline());
}
