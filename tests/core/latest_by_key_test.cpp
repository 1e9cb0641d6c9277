#include "core/latest_by_key.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <random>
#include <string>
#include <utility>
#include <vector>

using namespace hawser;
using namespace std::chrono_literals;

namespace {

using Words = std::vector<std::string>;
using Pairs = std::vector<std::pair<std::string, std::string>>;

// What a look tells, and what somebody has who applies it.
struct Looked final : LatestByKey::Reader {
  Words gone_keys;
  Words added_keys;
  Pairs news;

  void gone(std::string_view key) override { gone_keys.emplace_back(key); }
  void added(std::string_view key) override { added_keys.emplace_back(key); }
  void latest(std::string_view key, std::string_view payload) override { news.emplace_back(key, payload); }
};

Looked look(LatestByKey& kept, Time now = {}) {
  Looked looked;
  kept.look(now, looked);
  return looked;
}

// A map in the order in which keys came, as a plain replay makes it.
class Ordered {
 public:
  void set(const std::string& key, const std::string& value) {
    for (auto& [known, kept] : all_)
      if (known == key) return void(kept = value);
    all_.emplace_back(key, value);
  }
  void erase(const std::string& key) {
    std::erase_if(all_, [&](const auto& entry) { return entry.first == key; });
  }
  bool has(const std::string& key) const {
    return std::any_of(all_.begin(), all_.end(), [&](const auto& entry) { return entry.first == key; });
  }
  void apply(const Looked& looked) {
    for (const auto& key : looked.gone_keys) erase(key);
    for (const auto& key : looked.added_keys)
      if (!has(key)) set(key, "");
    for (const auto& [key, value] : looked.news) set(key, value);
  }
  std::size_t size() const { return all_.size(); }
  std::size_t bytes() const {
    std::size_t sum = 0;
    for (const auto& [key, value] : all_) sum += key.size() + value.size();
    return sum;
  }
  // The first one that isn't the newest.
  void drop_first(const std::string& newest) { erase(all_.front().first == newest ? all_[1].first : all_[0].first); }
  const Pairs& all() const { return all_; }

 private:
  Pairs all_;
};

}  // namespace

TEST_CASE("the latest of each key is kept, and what was replaced unseen is counted", "[latest-by-key]") {
  LatestByKey kept{{.count = 10}};
  kept.put("A", "1", {});
  kept.put("B", "2", {});
  kept.put("A", "3", {});
  const auto first = look(kept);
  CHECK(first.added_keys == Words{"A", "B"});
  CHECK(first.news == Pairs{{"B", "2"}, {"A", "3"}});
  CHECK(kept.conflated() == 1);

  kept.put("B", "4", {});
  const auto second = look(kept);
  CHECK(second.added_keys.empty());
  CHECK(second.news == Pairs{{"B", "4"}});
  CHECK(kept.conflated() == 1);
  CHECK(look(kept).news.empty());
}

TEST_CASE("keys that came first go first, and who knew them is told", "[latest-by-key]") {
  LatestByKey kept{{.count = 2}};
  kept.put("A", "1", {});
  kept.put("B", "1", {});
  look(kept);
  kept.put("A", "2", {});
  kept.put("C", "1", {});
  kept.put("D", "1", {});
  const auto looked = look(kept);
  CHECK(looked.gone_keys == Words{"A", "B"});
  CHECK(looked.added_keys == Words{"C", "D"});
  CHECK(looked.news == Pairs{{"C", "1"}, {"D", "1"}});
  CHECK(kept.conflated() == 1);
  CHECK(kept.count() == 2);
}

TEST_CASE("one that goes and comes back is gone and added", "[latest-by-key]") {
  LatestByKey kept{{.count = 1}};
  kept.put("A", "1", {});
  look(kept);
  kept.put("B", "1", {});
  kept.put("A", "2", {});
  const auto looked = look(kept);
  CHECK(looked.gone_keys == Words{"A"});
  CHECK(looked.added_keys == Words{"A"});
  CHECK(looked.news == Pairs{{"A", "2"}});
}

