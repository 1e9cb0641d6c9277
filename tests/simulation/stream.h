// A channel's publications as the broker keeps them: a history of bounded size, and, for the checker alone, all that
// ever was.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "simulation/command.h"

namespace hawser::simulation {

struct Publication {
  std::uint64_t offset = 0;
  std::string data;
  bool from_client = false;
};

// What a client that filters wants: those with an even number.
inline bool passes(const std::string& data) {
  const auto digits = data.find(R"("n":)") + 4;
  return (data.at(data.find_first_not_of("0123456789", digits) - 1) - '0') % 2 == 0;
}

class Stream {
 public:
  Stream(std::string epoch, std::uint64_t first, std::size_t size)
      : epoch_{std::move(epoch)}, top_{first}, size_{size}, first_{{epoch_, first}} {}

  const std::string& epoch() const { return epoch_; }
  std::uint64_t top() const { return top_; }
  Position position() const { return {top_, epoch_}; }
  const std::deque<Publication>& history() const { return history_; }

  const Publication& publish(std::string data, bool from_client) {
    history_.push_back({++top_, std::move(data), from_client});
    ever_[epoch_].push_back(history_.back().data);
    serials_.emplace(history_.back().data, serials_.size() + 1);
    if (history_.size() > size_) history_.pop_front();
    return history_.back();
  }

  // The broker's memory is lost: offsets begin anew, and a name tells that they do.
  void restart(std::string epoch) {
    epoch_ = std::move(epoch);
    top_ = 0;
    first_[epoch_] = 0;
    history_.clear();
  }

  // Only the history is lost: it has run out.
  void forget() { history_.clear(); }

  // Is there everything that came after?
  bool covers(const Position& position) const {
    if (position.epoch != epoch_ || position.offset > top_) return false;
    return position.offset + history_.size() >= top_;
  }

  // All that came after; nothing, if some of it is gone.
  std::optional<std::vector<Publication>> since(const Position& position) const {
    if (!covers(position)) return std::nullopt;
    const auto missed = static_cast<std::ptrdiff_t>(top_ - position.offset);
    return std::vector<Publication>{history_.end() - missed, history_.end()};
  }

  // What was published there, at any time; or nothing.
  const std::string* ever(const std::string& epoch, std::uint64_t offset) const {
    const auto all = ever_.find(epoch);
    if (all == ever_.end() || offset <= first_.at(epoch)) return nullptr;
    const auto index = offset - first_.at(epoch) - 1;
    return index < all->second.size() ? &all->second[static_cast<std::size_t>(index)] : nullptr;
  }

  // The how manieth it was, whatever the epoch; 0: none.
  std::uint64_t serial(const std::string& data) const {
    const auto found = serials_.find(data);
    return found == serials_.end() ? 0 : found->second;
  }

 private:
  std::string epoch_;
  std::uint64_t top_;
  std::size_t size_;
  std::deque<Publication> history_;
  std::map<std::string, std::uint64_t> first_;
  std::map<std::string, std::vector<std::string>> ever_;
  std::unordered_map<std::string, std::uint64_t> serials_;
};

}  // namespace hawser::simulation
