// What the engine has told since JavaScript last looked: records, and the short texts that they point to.
#pragma once

#include <array>
#include <cstdint>
#include <list>
#include <string>
#include <string_view>
#include <vector>

#include "wasm/border.h"

namespace hawser {

class Ledger {
 public:
  // Two words that stay where they are: where the records begin, and how many there are.
  const std::array<std::uint32_t, 2>& summary() const { return summary_; }

  void write(const Record& record);

  // A copy that lasts until `clear`: the engine's own may be gone after its next call.
  std::string_view keep(std::string_view text) { return texts_.emplace_back(text); }

  void clear();

 private:
  void sum_up();

  std::vector<Record> records_;
  std::list<std::string> texts_;
  std::array<std::uint32_t, 2> summary_{};
};

Ledger& ledger();

}  // namespace hawser
