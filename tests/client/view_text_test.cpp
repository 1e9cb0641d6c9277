#include "client/view_text.h"

#include <catch2/catch.hpp>

using namespace hawser;

TEST_CASE("what is new of keys: those that are gone, those that were added, and the latest in the order they came",
          "[view-text]") {
  std::string text = "of the last look";
  LatestByKey kept{{.count = 2}};
  kept.put(R"("A")", "1", {});
  kept.put(R"("B")", "[2]", {});
  kept.put(R"("A")", "3", {});
  CHECK(view_text(kept, {}, text) == R"([[],["A","B"],["B",[2],"A",3]])");
  CHECK(view_text(kept, {}, text).empty());

  kept.put("5", "null", {});
  CHECK(view_text(kept, {}, text) == R"([["A"],[5],[5,null]])");
}

TEST_CASE("keys that are gone are news by themselves, and no key is a list", "[view-text]") {
  std::string text;
  LatestByKey kept{{.count = 10}};
  kept.put("", "1", {});
  CHECK(view_text(kept, {}, text) == "[[],[[]],[[],1]]");
  kept.put("7", "1", {});
  view_text(kept, {}, text);
  kept.change({.count = 1});
  CHECK(view_text(kept, {}, text) == "[[[]],[],[]]");
}

TEST_CASE("the last few are a list, behind the number of those that were left out", "[view-text]") {
  std::string text = "of the last look";
  LastFew kept{{.count = 2}};
  CHECK(view_text(kept, {}, text).empty());
  for (const char* payload : {"1", "{}", "[]"}) kept.put(payload, {});
  CHECK(view_text(kept, {}, text) == "[1,[{},[]]]");
  CHECK(view_text(kept, {}, text).empty());
}

TEST_CASE("that all of the last few were left out is news", "[view-text]") {
  std::string text;
  LastFew kept{{.count = 2, .bytes = 1}};
  kept.put("too big", {});
  CHECK(view_text(kept, {}, text) == "[1,[]]");
}
