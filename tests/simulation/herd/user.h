// One user: a whole client, the line that it has, and a clock wound by hand. The laws of a client are checked.
#pragma once

#include <cstdint>

#include "simulation/dice.h"
#include "support/world.h"

namespace hawser::herd {

enum class Line : std::uint8_t {
  up,
  refusing,  // what is dialled fails at once
  silent,    // nothing is answered, and nothing fails
};

class User {
 public:
  // With a link that has been stable for a while.
  User(bool has_heartbeat, std::uint64_t seed);

  void set(Line line) { line_ = line; }
  void drop();  // the browser reports that the socket is gone
  void hint(Hint hint);

  void pass(Duration duration);
  void sleep(Duration duration) { world_.now += duration; }
  void pass_until(State state);

  Duration between(Duration least, Duration most) { return dice_.between(least, most); }
  Time now() const { return world_.now; }

 private:
  bool step(Time end);
  World& roll();
  void serve();

  simulation::Dice dice_;
  World world_;
  Line line_ = Line::up;
  Link served_ = 0;    // the last that the line has seen
  Deadline opens_at_;  // of a handshake under way
};

}  // namespace hawser::herd
