// A client that goes on where another engine left off.
#include <algorithm>
#include <catch2/catch.hpp>
#include <utility>

#include "client/options_json.h"
#include "support/world.h"

using namespace hawser;

namespace {

Options resuming(Resumption resumes) {
  Options options;
  options.reconnect = {.first = 1s, .attempts = 5, .jitter = Jitter::none};
  options.resumes = std::move(resumes);
  return options;
}

constexpr auto tells = [](const Lines& lines, std::string_view piece) {
  return std::any_of(lines.begin(), lines.end(),
                     [&](const std::string& line) { return line.find(piece) != std::string::npos; });
};

}  // namespace

TEST_CASE("the row of attempts goes on, and ends where one row would", "[resumption]") {
  World world{resuming({.attempts = 3})};
  world.connect().quietly();
  CHECK(world.drops().news().back() == "reconnecting 4 in 8000ms");
  world.advance(8s).quietly();
  CHECK(world.drops().news().back() == "reconnecting 5 in 16000ms");
  world.advance(16s).quietly();
  CHECK(world.drops().news().back() == "gave up after 5");

  SECTION("what the user begins is a row of its own") {
    world.connect().quietly();
    CHECK(world.drops().news().back() == "reconnecting 1 in 1000ms");
  }
}

TEST_CASE("a link that was had after so many attempts says so", "[resumption]") {
  World world{resuming({.attempts = 3})};
  CHECK(world.connect().opens().news().back() == "open after 3");
}

TEST_CASE("what waits is meant for where the link led before", "[resumption]") {
  World world{resuming({.url = "wss://before/ws"})};
  const bool is_same = GENERATE(true, false);
  world.url = is_same ? "wss://before/ws?token=new" : "wss://other/ws";
  world.resolves = false;
  world.connect();
  world.send("secret", 1);
  CHECK(tells(world.quietly().resolve().news(), "dropped 1 other destination") != is_same);
}

TEST_CASE("a broker hears how far the channels came that its server chose", "[resumption]") {
  Options options;
  options.centrifugo.emplace();
  options.resumes.chosen = {{"srv", Position{7, "e"}}, {"gone", std::nullopt}};
  World world{options};
  world.connect().quietly();
  const auto lines = world.opens().news();
  CHECK(tells(lines, R"("subs":{)"));
  CHECK(tells(lines, R"("srv":{"recover":true,"offset":7,"epoch":"e"})"));
  CHECK(tells(lines, "adopted channel 1 srv"));
  CHECK(tells(lines, "channel 1 subscribing"));
  world.client.want(true, false);
  const auto answered =
      world
          .receives(
              R"({"id":1,"connect":{"client":"c","subs":{"srv":{"recoverable":true,"epoch":"e","positioned":true,"recovered":true,"was_recovering":true,"offset":7,"publications":[{"data":8,"offset":8}]}}}})")
          .news();
  CHECK(tells(answered, R"("wasRecovering":true,"recovered":true)"));
  CHECK(tells(answered, "offset 8"));
  CHECK(tells(answered, "channel 2 unsubscribed"));
}

TEST_CASE("a channel that a user holds beside the server goes on as one", "[resumption]") {
  Options options;
  options.centrifugo.emplace();
  options.resumes.chosen = {{"srv", Position{7, "e"}}};
  World world{options};
  SubscriptionOptions wishes;
  wishes.since = Position{7, "e"};
  CHECK(world.hold("srv", wishes) == 1);
  world.connect().quietly();
  const auto lines = world.opens().news();
  CHECK(tells(lines, R"("srv":{"recover":true,"offset":7,"epoch":"e"})"));
  CHECK_FALSE(tells(lines, R"("subscribe")"));
}

TEST_CASE("where it goes on is read from the options", "[resumption]") {
  const auto options = read_options(
      R"({"resumes":{"attempts":2,"url":"wss://h/","chosen":[{"channel":"a","offset":"18446744073709551615","epoch":"e"},{"channel":"b"}]}})");
  REQUIRE(options);
  CHECK(options->resumes.attempts == 2);
  CHECK(options->resumes.url == "wss://h/");
  REQUIRE(options->resumes.chosen.size() == 2);
  CHECK(options->resumes.chosen[0].first == "a");
  REQUIRE(options->resumes.chosen[0].second);
  CHECK(options->resumes.chosen[0].second->offset == 18446744073709551615ULL);
  CHECK_FALSE(options->resumes.chosen[1].second);
}
