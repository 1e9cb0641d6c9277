// Any delta on any base: no text, or one within the limit that has the size and the checksum which the delta names.
// And from a delta that is made for two texts, the second comes back.
#include <algorithm>
#include <cstdlib>
#include <vector>

#include "protocol/centrifugo/fossil_encoder.h"

using namespace hawser::centrifugo;

namespace {

constexpr std::size_t max_size = 1000;
constexpr std::size_t worth_encoding = 200;  // the encoder is simple and slow

void expect(bool holds) {
  if (!holds) std::abort();
}

// On the heap and without an end of its own, so that one byte too far is noticed.
std::vector<char> copy(std::string_view text) { return {text.begin(), text.end()}; }
std::string_view view(const std::vector<char>& bytes) { return {bytes.data(), bytes.size()}; }

}  // namespace

// The first byte says how long the base is, which follows; the rest is the delta, or the second text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view input{reinterpret_cast<const char*>(data), size};
  const auto base = copy(input.substr(1, data[0]));
  const auto rest = copy(input.substr(1 + base.size()));

  if (const auto text = fossil::apply(view(base), view(rest), max_size)) {
    expect(text->size() <= max_size);
    expect(view(rest).starts_with(fossil::number(static_cast<std::uint32_t>(text->size())) + '\n') ||
           view(rest).front() == '0');
    expect(view(rest).ends_with(fossil::number(fossil::checksum(*text)) + ';'));
  }
  if (rest.size() <= worth_encoding)
    expect(fossil::apply(view(base), fossil::encode(view(base), view(rest)), max_size) == view(rest));
  return 0;
}
