#include "simulation/storm.h"

#include <cmath>

namespace hawser::simulation {

// Between events that are independent of each other.
Duration Storm::pause(double per_second) {
  return Duration{static_cast<std::int64_t>(-std::log(1 - dice_.roll()) / per_second * 1e6)};
}

void Storm::begin(Time end) {
  storm_ends_ = end;
  plan_fault();
}

void Storm::plan_fault() {
  world_.timeline.in(pause(setup_.trouble), [this] {
    if (world_.timeline.now() >= storm_ends_) return;
    strike();
    plan_fault();
  });
}

void Storm::keep_busy(Time end) {
  traffic_ends_ = end;
  plan_traffic();
}

void Storm::plan_traffic() {
  const auto channels = static_cast<double>(setup_.plans.size());
  world_.timeline.in(pause(setup_.traffic * channels + 0.5), [this, channels] {
    if (world_.timeline.now() >= traffic_ends_) return;
    if (dice_.chance(0.5 / (setup_.traffic * channels + 0.5))) {
      world_.act([this] { world_.call(); });
    } else {
      world_.broker.publish(dice_.any_of(setup_.plans).name);
    }
    plan_traffic();
  });
}

void Storm::strike() {
  ++world_.journal.counts.faults;
  switch (dice_.below(8)) {
    case 0:
    case 1:
    case 2: return strike_network();
    case 3:
    case 4:
    case 5: return strike_broker();
    case 6: return strike_page();
    default: return world_.act([this] { strike_user(); });
  }
}

void Storm::strike_network() {
  switch (dice_.below(6)) {
    case 0: log("the line is cut"); return world_.network.cut();
    case 1: {
      const auto frames = static_cast<unsigned>(dice_.below(5));
      log("the line is cut after " + std::to_string(frames) + " frames");
      return world_.network.cut_after(frames);
    }
    case 2: log("the line goes silent"); return world_.network.silence();
    case 3: {
      const auto node = static_cast<std::uint32_t>(dice_.below(setup_.nodes));
      log("node " + std::to_string(node) + " is down");
      return world_.network.stop(node, dice_.between(500ms, 6s));
    }
    case 4: log("nobody answers a dial"); return world_.network.swallow_dials(dice_.between(1s, 5s));
    default: return world_.go_offline(dice_.between(200ms, 5s));
  }
}

void Storm::strike_broker() {
  const auto& plan = dice_.any_of(setup_.plans);
  switch (dice_.below(10)) {
    case 0:
      log("the broker forgets everything");
      world_.broker.restart();
      if (dice_.chance(0.5)) world_.network.cut();
      return;
    case 1: log(plan.name + " begins anew"); return world_.broker.restart(plan.name);
    case 2: log("the history of " + plan.name + " runs out"); return world_.broker.forget(plan.name);
    case 3: return burst(plan);
    case 4: return close();
    case 5: return end_subscription(plan);
    case 6: return bad_spell();
    case 7: log("strays"); return world_.broker.stray();
    case 8: log("the token's life is cut short"); return world_.broker.refresh();
    default: return world_.broker.visit(plan.name);
  }
}

void Storm::burst(const Plan& plan) {
  log("a burst in " + plan.name);
  if (dice_.chance(0.5)) world_.network.cut();
  for (auto count = dice_.below(2 * plan.history); count > 0; --count) world_.broker.publish(plan.name);
}

void Storm::close() {
  static constexpr std::uint16_t codes[]{3000, 3001, 3004, 3005, 3008, 3010, 3011, 3012, 3013, 3014, 3014,
                                         3014, 3014, 3500, 3503, 3508, 4001, 4501, 1001, 1012, 1013};
  const auto code = dice_.any_of(codes);
  log("the broker closes with " + std::to_string(code));
  world_.broker.disconnect(code, dice_.chance(0.5) ? "a reason" : "", code >= 3000 && dice_.chance(0.2));
}

void Storm::end_subscription(const Plan& plan) {
  static constexpr std::uint32_t codes[]{2000, 2500, 2501, 2502, 2502};
  if (plan.server_side && !world_.broker.enrols(plan.name)) {
    log("the broker subscribes the client to " + plan.name);
    return world_.enroll(plan.name);
  }
  const auto code = dice_.any_of(codes);
  log("the broker ends " + plan.name + " with " + std::to_string(code));
  if (plan.server_side && code == 2000) return world_.expel(plan.name);
  world_.broker.unsubscribe(plan.name, code);
}

// For a while something is unreliable.
void Storm::bad_spell() {
  static constexpr Mischief kinds[]{{.temporary = 0.4}, {.final = 0.1}, {.mute = 0.2},      {.drop = 0.3},
                                    {.drop = 0.1},      {.twice = 0.3}, {.bad_delta = 0.3}, {.huge = 0.2}};
  log("a bad spell");
  world_.broker.mischief = dice_.any_of(kinds);
  world_.timeline.in(dice_.between(1s, 6s), [this] { world_.broker.mischief = {}; });
}

void Storm::strike_page() {
  switch (dice_.below(5)) {
    case 0: return world_.freeze(dice_.between(100ms, 10s), Hint::frozen, Hint::resumed);
    case 1: return world_.freeze(dice_.between(100ms, 8s), Hint::page_hidden, Hint::page_shown);
    case 2: return world_.hide(true);
    case 3: return world_.hide(false);
    default: log(world_.is_late ? "the host is quick" : "the host is slow"); world_.is_late = !world_.is_late;
  }
}

void Storm::strike_user() {
  if (dice_.chance(0.2)) return world_.reconnect();
  if (dice_.chance(0.3)) {
    world_.disconnect();
    return world_.timeline.in(dice_.between(0ms, 4s), [this] { world_.act([this] { world_.connect(); }); });
  }
  const auto& plan = dice_.any_of(setup_.plans);
  if (plan.server_side) return world_.call();
  if (!world_.follower(plan.name).is_wanted()) return world_.subscribe(plan.name);
  world_.resubscribe(plan.name, dice_.chance(0.5) ? Duration::zero() : dice_.between(0ms, 3s));
}

}  // namespace hawser::simulation
