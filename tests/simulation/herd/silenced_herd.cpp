#include "simulation/herd/silenced_herd.h"

#include <stdexcept>

namespace hawser::herd {

SilencedHerd::SilencedHerd(const HeartbeatPolicy& heartbeat, Member size, std::uint64_t seed, bool is_hidden)
    : ClientHerd{{.heartbeat = heartbeat}, size, seed} {
  if (!is_hidden) return;
  for (auto& page : pages_) handle(page, PageChanged{Hint::hidden}, drop);
}

Time SilencedHerd::dropped(Member member, Time now) {
  auto& page = pages_[member];
  handle(page, Received{page.link, R"({"type":"news"})"}, now);
  while (page.client.state() == State::open) {
    const auto next = page.client.deadline();
    if (!next) throw std::logic_error{"a client without a heartbeat waits for ever"};
    handle(page, Tick{}, *next);
  }
  return planned(page);
}

}  // namespace hawser::herd
