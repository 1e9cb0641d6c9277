// The verbs that JavaScript calls. They take numbers only; bytes lie in the arenas.
#include <emscripten/bind.h>

#include "wasm/address.h"
#include "wasm/arena.h"
#include "wasm/host.h"
#include "wasm/ledger.h"

namespace hawser {
namespace {

std::uint32_t outgoing_room(std::uint32_t bytes) { return address(outgoing().room(bytes)); }

std::uint32_t records() { return address(ledger().summary().data()); }

void clear_records() { ledger().clear(); }

}  // namespace

EMSCRIPTEN_BINDINGS(hawser) {
  emscripten::function("outgoing", &outgoing_room);
  emscripten::function("records", &records);
  emscripten::function("clearRecords", &clear_records);

  emscripten::class_<Host>("Client")
      .constructor<std::uint32_t, std::uint32_t>()
      .function("id", &Host::id)
      .function("valid", &Host::valid)
      .function("connect", &Host::connect)
      .function("disconnect", &Host::disconnect)
      .function("reconnect", &Host::reconnect)
      .function("resolved", &Host::resolved)
      .function("unresolved", &Host::unresolved)
      .function("answered", &Host::answered)
      .function("unanswered", &Host::unanswered)
      .function("send", &Host::send)
      .function("call", &Host::call)
      .function("flush", &Host::flush)
      .function("setHeaders", &Host::set_headers)
      .function("listen", &Host::listen)
      .function("unlisten", &Host::unlisten)
      .function("want", &Host::want)
      .function("openView", &Host::open_view)
      .function("closeView", &Host::close_view)
      .function("collect", &Host::collect)
      .function("listenToChannel", &Host::listen_to_channel)
      .function("subscribe", &Host::subscribe)
      .function("unsubscribe", &Host::unsubscribe)
      .function("forget", &Host::forget)
      .function("recall", &Host::recall)
      .function("ponged", &Host::ponged)
      .function("giveUp", &Host::give_up)
      .function("page", &Host::page)
      .function("stats", &Host::stats);
}

}  // namespace hawser
