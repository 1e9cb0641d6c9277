#include "core/outbox.h"

#include <algorithm>

namespace hawser {

Admission Outbox::admit(std::size_t bytes) const {
  if (bytes > policy_.bytes) return Admission::too_large;
  if (policy_.messages == 0) return Admission::full;
  if (has_room(bytes)) return Admission::fits;
  return policy_.overflow == OutboxOverflow::drop_oldest ? Admission::after_the_oldest_went : Admission::full;
}

bool Outbox::has_room(std::size_t bytes) const {
  return letters_.size() < policy_.messages && bytes <= policy_.bytes - bytes_;
}

void Outbox::keep(Letter letter) {
  bytes_ += letter.bytes.size();
  letters_.push_back(std::move(letter));
}

Letters Outbox::take(Letters::iterator letter) {
  Letters taken;
  bytes_ -= letter->bytes.size();
  taken.splice(taken.end(), letters_, letter);
  return taken;
}

Letters Outbox::withdraw(Ticket request) {
  const auto carries = [request](const Letter& letter) { return letter.request == request; };
  const auto letter = std::find_if(letters_.begin(), letters_.end(), carries);
  return letter == letters_.end() ? Letters{} : take(letter);
}

Letters Outbox::recall(Ticket ticket) {
  const auto is_it = [ticket](const Letter& letter) { return letter.ticket == ticket; };
  const auto letter = std::find_if(letters_.begin(), letters_.end(), is_it);
  return letter == letters_.end() ? Letters{} : take(letter);
}

bool Outbox::bind(std::string destination) {
  const bool same = letters_.empty() || destination_.empty() || destination_ == destination;
  destination_ = std::move(destination);
  return same;
}

}  // namespace hawser
