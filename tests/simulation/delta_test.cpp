#include "simulation/delta.h"

#include <catch2/catch.hpp>

#include "protocol/centrifugo/fossil.h"
#include "simulation/dice.h"

using namespace hawser;
using namespace hawser::simulation;

TEST_CASE("a delta of the broker makes the text that it stands for", "[simulation]") {
  Dice dice{7};
  const auto text = [&] {
    std::string made;
    for (auto size = dice.below(200); size > 0; --size) made += static_cast<char>('a' + dice.below(3));
    return made;
  };
  for (int i = 0; i < 200; ++i) {
    const auto base = text();
    const auto next = i % 2 == 0 ? text() : base.substr(0, base.size() / 2) + text() + base.substr(base.size() / 2);
    CHECK(centrifugo::fossil::apply(base, delta(base, next), 1000) == next);
  }
}

TEST_CASE("size and checksum are written as Centrifugo writes them", "[simulation]") {
  // Recorded on 5.4.9: `28\nE:{"c":2,"pad":"1r@G,4:xx"}1yyZFo;`
  const auto text = R"({"c":2,"pad":")" + std::string(120, 'x') + R"("})";
  CHECK(base64(text.size()) == "28");
  CHECK(base64(checksum(text)) == "1yyZFo");
}
