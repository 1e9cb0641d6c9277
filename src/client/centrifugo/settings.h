// What a client of a Centrifugo broker can be told. The defaults are those of the reference client.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/backoff.h"
#include "core/time.h"

namespace hawser::centrifugo {

enum class Format : std::uint8_t { json, protobuf };

struct Settings {
  Format format = Format::json;
  bool binary = false;  // payloads are bytes, and no message in them is looked for
  std::string name = "hawser";
  std::string version;
  std::vector<std::pair<std::string, std::string>> headers;
  bool asks_token = false;                                      // the host can renew the connection's token
  Duration timeout = std::chrono::seconds{5};                   // of a reply to the client's own commands
  Duration max_server_ping_delay = std::chrono::seconds{10};    // on top of the server's interval; zero: no watch
  Duration first_resubscribe = std::chrono::milliseconds{500};  // window of the first attempt
  Duration longest_resubscribe = std::chrono::seconds{20};
};

}  // namespace hawser::centrifugo
