#include "wasm/ledger.h"

#include "wasm/address.h"

namespace hawser {
namespace {

// A flood leaves no more room than this behind.
constexpr std::size_t kept = 256;

}  // namespace

void Ledger::write(const Record& record) {
  records_.push_back(record);
  sum_up();
}

void Ledger::clear() {
  records_.clear();
  texts_.clear();
  if (records_.capacity() > kept) records_.shrink_to_fit();
  sum_up();
}

void Ledger::sum_up() { summary_ = {address(records_.data()), static_cast<std::uint32_t>(records_.size())}; }

Ledger& ledger() {
  static Ledger ledger;
  return ledger;
}

}  // namespace hawser
