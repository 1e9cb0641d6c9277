// What the engine has to say, in order, and the bytes that it speaks of until they are told.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/io.h"
#include "core/outbox.h"

namespace hawser {

class Outputs {
 public:
  void tell(const Output& output) { waiting_.push_back(output); }
  std::optional<Output> poll();

  // The bytes of a letter stay where they are until the next call.
  std::string_view hold(Letters letters);
  std::string_view hold(std::string bytes);

  // A call begins: what the last one held may go, if all of it was told.
  void begin();

 private:
  std::vector<Output> waiting_;
  std::size_t told_ = 0;
  Letters held_;
};

}  // namespace hawser