TEST_CASE("keys and payloads are bounded by bytes, and the newest stays", "[latest-by-key]") {
  LatestByKey kept{{.count = 10, .bytes = 10}};
  kept.put("A", "1234", {});
  kept.put("B", "1234", {});
  look(kept);
  kept.put("A", "123456", {});
  CHECK(look(kept).gone_keys == Words{"B"});
  CHECK(kept.bytes() == 7);

  kept.put("C", std::string(10, 'x'), {});
  CHECK(look(kept).gone_keys.empty());
  kept.put("A", std::string(10, 'x'), {});
  CHECK(look(kept).gone_keys == Words{"A"});
  CHECK(kept.bytes() == 0);
  CHECK(kept.conflated() == 2);
}

TEST_CASE("what is too old is left out and let go", "[latest-by-key]") {
  LatestByKey kept{{.count = 10, .age = 1s}};
  const Time now{};
  kept.put("A", "1", now);
  look(kept, now);
  kept.put("B", "1", now + 500ms);
  kept.put("C", "1", now + 1500ms);
  const auto looked = look(kept, now + 1600ms);
  CHECK(looked.gone_keys == Words{"A"});
  CHECK(looked.news == Pairs{{"C", "1"}});
  CHECK(kept.count() == 1);
  CHECK(kept.conflated() == 1);
}

TEST_CASE("within smaller bounds the first keys go", "[latest-by-key]") {
  LatestByKey kept{{.count = 3}};
  for (const char* key : {"A", "B", "C"}) kept.put(key, "1", {});
  look(kept);
  kept.change({.count = 1});
  CHECK(look(kept).gone_keys == Words{"A", "B"});
}

TEST_CASE("a hundred thousand keys leave no more than the bound", "[latest-by-key]") {
  LatestByKey kept{{.count = 1000, .bytes = 20'000}};
  for (int n = 0; n < 100'000; ++n) {
    kept.put("key " + std::to_string(n), "payload", {});
    REQUIRE(kept.count() <= 1000);
    REQUIRE(kept.bytes() <= 20'000);
    if (n % 3000 == 2999) CHECK(look(kept).gone_keys.size() <= 1000);
  }
  CHECK(kept.conflated() > 0);
}

// Whoever applies what looks tell has what a plain replay of all messages makes, in the same order; and every message
// is seen, replaced or still there.
TEST_CASE("whatever comes and whenever somebody looks, it is as if all had been seen", "[latest-by-key]") {
  const auto seed = GENERATE(range(1U, 60U));
  std::mt19937 dice{seed};
  const auto roll = [&](std::uint32_t sides) { return static_cast<std::uint32_t>(dice() % sides); };
  const KeepBounds bounds{.count = 1 + roll(8), .bytes = 20 + roll(100)};
  LatestByKey kept{bounds};
  Ordered replayed;
  Ordered applied;
  std::uint64_t put = 0;
  std::uint64_t seen = 0;

  for (int step = 0; step < 400; ++step) {
    if (roll(5) == 0) {
      const auto looked = look(kept);
      applied.apply(looked);
      seen += looked.news.size();
      CHECK(applied.all() == replayed.all());
      continue;
    }
    const auto key = std::string(1 + roll(3), static_cast<char>('a' + roll(6)));
    const auto payload = std::string(roll(8) == 0 ? 90 : roll(20), static_cast<char>('0' + roll(10)));
    kept.put(key, payload, {});
    ++put;
    if (key.size() + payload.size() > bounds.bytes) {
      replayed.erase(key);
      continue;
    }
    replayed.set(key, payload);
    while (replayed.size() > bounds.count || replayed.bytes() > bounds.bytes) replayed.drop_first(key);
  }
  const auto looked = look(kept);
  applied.apply(looked);
  CHECK(applied.all() == replayed.all());
  CHECK(put == seen + looked.news.size() + kept.conflated());
}
