// Small messages on their way out, to be sent as one frame.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace hawser {

class Batch {
 public:
  bool empty() const { return bytes_.empty(); }

  // One that is alone is never too big.
  bool has_room(std::size_t bytes) const { return bytes_.empty() || bytes_.size() + bytes < limit; }

  void add(std::string_view message, std::string_view separator) {
    if (!bytes_.empty()) bytes_ += separator;
    bytes_ += message;
  }

  std::string take() { return std::exchange(bytes_, {}); }

 private:
  // Servers refuse frames over a limit, of 64 KiB by Centrifugo's default.
  static constexpr std::size_t limit = 16'384;

  std::string bytes_;
};

}  // namespace hawser
