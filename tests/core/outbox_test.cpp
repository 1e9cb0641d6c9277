#include "core/outbox.h"

#include <catch2/catch.hpp>

using namespace hawser;

namespace {

Letter letter(std::string bytes, Ticket ticket = 0, Ticket request = 0) {
  return {std::move(bytes), false, ticket, request};
}

}  // namespace

TEST_CASE("what is kept leaves in order and whole", "[outbox]") {
  Outbox outbox{{}};
  outbox.keep(letter("one", 1));
  outbox.keep({.bytes = "two", .binary = true, .ticket = 2});
  CHECK(outbox.messages() == 2);
  CHECK(outbox.bytes() == 6);
  CHECK(outbox.take().front().ticket == 1);
  const auto second = outbox.take();
  CHECK(second.front().bytes == "two");
  CHECK(second.front().binary);
  CHECK(outbox.empty());
  CHECK(outbox.bytes() == 0);
}

TEST_CASE("it is bounded by count and by bytes", "[outbox]") {
  Outbox outbox{{.messages = 2, .bytes = 10, .overflow = OutboxOverflow::reject}};
  CHECK(outbox.admit(10) == Admission::fits);
  CHECK(outbox.admit(11) == Admission::too_large);
  outbox.keep(letter("12345"));
  CHECK(outbox.admit(5) == Admission::fits);
  CHECK(outbox.admit(6) == Admission::full);
  outbox.keep(letter(""));
  CHECK(outbox.admit(0) == Admission::full);
}

TEST_CASE("its overflow says which message goes", "[outbox]") {
  const auto admission = [](OutboxOverflow overflow) {
    Outbox outbox{{.messages = 1, .overflow = overflow}};
    outbox.keep(letter("one"));
    return outbox.admit(3);
  };
  CHECK(admission(OutboxOverflow::drop_oldest) == Admission::after_the_oldest_went);
  CHECK(admission(OutboxOverflow::drop_newest) == Admission::full);
  CHECK(admission(OutboxOverflow::reject) == Admission::full);
}

TEST_CASE("without room nothing fits, whatever the overflow", "[outbox]") {
  CHECK(Outbox{{.messages = 0}}.admit(0) == Admission::full);
  CHECK(Outbox{{.bytes = 0}}.admit(1) == Admission::too_large);
  CHECK(Outbox{{.bytes = 0}}.admit(0) == Admission::fits);
}

TEST_CASE("a request can be taken back", "[outbox]") {
  Outbox outbox{{}};
  outbox.keep(letter("one", 1, 10));
  outbox.keep(letter("two", 2, 20));
  CHECK(outbox.withdraw(20).front().ticket == 2);
  CHECK(outbox.withdraw(20).empty());
  CHECK(outbox.bytes() == 3);
}

TEST_CASE("a message can be taken back, whatever it carries", "[outbox]") {
  Outbox outbox{{}};
  outbox.keep(letter("one", 1, 2));
  outbox.keep(letter("two", 2));
  CHECK(outbox.recall(2).front().bytes == "two");
  CHECK(outbox.recall(2).empty());
  CHECK(outbox.bytes() == 3);
}

TEST_CASE("it is bound to where it was meant to go", "[outbox]") {
  Outbox outbox{{}};
  outbox.keep(letter("meant for the first"));
  CHECK(outbox.bind("wss://a"));
  CHECK(outbox.bind("wss://a"));
  CHECK_FALSE(outbox.bind("wss://b"));
  CHECK(outbox.bind("wss://b"));
}

TEST_CASE("empty or unbound, it may go anywhere", "[outbox]") {
  Outbox outbox{{}};
  CHECK(outbox.bind("wss://a"));
  CHECK(outbox.bind("wss://b"));
  outbox.keep(letter("one"));
  outbox.unbind();
  CHECK(outbox.bind("wss://c"));
}
