#include "simulation/stream.h"

#include <catch2/catch.hpp>

using namespace hawser::simulation;

TEST_CASE("a history covers what came after a position, as long as it keeps it", "[simulation]") {
  Stream stream{"a", 10, 3};
  CHECK(stream.covers({10, "a"}));
  for (const auto* const data : {"11", "12", "13"}) stream.publish(data, false);
  CHECK(stream.since({10, "a"}).value().size() == 3);
  CHECK(stream.since({12, "a"}).value().front().data == "13");
  CHECK(stream.since({13, "a"}).value().empty());
  stream.publish("14", false);
  CHECK_FALSE(stream.covers({10, "a"}));
  CHECK(stream.covers({11, "a"}));
  CHECK_FALSE(stream.covers({15, "a"}));
  CHECK_FALSE(stream.covers({14, "b"}));
}

TEST_CASE("a stream that begins anew covers nothing of before", "[simulation]") {
  Stream stream{"a", 0, 3};
  stream.publish("1", false);
  stream.restart("b");
  CHECK(stream.position() == Position{0, "b"});
  CHECK_FALSE(stream.covers({1, "a"}));
  CHECK_FALSE(stream.covers({0, "a"}));
}

TEST_CASE("the checker can look up all that ever was", "[simulation]") {
  Stream stream{"a", 7, 1};
  stream.publish("8", false);
  stream.publish("9", false);
  stream.restart("b");
  stream.publish("1", false);
  REQUIRE(stream.ever("a", 8));
  CHECK(*stream.ever("a", 8) == "8");
  CHECK(*stream.ever("b", 1) == "1");
  CHECK(stream.ever("a", 7) == nullptr);
  CHECK(stream.ever("a", 10) == nullptr);
  CHECK(stream.serial("8") < stream.serial("1"));
  CHECK(stream.serial("2") == 0);
}
