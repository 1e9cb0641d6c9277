// Any bytes: a frame is refused and nothing of it delivered, or it is JSON line by line, and what was read of it, said
// again as a server would in either format, reads the same. No slice leaves the frame, and the limits hold.
#include <cstdlib>
#include <vector>

#include "protocol/centrifugo/server.h"
#include "protocol/scan.h"

using namespace hawser;
using namespace hawser::centrifugo;

namespace {

constexpr Limits limits{.max_depth = 32, .max_items = 64};

void expect(bool holds) {
  if (!holds) std::abort();
}

// Without line breaks, one reply is the whole frame, and the scan has its own opinion on that.
bool agrees_with_scan(std::string_view frame, bool structured) {
  if (frame.find('\n') != frame.npos || frame.find_first_not_of(" \r\t") == frame.npos) return true;
  return !structured || scan(frame, {}, {}, limits.max_depth) == Scanned::object;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // On the heap and without an end of its own, so that one byte too far is noticed.
  const std::vector<char> bytes(data, data + size);
  const std::string_view frame{bytes.data(), bytes.size()};
  Replies read;
  const bool structured = read_json(frame, limits, read) == Verdict::structured;
  expect(structured || read.items() == 0);
  expect(read.items() <= limits.max_items);
  expect(agrees_with_scan(frame, structured));

  const auto json = server::json(frame, read);
  const auto protobuf = server::protobuf(frame, read);
  Replies again;
  expect(read_json(json, limits, again) == Verdict::structured);
  expect(server::json(json, again) == json);
  expect(read_protobuf(protobuf, limits, again) == Verdict::structured);
  expect(server::protobuf(protobuf, again) == protobuf);
  return 0;
}
