// Any order of any inputs: never a crash, never a deadline in the past, a deadline exactly while one is needed, at most
// one live socket, one close for each open link, one fate for each message. The laws are in support/laws.h.
#include "support/script.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  hawser::Script{data, size}.run();
  return 0;
}
