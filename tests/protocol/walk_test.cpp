#include "protocol/walk.h"

#include <catch2/catch.hpp>
#include <string>

using namespace hawser;

namespace {

// How much of the text the value at its beginning takes; -1: it is none, -2: it is too deep.
int taken(std::string_view text, std::uint32_t max_depth = deepest_walk) {
  const auto walked = walk(text.data(), text.data() + text.size(), max_depth);
  if (walked.too_deep) return -2;
  return walked.end ? static_cast<int>(walked.end - text.data()) : -1;
}

}  // namespace

TEST_CASE("a walk ends where its value ends, whatever comes behind it", "[scan]") {
  CHECK(taken("1,2") == 1);
  CHECK(taken(R"( "a" })") == 4);
  CHECK(taken("[]]") == 2);
  CHECK(taken("{}}") == 2);
  CHECK(taken(R"({"a":[1,{"b":[]}],"c":{}},{"d":1})") == 25);
  CHECK(taken("truefalse") == 4);
}

TEST_CASE("a walk takes nothing that JSON.parse would refuse", "[scan]") {
  const auto text = GENERATE("", " ", "}", "]", ",", ":", "[1,]", "[,1]", "[1 2]", "{,}", R"({"a"})", R"({"a":})",
                             R"({"a":1,})", R"({"a":1 "b":2})", R"({1:2})", R"({"a",1})", "[1}", R"({"a":1])", "[[]",
                             R"({"a":{})", "01x]", "-", "+1", ".5", "1.", "1e", "1e+", "tru", "nul", R"("a)",
                             "\"\x01\"", R"("\x")", R"("\u12g4")", R"(["\u123)", "[\x0b]", "\xEF\xBB\xBF[]");
  CAPTURE(text);
  CHECK(taken(text) <= (std::string_view{text} == "01x]" ? 1 : -1));
}

TEST_CASE("a walk goes as deep as it may, and no deeper than its one word of memory", "[scan]") {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  CHECK(taken(nested(3), 3) == 6);
  CHECK(taken(nested(4), 3) == -2);
  CHECK(taken(nested(64)) == 128);
  CHECK(taken(nested(65), 1000) == -2);
  CHECK(taken("1", 0) == 1);
  CHECK(taken("{}", 0) == -2);
}
