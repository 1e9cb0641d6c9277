// What a user asks a broker.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/io.h"
#include "core/time.h"

namespace hawser {

enum class Operation : std::uint8_t { publish, rpc, send, presence, presence_stats, history };

struct Call {
  Operation operation = Operation::send;
  std::string_view name;  // of the channel, or of the method
  std::string_view data;  // the payload; of `history` a JSON text: {"limit", "reverse", "since": {"offset", "epoch"}}
  Ticket ticket = 0;      // told by Settled; of `send`, which has no answer, by Left or Dropped
  Duration timeout{};     // of the answer, from now on; zero: none
};

}  // namespace hawser
