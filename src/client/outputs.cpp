#include "client/outputs.h"

namespace hawser {
namespace {

// A client that is idle after a flood keeps no more room than this.
constexpr std::size_t kept = 32;

}  // namespace

std::optional<Output> Outputs::poll() {
  if (told_ < waiting_.size()) return waiting_[told_++];
  waiting_.clear();
  if (waiting_.capacity() > kept) waiting_.shrink_to_fit();
  told_ = 0;
  return std::nullopt;
}

std::string_view Outputs::hold(Letters letters) {
  held_.splice(held_.end(), letters);
  return held_.back().bytes;
}

std::string_view Outputs::hold(std::string bytes) {
  held_.push_back({.bytes = std::move(bytes)});
  return held_.back().bytes;
}

void Outputs::begin() {
  if (waiting_.empty()) held_.clear();
}

}  // namespace hawser
