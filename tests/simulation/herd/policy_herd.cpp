#include "simulation/herd/policy_herd.h"

namespace hawser::herd {

PolicyHerd::PolicyHerd(const Policy& policy, Member size, std::uint64_t seed)
    : policy_{policy}, dice_{seed}, pages_(size) {
  for (auto& page : pages_) page.whim = static_cast<float>(dice_.roll());
}

Time PolicyHerd::refused(Member member, Time now) {
  ++pages_[member].failures;
  return next(member, now);
}

Time PolicyHerd::next(Member member, Time now) {
  auto& page = pages_[member];
  page.previous = policy_.delay({page.failures, page.previous, page.whim, dice_.roll()});
  return now + std::chrono::duration_cast<Duration>(page.previous);
}

}  // namespace hawser::herd
