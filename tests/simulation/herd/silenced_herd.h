// A herd whose server falls silent for all in the same moment while their links stay open: each client gives its own up
// when its heartbeat has had no answer.
#pragma once

#include "simulation/herd/client_herd.h"

namespace hawser::herd {

class SilencedHerd final : public ClientHerd {
 public:
  // Until then they have all heard the same: what the server says to everybody.
  SilencedHerd(const HeartbeatPolicy& heartbeat, Member size, std::uint64_t seed, bool is_hidden = false);

  Time dropped(Member member, Time now) override;
};

}  // namespace hawser::herd
