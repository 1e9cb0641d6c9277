// Everything that may go wrong, at random.
#pragma once

#include "simulation/world.h"

namespace hawser::simulation {

class Storm {
 public:
  Storm(World& world, const Setup& setup, Dice& dice) : world_{world}, setup_{setup}, dice_{dice} {}

  // From now on, until then.
  void begin(Time end);
  // Publications and calls, in fair weather too.
  void keep_busy(Time end);

 private:
  void plan_fault();
  void plan_traffic();
  void strike();
  void strike_network();
  void strike_broker();
  void strike_page();
  void strike_user();
  void close();
  void end_subscription(const Plan& plan);
  void burst(const Plan& plan);
  void bad_spell();
  void log(const std::string& what) { world_.journal.write("fault", what); }
  Duration pause(double per_second);

  World& world_;
  const Setup& setup_;
  Dice& dice_;
  Time storm_ends_{};
  Time traffic_ends_{};
};

}  // namespace hawser::simulation
