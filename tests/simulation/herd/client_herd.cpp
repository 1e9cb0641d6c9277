#include "simulation/herd/client_herd.h"

#include <stdexcept>

namespace hawser::herd {

ClientHerd::ClientHerd(const Options& options, Member size, std::uint64_t seed, Duration age) : dice_{seed} {
  while (pages_.size() < size) open(pages_.emplace_back(options), Connect{}, drop - age);
}

Time ClientHerd::refused(Member member, Time now) {
  dial(pages_[member], Tick{}, now);
  return lose(pages_[member], now);
}

void ClientHerd::accepted(Member member, Time now) { open(pages_[member], Tick{}, now); }

void ClientHerd::open(Page& page, const Input& wish, Time now) {
  dial(page, wish, now);
  handle(page, Opened{page.link}, now);
  if (page.client.state() != State::open) throw std::logic_error{"a client that was accepted isn't open"};
}

void ClientHerd::dial(Page& page, const Input& wish, Time now) {
  page.has_dialled = false;
  handle(page, wish, now);
  handle(page, Resolved{page.link, "wss://host/ws", {}, {}, {}}, now);
  if (!page.has_dialled) throw std::logic_error{"a client whose time has come doesn't dial"};
}

Time ClientHerd::lose(Page& page, Time now) {
  handle(page, Lost{page.link, 1006, {}, false}, now);
  return planned(page);
}

Time ClientHerd::planned(const Page& page) {
  const auto next = page.client.deadline();
  if (page.client.state() != State::waiting || !next) throw std::logic_error{"a client without a link plans nothing"};
  return *next;
}

void ClientHerd::handle(Page& page, const Input& input, Time now) {
  page.client.handle(input, {now, dice_.roll()});
  while (const auto output = page.client.poll()) {
    if (const auto* const wanted = std::get_if<Resolve>(&*output)) page.link = wanted->link;
    if (std::holds_alternative<Dial>(*output)) page.has_dialled = true;
  }
}

}  // namespace hawser::herd
