#include "core/routes.h"

#include <catch2/catch.hpp>

using namespace hawser;

TEST_CASE("a name that somebody listens to has a number of its own", "[routes]") {
  Routes routes;
  const Route chat = routes.listen("chat");
  const Route news = routes.listen("news");
  CHECK(chat != 0);
  CHECK(chat != news);
  CHECK(routes.find("chat") == chat);
  CHECK(routes.find("news") == news);
  CHECK(routes.find("other") == 0);
}

TEST_CASE("a name that nobody listens to any more is found no longer, but keeps its number", "[routes]") {
  Routes routes;
  const Route chat = routes.listen("chat");
  routes.unlisten(chat);
  CHECK(routes.find("chat") == 0);
  CHECK(routes.listen("chat") == chat);
  CHECK(routes.find("chat") == chat);
}

TEST_CASE("listening twice is listening", "[routes]") {
  Routes routes;
  CHECK(routes.listen("chat") == routes.listen("chat"));
}

TEST_CASE("numbers that were never given are ignored", "[routes]") {
  Routes routes;
  routes.unlisten(0);
  routes.unlisten(99);
  CHECK(routes.find("") == 0);
}

TEST_CASE("names of the language are names like any other", "[routes]") {
  Routes routes;
  for (const auto* name : {"__proto__", "constructor", "toString"}) CHECK(routes.find(name) == 0);
  const Route route = routes.listen("__proto__");
  CHECK(routes.find("__proto__") == route);
}
