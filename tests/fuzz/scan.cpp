// Any bytes: the scan accepts exactly what RapidJSON, guarded, accepts, and finds the same value under the same name;
// and whatever the depth allowed, it never reads outside the text.
#include <cstdio>
#include <cstdlib>
#include <string>

#include "protocol/envelope.h"
#include "protocol/json.h"
#include "protocol/scan_oracle.h"

using namespace hawser;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  // On the heap and without an end of its own, so that one byte too far is noticed.
  const std::vector<char> bytes(data + 1, data + size);
  const std::string_view text{bytes.data(), bytes.size()};

  if (const auto fault = oracle::disagreement(text, "type")) {
    std::fprintf(stderr, "%s\n", fault->c_str());
    std::abort();
  }
  Reading reading;
  Envelope{EnvelopeNames{}, data[0]}.read(text, reading);
  for (const auto& frame : reading.frames)
    if (frame.payload.begin > frame.payload.end || frame.payload.end > text.size()) std::abort();
  json::Document::parse(text);
  return 0;
}
