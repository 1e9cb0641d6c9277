#include "core/subscriptions.h"

#include <catch2/catch.hpp>
#include <vector>

using namespace hawser;
using namespace std::chrono_literals;

TEST_CASE("a channel is held until the last holder lets go", "[subscriptions]") {
  Subscriptions subscriptions;
  const Channel channel = subscriptions.hold("news").number();
  CHECK(subscriptions.hold("news").number() == channel);
  CHECK_FALSE(subscriptions.release(channel));
  const auto ended = subscriptions.release(channel);
  REQUIRE(ended);
  CHECK(ended->name == "news");
  CHECK_FALSE(ended->is_told);
  CHECK(subscriptions.find("news") == nullptr);
  CHECK_FALSE(subscriptions.release(channel));
}

TEST_CASE("numbers are not used again", "[subscriptions]") {
  Subscriptions subscriptions;
  const Channel first = subscriptions.hold("news").number();
  subscriptions.release(first);
  CHECK(subscriptions.hold("news").number() != first);
  CHECK(subscriptions.count() == 1);
}

TEST_CASE("a phase has one status, and says whether the server was told", "[subscriptions]") {
  Subscriptions subscriptions;
  auto& news = subscriptions.hold("news");
  CHECK(news.status() == SubscriptionStatus::unsubscribed);
  CHECK_FALSE(news.is_told());
  SECTION("postponed") {
    subscriptions.postpone(news);
    CHECK(news.status() == SubscriptionStatus::subscribing);
    CHECK_FALSE(news.is_told());
  }
  SECTION("asked") {
    subscriptions.ask(news, Time{1s});
    CHECK(news.status() == SubscriptionStatus::subscribing);
    CHECK(news.is_told());
  }
  SECTION("unanswered") {
    subscriptions.ask(news, Time{1s});
    subscriptions.each_due(Time{1s}, [](const SubscriptionChanged&) {});
    CHECK(news.status() == SubscriptionStatus::unsubscribed);
    CHECK(news.is_told());
  }
  SECTION("subscribed") {
    subscriptions.confirm(news);
    CHECK(news.status() == SubscriptionStatus::subscribed);
    CHECK(news.is_told());
  }
  SECTION("ended") {
    subscriptions.confirm(news);
    subscriptions.end(news);
    CHECK(news.status() == SubscriptionStatus::unsubscribed);
    CHECK_FALSE(news.is_told());
  }
  const bool is_told = news.is_told();
  CHECK(subscriptions.release(news.number())->is_told == is_told);
}

TEST_CASE("a step that leaves the status as it is tells nothing", "[subscriptions]") {
  Subscriptions subscriptions;
  auto& news = subscriptions.hold("news");
  CHECK_FALSE(subscriptions.end(news));
  const auto change = subscriptions.postpone(news);
  REQUIRE(change);
  CHECK(change->channel == news.number());
  CHECK(change->status == SubscriptionStatus::subscribing);
  CHECK_FALSE(subscriptions.ask(news, Time{1s}));
  CHECK(subscriptions.confirm(news));
  CHECK_FALSE(subscriptions.confirm(news));
}

TEST_CASE("nobody holds a channel without a name", "[subscriptions]") {
  Subscriptions subscriptions;
  subscriptions.hold("");
  CHECK(subscriptions.find("") == nullptr);
}

TEST_CASE("confirmations are awaited until they come, or until it is time", "[subscriptions]") {
  Subscriptions subscriptions;
  auto& a = subscriptions.hold("a");
  auto& b = subscriptions.hold("b");
  CHECK_FALSE(subscriptions.deadline());
  subscriptions.ask(a, Time{1s});
  subscriptions.ask(b, Time{2s});
  CHECK(subscriptions.deadline() == Time{1s});

  std::vector<Channel> due;
  const auto note = [&](const SubscriptionChanged& it) { due.push_back(it.channel); };
  subscriptions.each_due(Time{999ms}, note);
  CHECK(due.empty());
  subscriptions.each_due(Time{1s}, note);
  CHECK(due == std::vector<Channel>{a.number()});
  CHECK(subscriptions.deadline() == Time{2s});

  subscriptions.confirm(b);
  subscriptions.confirm(b);
  CHECK_FALSE(subscriptions.deadline());
}

TEST_CASE("who lets go awaits no confirmation", "[subscriptions]") {
  Subscriptions subscriptions;
  auto& news = subscriptions.hold("news");
  subscriptions.ask(news, Time{1s});
  subscriptions.ask(news, Time{2s});
  CHECK(subscriptions.deadline() == Time{2s});
  subscriptions.release(news.number());
  CHECK_FALSE(subscriptions.deadline());
}
