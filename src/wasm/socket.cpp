#include "wasm/socket.h"

#include <emscripten/websocket.h>

#include <utility>

#include "wasm/arena.h"
#include "wasm/glue.h"

namespace hawser {
namespace {

SocketListener& listener_of(void* user_data) { return static_cast<Socket*>(user_data)->listener(); }

EM_BOOL on_open(int, const EmscriptenWebSocketOpenEvent*, void* user_data) {
  listener_of(user_data).opened();
  return EM_TRUE;
}

// The bytes of a text end with a NUL that is none of them.
std::string_view message_of(const EmscriptenWebSocketMessageEvent& event) {
  return {reinterpret_cast<const char*>(event.data), event.numBytes - (event.isText ? 1 : 0)};
}

// The bytes where they stay until JavaScript has looked at them.
std::string_view lasting(std::string_view bytes) {
#ifdef HAWSER_STOCK_WEBSOCKET
  char* const copy = incoming().room(bytes.size() + 1);
  hawser_frame(copy);
  return {copy, bytes.copy(copy, bytes.size())};
#else
  return bytes;  // our glue has written them to the arena
#endif
}

EM_BOOL on_message(int, const EmscriptenWebSocketMessageEvent* event, void* user_data) {
  listener_of(user_data).received(lasting(message_of(*event)), !event->isText);
  return EM_TRUE;
}

EM_BOOL on_close(int, const EmscriptenWebSocketCloseEvent* event, void* user_data) {
  listener_of(user_data).lost(event->code, event->reason, event->wasClean);
  return EM_TRUE;
}

}  // namespace

bool Socket::dial(std::string_view url, std::string_view protocols) {
  abandon();
  const std::string url_text{url};
  const std::string protocols_text{protocols};
  EmscriptenWebSocketCreateAttributes attributes{url_text.c_str(), protocols.empty() ? nullptr : protocols_text.c_str(),
                                                 EM_TRUE};
  const int socket = emscripten_websocket_new(&attributes);
  if (socket <= 0) return false;

  socket_ = socket;
  hawser_claim(socket_, client_);
  emscripten_websocket_set_onopen_callback(socket_, this, on_open);
  emscripten_websocket_set_onmessage_callback(socket_, this, on_message);
  emscripten_websocket_set_onclose_callback(socket_, this, on_close);
  return true;
}

std::string Socket::refusal() {
  char why[256];
  hawser_refusal(why, sizeof why);
  return why;
}

void Socket::send(std::string_view bytes, bool binary, bool original) const {
  const auto length = static_cast<std::uint32_t>(bytes.size());
  if (!binary) hawser_send_text(socket_, bytes.data(), length, original);
  // The API lacks a const; nothing is written there.
  if (binary) emscripten_websocket_send_binary(socket_, const_cast<char*>(bytes.data()), length);
}

void Socket::close(std::uint16_t code, std::string_view reason) const {
  emscripten_websocket_close(socket_, code, std::string{reason}.c_str());
}

void Socket::abandon() {
  const int socket = std::exchange(socket_, 0);
  if (!socket) return;
  emscripten_websocket_close(socket, 0, nullptr);
  emscripten_websocket_delete(socket);
}

std::uint64_t Socket::buffered() const {
  unsigned long long bytes = 0;
  if (socket_) emscripten_websocket_get_buffered_amount(socket_, &bytes);
  return bytes;
}

}  // namespace hawser

extern "C" {

// Where the glue writes an event before it calls back: they come one at a time, and this kind is the biggest.
EMSCRIPTEN_KEEPALIVE void* hawser_event() {
  static EmscriptenWebSocketCloseEvent event;
  return &event;
}

// The glue asks for room before it writes a message there. 0: out of memory.
EMSCRIPTEN_KEEPALIVE char* hawser_incoming(std::uint32_t bytes) { return hawser::incoming().room(bytes); }

// A message over the limit, which the glue didn't copy in.
EMSCRIPTEN_KEEPALIVE void hawser_oversized(hawser::Socket* socket, double bytes) {
  socket->listener().oversized(static_cast<std::uint64_t>(bytes));
}
}
