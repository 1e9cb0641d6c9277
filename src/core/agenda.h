// Many deadlines, each under a key of its own, and the soonest of them at hand.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <utility>

#include "core/timers.h"

namespace hawser {

template <typename Key>
class Agenda {
 public:
  // Replaces what was set for the key.
  void set(const Key& key, Time at) {
    clear(key);
    times_.emplace(key, at);
    order_.emplace(at, key);
  }

  void clear(const Key& key) {
    const auto found = times_.find(key);
    if (found == times_.end()) return;
    order_.erase({found->second, key});
    times_.erase(found);
  }

  void clear() {
    times_.clear();
    order_.clear();
  }

  Deadline deadline() const { return order_.empty() ? std::nullopt : Deadline{order_.begin()->first}; }

  // The key whose time has come first, if any has. It is no longer set.
  std::optional<Key> take_due(Time now) {
    if (!passed(deadline(), now)) return std::nullopt;
    const Key key = order_.begin()->second;
    clear(key);
    return key;
  }

 private:
  std::map<Key, Time> times_;
  std::set<std::pair<Time, Key>> order_;
};

}  // namespace hawser
