#include "core/batch.h"

#include <catch2/catch.hpp>

using namespace hawser;

TEST_CASE("messages go together, with what stands between them") {
  Batch batch;
  CHECK(batch.empty());
  batch.add("a", "\n");
  batch.add("b", "\n");
  CHECK(batch.take() == "a\nb");
  CHECK(batch.empty());
}

TEST_CASE("a batch stays below what servers refuse, but for a message that is big alone") {
  Batch batch;
  CHECK(batch.has_room(1'000'000));
  batch.add(std::string(10'000, 'x'), "");
  CHECK(batch.has_room(6'000));
  CHECK_FALSE(batch.has_room(7'000));
}
