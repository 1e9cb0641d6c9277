#include "core/latest_by_key.h"

#include <algorithm>
#include <iterator>

namespace hawser {

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
    if (bounds_.are_passed(entry->since, now)) forget(entry);
    entry = next;
  }
}

void LatestByKey::change(const KeepBounds& bounds) {
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

}  // namespace hawser
