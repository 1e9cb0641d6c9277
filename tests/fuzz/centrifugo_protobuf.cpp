// Any bytes: a frame is refused and nothing of it delivered, or what was read of it, said again as a server would,
// reads the same. No slice leaves the frame, and the limits hold.
#include <cstdlib>
#include <vector>

#include "protocol/centrifugo/server.h"

using namespace hawser;
using namespace hawser::centrifugo;

namespace {

constexpr Limits limits{.max_items = 64};

void expect(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // On the heap and without an end of its own, so that one byte too far is noticed.
  const std::vector<char> bytes(data, data + size);
  const std::string_view frame{bytes.data(), bytes.size()};
  Replies read;
  const bool structured = read_protobuf(frame, limits, read) == Verdict::structured;
  expect(structured || read.items() == 0);
  expect(read.items() <= limits.max_items);

  const auto said = server::protobuf(frame, read);
  Replies again;
  expect(read_protobuf(said, limits, again) == Verdict::structured);
  expect(server::protobuf(said, again) == said);
  return 0;
}
