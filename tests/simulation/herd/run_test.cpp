#include "simulation/herd/run.h"

#include <catch2/catch.hpp>
#include <vector>

using namespace hawser;
using namespace hawser::herd;

namespace {

// Everybody dials again after the same time.
class Metronome final : public Herd {
 public:
  Metronome(Member size, Duration every) : size_{size}, every_{every} {}

  Member size() const override { return size_; }
  Time dropped(Member, Time now) override { return now + every_; }
  Time refused(Member, Time now) override { return now + every_; }
  void accepted(Member, Time) override { ++accepted_; }

  int accepted() const { return accepted_; }

 private:
  Member size_;
  Duration every_;
  int accepted_ = 0;
};

}  // namespace

TEST_CASE("a server that is there accepts everybody at once", "[herd]") {
  Metronome herd{10, 3s};
  const auto course = run(herd, {});
  CHECK(herd.accepted() == 10);
  CHECK(course.attempts_each() == 1);
  CHECK(course.longest_wait() == 3s);
}

TEST_CASE("during an outage everybody is refused", "[herd]") {
  Metronome herd{10, 3s};
  const auto course = run(herd, {.outage = 10s});
  CHECK(course.attempts_each() == 4);
  CHECK(course.when_back(0.1) == 12s);
}

TEST_CASE("a server that accepts little refuses the rest of each 100 ms", "[herd]") {
  Metronome herd{100, 10ms};
  const auto course = run(herd, {.a_second = 0.2});
  CHECK(course.when_back(0.02) == 10ms);
  CHECK(course.when_back(0.04) == 100ms);
  CHECK(course.when_back(1) == 4'900ms);
}

TEST_CASE("whoever isn't back after half an hour is left out", "[herd]") {
  Metronome herd{100, 1min};
  const auto course = run(herd, {.a_second = 0.1});
  CHECK(course.share_back() == 0.29);
  CHECK_FALSE(course.when_back(0.99));
}
