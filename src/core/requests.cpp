#include "core/requests.h"

namespace hawser {

void Requests::add(Ticket request, Deadline deadline, Link link) {
  settle(request);
  earliest_ = sooner(this->deadline(), deadline);
  timed_ += deadline ? 1 : 0;
  pending_.emplace(request, Pending{deadline, link});
}

bool Requests::settle(Ticket request) {
  const auto found = pending_.find(request);
  if (found == pending_.end()) return false;
  erase(found);
  return true;
}

Requests::All::iterator Requests::erase(All::iterator pending) {
  timed_ -= pending->second.deadline ? 1 : 0;
  return pending_.erase(pending);
}

void Requests::sent(Ticket request, Link link) {
  if (const auto found = pending_.find(request); found != pending_.end()) found->second.link = link;
}

bool Requests::awaits(Ticket request, Link link) const {
  const auto found = pending_.find(request);
  return found != pending_.end() && found->second.link == link;
}

template <typename Condition>
std::vector<Ticket> Requests::take_if(Condition condition) {
  std::vector<Ticket> taken;
  for (auto it = pending_.begin(); it != pending_.end();) {
    if (!condition(it->second)) {
      ++it;
      continue;
    }
    taken.push_back(it->first);
    it = erase(it);
  }
  return taken;
}

std::vector<Ticket> Requests::take_due(Time now) {
  if (!passed(deadline(), now)) return {};
  auto due = take_if([now](const Pending& pending) { return passed(pending.deadline, now); });
  earliest_.reset();
  for (const auto& [request, pending] : pending_) earliest_ = sooner(earliest_, pending.deadline);
  return due;
}

std::vector<Ticket> Requests::take_sent() {
  return take_if([](const Pending& pending) { return pending.link != nowhere; });
}

}  // namespace hawser
