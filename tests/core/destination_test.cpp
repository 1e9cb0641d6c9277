#include "core/destination.h"

#include <catch2/catch.hpp>

using namespace hawser;

TEST_CASE("credentials, query and fragment don't change where a URL leads", "[destination]") {
  CHECK(destination("wss://host/ws?token=1") == "wss://host/ws");
  CHECK(destination("wss://host/ws#a?b") == "wss://host/ws");
  CHECK(destination("wss://me:secret@host/ws") == "wss://host/ws");
  CHECK(destination("wss://me@you@host:8443?x=/y") == "wss://host:8443");
}

TEST_CASE("scheme and host know no case, a path does", "[destination]") {
  CHECK(destination("WSS://Host/WS") == "wss://host/WS");
}

TEST_CASE("an @ in the path is no credential", "[destination]") {
  CHECK(destination("wss://host/@me") == "wss://host/@me");
}

TEST_CASE("a URL without a host is its path", "[destination]") {
  CHECK(destination("/ws?x") == "/ws");
  CHECK(destination("//Host/ws") == "//host/ws");
  CHECK(destination("") == "");
  CHECK(destination("wss://") == "wss://");
}
