#include "simulation/simulate.h"

#include "simulation/storm.h"

namespace hawser::simulation {
namespace {

// Who was told for good that he can't, asks again.
void insist(World& world, const Setup& setup) {
  for (const auto& plan : setup.plans) {
    const auto& follower = world.follower(plan.name);
    if (plan.server_side || follower.status() != SubscriptionStatus::unsubscribed) continue;
    if (follower.is_wanted()) world.unsubscribe(plan.name);
    world.subscribe(plan.name);
  }
}

void play(World& world, const Setup& setup, Dice& dice) {
  Storm storm{world, setup, dice};
  for (const auto& plan : setup.plans)
    if (!plan.server_side) world.subscribe(plan.name);
  world.connect();
  storm.keep_busy(world.timeline.now() + setup.storm + 35s);
  storm.begin(world.timeline.now() + setup.storm);
  world.run(setup.storm);
  world.is_late = false;
  world.run(12s);  // until the last fault is over

  world.hide(false);
  world.calm();
  world.run(1s);
  if (world.is_hung_up() || world.may_fail()) world.connect();
  insist(world, setup);
  world.run(30s);
  for (const auto& plan : setup.plans) world.broker.publish(plan.name);
  world.run(5s);
  world.check_health();

  world.disconnect();
  world.run(5s);
  world.check_end();
}

}  // namespace

Result simulate(std::uint64_t seed, bool is_logged) {
  Dice dice{seed};
  const auto setup = Setup::draw(dice);
  World world{setup, dice, is_logged};
  Result result;
  try {
    play(world, setup, dice);
  } catch (const std::exception& failure) {
    result.violation = failure.what();
    world.journal.write("checker", result.violation);
  }
  result.counts = world.journal.counts;
  result.lines = world.journal.lines();
  return result;
}

}  // namespace hawser::simulation
