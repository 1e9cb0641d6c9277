// What a run is about, drawn from its seed: how the broker is configured, and what the client asks for.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "simulation/command.h"
#include "simulation/dice.h"

namespace hawser::simulation {

using namespace std::chrono_literals;

struct Plan {  // of one channel
  std::string name;
  bool positioned = false;
  bool recoverable = false;
  bool is_asked_for = false;  // by the client; else the broker has it so
  bool is_cache = false;      // who comes back gets the latest publication, and nothing between
  bool delta = false;
  bool is_filtered = false;  // the client wants some publications only: see `passes`
  bool join_leave = false;
  bool server_side = false;
  bool compacted = false;
  bool has_data = false;    // the client brings some along
  bool guarded = false;     // nobody gets in without a token
  Duration token_life{};    // zero: it never ends
  std::size_t history = 0;  // how many publications are kept
  std::uint64_t first = 0;  // the offset before the first one

  bool has_positions() const { return positioned || recoverable; }
};

struct Setup {
  Format format = Format::json;
  bool binary = false;    // payloads are bytes
  bool guarded = false;   // connecting takes a token
  Duration token_life{};  // of the connection's; zero: it never ends
  Duration grace = 4s;    // for who doesn't come with a new one
  Duration ping = 4s;
  Duration pong = 2s;  // patience for it
  Duration max_ping_delay = 3s;
  Duration timeout = 3s;  // the client's, for replies
  Duration latency = 2ms;
  double lateness = 0;   // how often the host takes its time to answer
  double traffic = 1;    // publications a second and channel
  double trouble = 0.5;  // faults a second
  Duration storm = 30s;
  std::uint32_t nodes = 2;
  std::vector<Plan> plans;

  static Setup draw(Dice& dice);
};

}  // namespace hawser::simulation
