#include "client/outputs.h"

#include <catch2/catch.hpp>

#include "support/print.h"

using namespace hawser;

TEST_CASE("outputs are told once, in order", "[outputs]") {
  Outputs outputs;
  CHECK_FALSE(outputs.poll());
  outputs.tell(Left{1});
  outputs.tell(Left{2});
  CHECK(print::line(*outputs.poll()) == "left 1");
  outputs.tell(Left{3});
  CHECK(print::line(*outputs.poll()) == "left 2");
  CHECK(print::line(*outputs.poll()) == "left 3");
  CHECK_FALSE(outputs.poll());
}

TEST_CASE("what is held doesn't move while more is held", "[outputs]") {
  Outputs outputs;
  const auto first = outputs.hold("short");
  for (int i = 0; i < 1000; ++i) outputs.hold(Letters{{.bytes = std::string(100, 'x')}});
  CHECK(first == "short");
}

TEST_CASE("what is held stays until the next call after it was told", "[outputs]") {
  Outputs outputs;
  const auto bytes = outputs.hold("short");
  outputs.tell(Transmit{1, bytes, false});
  outputs.begin();
  CHECK(print::line(*outputs.poll()) == "> short");
  CHECK_FALSE(outputs.poll());
  CHECK(bytes == "short");
  outputs.begin();
  CHECK(outputs.hold("next") == "next");
}
