#include "simulation/herd/run.h"

#include <vector>

#include "simulation/herd/calendar.h"

namespace hawser::herd {
namespace {

// Who isn't back by then is left out.
constexpr Time horizon = drop + 30min;

class Server {
 public:
  Server(const Scenario& scenario, Member members)
      : up_{drop + scenario.outage}, a_slot_{scenario.a_second * members * 0.1}, is_limited_{scenario.a_second > 0} {}

  bool accepts(Time now) {
    if (now < up_) return false;
    if (!is_limited_) return true;
    const auto slot = (now - drop) / 100ms;
    if (slot != slot_) accepted_ = 0;
    slot_ = slot;
    return ++accepted_ <= a_slot_;
  }

 private:
  Time up_;
  double a_slot_;  // accepted in each 100 ms
  bool is_limited_;
  Duration::rep slot_ = -1;
  double accepted_ = 0;
};

}  // namespace

Course run(Herd& herd, const Scenario& scenario) {
  Calendar calendar{drop, horizon};
  for (Member member = 0; member < herd.size(); ++member) calendar.plan({herd.dropped(member, drop), member});

  Server server{scenario, herd.size()};
  std::vector<Duration> back;
  back.reserve(herd.size());
  std::uint64_t attempts = 0;
  while (const auto attempt = calendar.take()) {
    const auto [now, member] = *attempt;
    ++attempts;
    if (server.accepts(now)) {
      back.push_back(now - drop);
      herd.accepted(member, now);
    } else {
      calendar.plan({herd.refused(member, now), member});
    }
  }
  return {std::move(back), herd.size(), attempts, scenario.outage};
}

}  // namespace hawser::herd
