#include "simulation/setup.h"

namespace hawser::simulation {
namespace {

// Most channels are what applications rely on most: recoverable.
Plan draw_plan(Dice& dice, std::size_t number) {
  Plan plan;
  plan.name = "ch" + std::to_string(number);
  const auto kind = dice.below(10);
  plan.recoverable = kind < 7;
  plan.positioned = kind < 8;
  plan.is_asked_for = dice.chance(0.5);
  plan.server_side = plan.recoverable && kind >= 5;
  plan.is_cache = plan.recoverable && dice.chance(0.15);
  plan.delta = plan.recoverable && !plan.server_side && dice.chance(0.4);
  plan.is_filtered = plan.positioned && !plan.server_side && !plan.delta && !plan.is_cache && dice.chance(0.15);
  plan.join_leave = dice.chance(0.3);
  plan.compacted = !plan.server_side && dice.chance(0.4);
  plan.guarded = !plan.server_side && dice.chance(0.3);
  if (plan.guarded && dice.chance(0.7)) plan.token_life = dice.between(5s, 15s);
  plan.has_data = !plan.server_side && dice.chance(0.2);
  plan.history = dice.chance(0.3) ? 3 : static_cast<std::size_t>(dice.between(8, 40));
  // More than a double can count.
  if (dice.chance(0.2)) plan.first = (std::uint64_t{1} << 53U) - dice.below(30);
  return plan;
}

}  // namespace

Setup Setup::draw(Dice& dice) {
  Setup setup;
  setup.format = dice.chance(0.5) ? Format::json : Format::protobuf;
  setup.binary = setup.format == Format::protobuf && dice.chance(0.5);
  setup.guarded = dice.chance(0.6);
  if (setup.guarded && dice.chance(0.6)) setup.token_life = dice.between(6s, 20s);
  setup.latency = dice.chance(0.2) ? dice.between(50ms, 400ms) : dice.between(1ms, 30ms);
  setup.lateness = dice.chance(0.3) ? 0.5 : 0.05;
  setup.traffic = dice.chance(0.2) ? 4 : 1;
  setup.trouble = 0.2 + dice.roll();
  setup.storm = dice.between(15s, 45s);
  const auto channels = static_cast<std::size_t>(dice.between(2, 5));
  for (std::size_t i = 0; i < channels; ++i) setup.plans.push_back(draw_plan(dice, i));
  return setup;
}

}  // namespace hawser::simulation
