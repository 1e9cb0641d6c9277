#include "simulation/follower.h"

#include <catch2/catch.hpp>

using namespace hawser;
using namespace hawser::simulation;

namespace {

// A listener of a channel with a history of three.
struct Listening {
  Plan plan{.name = "a", .positioned = true, .recoverable = true, .history = 3};
  Stream truth{"e", 0, 3};
  Follower follower{plan, truth};
  Counts counts;

  Listening() {
    follower.begins(std::nullopt);
    follower.status(SubscriptionStatus::subscribing, false);
    up();
    follower.subscribed(word(false, {0, "e"}), counts);
  }

  Word word(bool recovered, Position at, bool was_recovering = false) const {
    return {.recoverable = plan.recoverable,
            .positioned = plan.positioned,
            .was_recovering = was_recovering || recovered,
            .recovered = recovered,
            .at = std::move(at)};
  }
  void up() { follower.status(SubscriptionStatus::subscribed, false); }
  void down() { follower.status(SubscriptionStatus::subscribing, false); }
  void publish(int count) {
    for (; count > 0; --count) truth.publish("data " + std::to_string(truth.top() + 1), false);
  }
  void hear(std::uint64_t offset) { follower.published(offset, "data " + std::to_string(offset)); }
  void asks(bool recover, Position since) {
    Wish wish{.channel = "a"};
    wish.recover = recover;
    wish.since = std::move(since);
    follower.asks(wish, 0);
  }
};

}  // namespace

TEST_CASE("every publication is told once and in order", "[simulation]") {
  Listening it;
  it.publish(3);
  it.hear(1);
  it.hear(2);
  CHECK_THROWS_AS(it.hear(2), Violation);
  CHECK_THROWS_AS(it.hear(1), Violation);
  CHECK_THROWS_AS(it.hear(4), Violation);
  CHECK_THROWS_AS(it.follower.published(3, "data 2"), Violation);
  it.hear(3);
  CHECK_THROWS_AS(it.hear(4), Violation);  // there is none
}

TEST_CASE("nothing is told before the subscription is", "[simulation]") {
  Listening it;
  it.publish(2);
  it.down();
  CHECK_THROWS_AS(it.hear(1), Violation);
  it.up();
  CHECK_THROWS_AS(it.hear(1), Violation);
  CHECK_THROWS_AS(it.follower.status(SubscriptionStatus::subscribing, false), Violation);
  it.follower.subscribed(it.word(true, {0, "e"}), it.counts);
  it.hear(1);
}

TEST_CASE("who comes back says from where", "[simulation]") {
  Listening it;
  it.publish(2);
  it.hear(1);
  it.down();
  CHECK_THROWS_AS(it.asks(false, {}), Violation);
  CHECK_THROWS_AS(it.asks(true, {2, "e"}), Violation);
  CHECK_THROWS_AS(it.asks(true, {1, "f"}), Violation);
  it.asks(true, {1, "e"});
  it.up();
  CHECK_THROWS_AS(it.follower.subscribed(it.word(true, {2, "e"}), it.counts), Violation);
}

TEST_CASE("a hole that the history covers must not be announced", "[simulation]") {
  Listening it;
  it.publish(3);
  it.down();
  it.up();
  CHECK_THROWS_AS(it.follower.subscribed(it.word(false, {3, "e"}, true), it.counts), Violation);
}

TEST_CASE("a hole that it doesn't cover is announced once", "[simulation]") {
  Listening it;
  it.publish(4);
  it.down();
  it.up();
  it.follower.subscribed(it.word(false, {4, "e"}, true), it.counts);
  CHECK(it.counts.holes == 1);
  CHECK_THROWS_AS(it.follower.subscribed(it.word(false, {4, "e"}, true), it.counts), Violation);
  it.publish(1);
  it.hear(5);
}

TEST_CASE("what the broker has declared void is not come back to", "[simulation]") {
  Listening it;
  it.publish(1);
  it.hear(1);
  it.follower.invalidated();
  it.down();
  CHECK_THROWS_AS(it.asks(true, {1, "e"}), Violation);
  it.asks(true, {0, "_"});
  it.up();
  CHECK_THROWS_AS(it.follower.subscribed(it.word(true, {1, "e"}), it.counts), Violation);
  it.follower.subscribed(it.word(false, {1, "e"}, true), it.counts);
}

TEST_CASE("a subscription ends only for a reason", "[simulation]") {
  Listening it;
  CHECK_THROWS_AS(it.follower.status(SubscriptionStatus::unsubscribed, false), Violation);
  it.follower.status(SubscriptionStatus::unsubscribed, true);
  CHECK(it.follower.at() == Position{0, "e"});  // the connection is gone, not what was read
  it.follower.revoked();
  it.follower.status(SubscriptionStatus::unsubscribed, false);
  CHECK_FALSE(it.follower.at());
}

TEST_CASE("without positions too, nothing is told twice", "[simulation]") {
  const Plan plan{.name = "a"};
  Stream truth{"e", 0, 3};
  Follower follower{plan, truth};
  Counts counts;
  follower.begins(std::nullopt);
  follower.status(SubscriptionStatus::subscribed, false);
  follower.subscribed({}, counts);
  truth.publish("1", false);
  truth.publish("2", false);
  follower.published(0, "2");
  CHECK_THROWS_AS(follower.published(0, "1"), Violation);
  CHECK_THROWS_AS(follower.published(0, "2"), Violation);
  CHECK_THROWS_AS(follower.published(0, "3"), Violation);
}
