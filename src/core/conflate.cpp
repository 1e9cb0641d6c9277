#include "core/conflate.h"

#include <algorithm>
#include <iterator>

namespace hawser {
namespace {

// What a payload may leave unused of its room, and what one that is kept for later may have of it.
constexpr std::size_t slack = 1024;

// Into the room that is there; one that is much too big is given back.
void write(std::string& kept, std::string_view payload) {
  if (kept.capacity() > 4 * payload.size() + slack) kept = std::string{};
  kept.assign(payload);
}

bool is_old(const Bounds& bounds, Time since, Time now) { return bounds.age && now - since > *bounds.age; }

}  // namespace

// ---------------------------------------------------------------- by key

void LatestByKey::put(std::string_view key, std::string_view payload, Time now) {
  const auto known = by_key_.find(key);
  if (key.size() + payload.size() > bounds_.bytes) {
    ++conflated_;
    if (known != by_key_.end()) forget(known->second);
    return;
  }
  const auto entry = known == by_key_.end() ? add(key) : known->second;
  if (known != by_key_.end()) freshen(*entry);
  bytes_ += payload.size();
  bytes_ -= entry->payload.size();
  write(entry->payload, payload);
  entry->since = now;
  make_room(entry);
}

LatestByKey::Entries::iterator LatestByKey::add(std::string_view key) {
  const auto entry = entries_.insert(entries_.end(), Entry{.key = std::string{key}});
  entry->place = fresh_.insert(fresh_.end(), &*entry);
  by_key_.emplace(entry->key, entry);
  bytes_ += key.size();
  return entry;
}

void LatestByKey::freshen(Entry& entry) {
  if (entry.is_fresh) ++conflated_;
  fresh_.splice(fresh_.end(), entry.is_fresh ? fresh_ : seen_, entry.place);
  entry.is_fresh = true;
}

// The newest stays: alone it is within the bounds.
void LatestByKey::make_room(Entries::iterator newest) {
  while (entries_.size() > std::max(bounds_.count, 1U) || bytes_ > bounds_.bytes)
    forget(entries_.begin() == newest ? std::next(newest) : entries_.begin());
}

void LatestByKey::forget(Entries::iterator entry) {
  if (entry->is_fresh) ++conflated_;
  (entry->is_fresh ? fresh_ : seen_).erase(entry->place);
  bytes_ -= entry->key.size() + entry->payload.size();
  by_key_.erase(entry->key);
  if (entry->was_seen) gone_.push_back(std::move(entry->key));
  entries_.erase(entry);
}

void LatestByKey::look(Time now, Reader& reader) {
  drop_old(now);
  for (const auto& key : gone_) reader.gone(key);
  for (auto entry = first_added(); entry != entries_.end(); ++entry) reader.added(entry->key);
  for (Entry* const entry : fresh_) {
    reader.latest(entry->key, entry->payload);
    entry->is_fresh = false;
    entry->was_seen = true;
  }
  seen_.splice(seen_.end(), fresh_);
  gone_.clear();
}

void LatestByKey::drop_old(Time now) {
  if (!bounds_.age) return;
  for (auto entry = entries_.begin(); entry != entries_.end();) {
    const auto next = std::next(entry);
    if (is_old(bounds_, entry->since, now)) forget(entry);
    entry = next;
  }
}

void LatestByKey::change(const Bounds& bounds) {
  bounds_ = bounds;
  while (!entries_.empty() && (entries_.size() > std::max(bounds.count, 1U) || bytes_ > bounds.bytes))
    forget(entries_.begin());
}

// Those that nobody has seen are the last ones.
LatestByKey::Entries::iterator LatestByKey::first_added() {
  auto first = entries_.end();
  while (first != entries_.begin() && !std::prev(first)->was_seen) --first;
  return first;
}

// ---------------------------------------------------------------- the last few

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

void LastFew::change(const Bounds& bounds) {
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
    if (auto& payload = spare_.front().payload; payload.capacity() > slack) payload = std::string{};
  }
}

void LastFew::drop_old(Time now) {
  while (!kept_.empty() && is_old(bounds_, kept_.front().since, now)) let_go();
}

}  // namespace hawser
