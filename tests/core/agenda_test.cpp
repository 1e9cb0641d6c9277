#include "core/agenda.h"

#include <catch2/catch.hpp>
#include <random>
#include <vector>

using namespace hawser;
using namespace std::chrono_literals;

TEST_CASE("the soonest comes first, each once, and not before its time") {
  Agenda<int> agenda;
  CHECK_FALSE(agenda.deadline());
  agenda.set(1, Time{3s});
  agenda.set(2, Time{1s});
  CHECK(agenda.deadline() == Time{1s});
  CHECK_FALSE(agenda.take_due(Time{999ms}));
  CHECK(agenda.take_due(Time{5s}) == 2);
  CHECK(agenda.take_due(Time{5s}) == 1);
  CHECK_FALSE(agenda.take_due(Time{5s}));
}

TEST_CASE("a key has one time, which can be set anew or cleared") {
  Agenda<int> agenda;
  agenda.set(1, Time{1s});
  agenda.set(1, Time{2s});
  CHECK(agenda.deadline() == Time{2s});
  CHECK_FALSE(agenda.take_due(Time{1s}));
  agenda.clear(1);
  agenda.clear(7);
  CHECK_FALSE(agenda.deadline());
}

TEST_CASE("it agrees with a list that is searched") {
  std::mt19937 dice{GENERATE(range(1U, 20U))};
  Agenda<unsigned> agenda;
  std::map<unsigned, Time> list;
  for (int step = 0; step < 500; ++step) {
    const unsigned key = dice() % 16;
    const Time time{std::chrono::milliseconds{dice() % 50}};
    switch (dice() % 3) {
      case 0:
        agenda.set(key, time);
        list[key] = time;
        break;
      case 1:
        agenda.clear(key);
        list.erase(key);
        break;
      default: {
        const auto due = agenda.take_due(time);
        const bool any = std::any_of(list.begin(), list.end(), [&](const auto& it) { return it.second <= time; });
        REQUIRE(due.has_value() == any);
        if (due) {
          for (const auto& it : list) REQUIRE(list[*due] <= it.second);
          list.erase(*due);
        }
      }
    }
  }
}
