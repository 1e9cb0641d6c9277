#include "core/last_few.h"

#include <algorithm>

namespace hawser {

void LastFew::put(std::string_view payload, Time now) {
  const bool fits = payload.size() <= bounds_.bytes;
  const auto room = fits ? bounds_.bytes - payload.size() : 0;
  while (!kept_.empty() && (!fits || kept_.size() >= bounds_.count || bytes_ > room)) let_go();
  if (!fits) {
    ++left_out_;
    ++conflated_;
    return;
  }
  if (spare_.empty()) spare_.emplace_back();
  kept_.splice(kept_.end(), spare_, spare_.begin());
  write(kept_.back().payload, payload);
  kept_.back().since = now;
  bytes_ += payload.size();
}

void LastFew::look(Time now, Reader& reader) {
  drop_old(now);
  reader.left_out(left_out_);
  for (const Kept& kept : kept_) reader.next(kept.payload);
  left_out_ = 0;
  retire_all();
}

void LastFew::change(const KeepBounds& bounds) {
  bounds_ = bounds;
  while (kept_.size() > std::max(bounds.count, 1U) || bytes_ > bounds.bytes) let_go();
}

void LastFew::let_go() {
  ++left_out_;
  ++conflated_;
  retire();
}

// The oldest leaves its room to one that comes.
void LastFew::retire() {
  bytes_ -= kept_.front().payload.size();
  spare_.splice(spare_.begin(), kept_, kept_.begin());
}

// Those that nobody takes at once keep little.
void LastFew::retire_all() {
  while (!kept_.empty()) {
    retire();
    if (auto& payload = spare_.front().payload; payload.capacity() > slack) give_back(payload);
  }
}

void LastFew::drop_old(Time now) {
  while (!kept_.empty() && bounds_.are_passed(kept_.front().since, now)) let_go();
}

}  // namespace hawser
