#include "protocol/centrifugo/fossil.h"

#include <catch2/catch.hpp>
#include <random>

#include "protocol/centrifugo/fossil_encoder.h"
#include "protocol/centrifugo/golden.h"

using namespace hawser::centrifugo;
using namespace std::string_literals;

namespace {

constexpr std::size_t ample = 1 << 20;

// As recorded from a server.
const auto padding = std::string(120, 'x');
const auto base = R"({"c":1,"pad":")" + padding + "\"}";
const auto delta = "28\nE:{\"c\":2,\"pad\":\"1r@G,4:xx\"}1yyZFo;"s;

std::string random_text(std::mt19937& random, std::size_t size) {
  std::string text(size, '\0');
  for (char& c : text) c = static_cast<char>(random() % 3 == 0 ? random() : 'a' + random() % 4);
  return text;
}

}  // namespace

TEST_CASE("a recorded delta makes the recorded text", "[centrifugo][fossil]") {
  CHECK(fossil::apply(base, delta, ample) == R"({"c":2,"pad":")" + padding + "\"}");
}

TEST_CASE("the deltas of the server's own encoder make their texts", "[centrifugo][fossil]") {
  auto file = golden::open("fossil.txt");
  std::string from;
  std::string change;
  std::string to;
  int deltas = 0;
  const auto bytes = [](const std::string& hex) { return hex == "-" ? "" : golden::bytes(hex); };
  for (; file >> from >> change >> to; ++deltas) CHECK(fossil::apply(bytes(from), bytes(change), ample) == bytes(to));
  CHECK(deltas == 30);
}

TEST_CASE("the orders of a delta", "[centrifugo][fossil]") {
  CHECK(fossil::apply("", "0\n0;", ample) == "");
  CHECK(fossil::apply("abcdef", "4\n2@1,2:XY" + fossil::number(fossil::checksum("bcXY")) + ";", ample) == "bcXY");
  CHECK(fossil::apply("ab", "4\n2@0,2@0," + fossil::number(fossil::checksum("abab")) + ";", ample) == "abab");
  CHECK(fossil::apply("ab", "0\n0@2,0:0;", ample) == "");
}

TEST_CASE("the checksum adds up big-endian words and fills up the last", "[centrifugo][fossil]") {
  CHECK(fossil::checksum("") == 0);
  CHECK(fossil::checksum("\x01\x02\x03\x04") == 0x01020304);
  CHECK(fossil::checksum("\x01\x02\x03\x04\x05") == 0x06020304);
  CHECK(fossil::checksum("\xFF\xFF\xFF\xFF\x01\x02\x03") == 0x010202FF);
}

TEST_CASE("a delta for another base is refused", "[centrifugo][fossil]") {
  auto other = base;
  other[40] = 'y';
  CHECK_FALSE(fossil::apply(other, delta, ample));
  CHECK_FALSE(fossil::apply("", delta, ample));
}

TEST_CASE("a delta cut at any byte is refused", "[centrifugo][fossil]") {
  for (std::size_t size = 0; size < delta.size(); ++size)
    CHECK_FALSE(fossil::apply(base, delta.substr(0, size), ample));
  CHECK_FALSE(fossil::apply(base, delta + ";", ample));
}

TEST_CASE("what is no delta is refused", "[centrifugo][fossil]") {
  const auto text =
      GENERATE(as<std::string>{}, "x", "4", "4\n", "4;", "\n0;", "4\n4@0,", "4\n4@,0;", "4\n@0,0;", "4\n4@0;",
               "4\n:abcd0;", "4\n4:abc", "4\n5:abcde0;", "4\n3@9,0;", "4\n4@~~~~~,0;", "4\n4@3~~~~~,0;",
               "4\n4@4000000,0;", "~~~~~~~~~~~~~~\n0;", "4\n4#0,0;", "1\n1:a0;", "2\n1:a1X0000;", "0\n;");
  CAPTURE(text);
  CHECK_FALSE(fossil::apply("abcdefgh", text, SIZE_MAX));
}

TEST_CASE("the size of the result is limited before it is made", "[centrifugo][fossil]") {
  CHECK(fossil::apply(base, delta, 136));
  CHECK_FALSE(fossil::apply(base, delta, 135));
  CHECK_FALSE(fossil::apply("abcdefgh", "3~~~~~\n8@0,0;", ample));
}

TEST_CASE("whatever a delta was made of, it makes again", "[centrifugo][fossil]") {
  std::mt19937 random{5};
  for (int i = 0; i < 1000; ++i) {
    const auto from = random_text(random, random() % 200);
    auto to = from;
    for (auto edits = random() % 5; edits > 0; --edits)
      to.replace(random() % (to.size() + 1), random() % 20, random_text(random, random() % 20));
    CHECK(fossil::apply(from, fossil::encode(from, to), ample) == to);
  }
}

TEST_CASE("what a changed delta makes has the checksum that it names, or it makes nothing", "[centrifugo][fossil]") {
  const auto made = fossil::apply(base, delta, ample);
  for (std::size_t at = 0; at < delta.size(); ++at)
    for (int byte = 0; byte < 256; ++byte) {
      auto changed = delta;
      changed[at] = static_cast<char>(byte);
      const auto text = fossil::apply(base, changed, ample);
      if (text && changed != delta) CHECK((text == made || fossil::checksum(*text) == fossil::checksum(*made)));
    }
}
