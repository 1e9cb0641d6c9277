// A herd that follows somebody else's policy.
#pragma once

#include <vector>

#include "simulation/dice.h"
#include "simulation/herd/herd.h"
#include "simulation/herd/policies.h"

namespace hawser::herd {

class PolicyHerd final : public Herd {
 public:
  PolicyHerd(const Policy& policy, Member size, std::uint64_t seed);

  Member size() const override { return static_cast<Member>(pages_.size()); }
  Time dropped(Member member, Time now) override { return next(member, now); }
  Time refused(Member member, Time now) override;
  void accepted(Member, Time) override {}

 private:
  struct Page {
    float whim = 0;
    std::uint32_t failures = 0;
    Milliseconds previous{};
  };

  Time next(Member member, Time now);

  const Policy& policy_;
  simulation::Dice dice_;
  std::vector<Page> pages_;
};

}  // namespace hawser::herd
