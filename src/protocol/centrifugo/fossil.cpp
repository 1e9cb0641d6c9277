#include "protocol/centrifugo/fossil.h"

#include <utility>

#include "protocol/centrifugo/words.h"

namespace hawser::centrifugo::fossil {
namespace {

// The value of a digit in base 64, or -1: 0-9, A-Z, _, a-z, ~.
int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
  if (c == '_') return 36;
  if (c >= 'a' && c <= 'z') return c - 'a' + 37;
  return c == '~' ? 63 : -1;
}

std::uint32_t byte(char c) { return static_cast<unsigned char>(c); }

// size "\n" { count "@" offset "," | count ":" bytes } checksum ";"
class Delta {
 public:
  Delta(std::string_view base, std::string_view delta) : base_{base}, rest_{delta} {}

  std::optional<std::string> apply(std::size_t max_size) {
    std::uint32_t size = 0;
    if (!number(size) || !take('\n') || size > max_size) return std::nullopt;
    room_ = size;
    out_.reserve(size);
    while (step()) continue;
    return done_ && room_ == 0 ? std::optional{std::move(out_)} : std::nullopt;
  }

 private:
  // One order; false after the last, and at anything that is none.
  bool step() {
    std::uint32_t count = 0;
    if (!number(count)) return false;
    if (take('@')) return copy(count);
    if (take(':')) return insert(count);
    done_ = take(';') && rest_.empty() && count == checksum(out_);
    return false;
  }

  bool copy(std::uint32_t count) {
    std::uint32_t offset = 0;
    if (!number(offset) || !take(',')) return false;
    if (offset > base_.size() || count > base_.size() - offset) return false;
    return append(base_.substr(offset, count));
  }

  bool insert(std::uint32_t count) {
    if (count > rest_.size() || !append(rest_.substr(0, count))) return false;
    rest_.remove_prefix(count);
    return true;
  }

  bool append(std::string_view bytes) {
    if (bytes.size() > room_) return false;
    room_ -= bytes.size();
    out_ += bytes;
    return true;
  }

  // At least one digit, below 2^32.
  bool number(std::uint32_t& value) {
    const auto before = rest_.size();
    std::uint64_t sum = 0;
    while (!rest_.empty() && digit(rest_.front()) >= 0) {
      sum = sum << 6 | static_cast<std::uint64_t>(digit(rest_.front()));
      if (sum > UINT32_MAX) return false;
      rest_.remove_prefix(1);
    }
    value = static_cast<std::uint32_t>(sum);
    return rest_.size() != before;
  }

  bool take(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  std::string_view base_;
  std::string_view rest_;
  std::string out_;
  std::size_t room_ = 0;
  bool done_ = false;
};

}  // namespace

std::uint32_t checksum(std::string_view text) {
  std::size_t at = text.size() / token::block * token::block;
  std::uint32_t sum = sum_of_words(text.data(), at);
  for (; at + 4 <= text.size(); at += 4) sum += big_endian(&text[at]);
  for (unsigned shift = 24; at < text.size(); ++at, shift -= 8) sum += byte(text[at]) << shift;
  return sum;
}

std::optional<std::string> apply(std::string_view base, std::string_view delta, std::size_t max_size) {
  return Delta{base, delta}.apply(max_size);
}

}  // namespace hawser::centrifugo::fossil
