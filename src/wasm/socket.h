// A browser's WebSocket through the API of emscripten/websocket.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hawser {

class SocketListener {
 public:
  virtual void opened() = 0;
  virtual void received(std::string_view bytes, bool binary) = 0;
  virtual void oversized(std::uint64_t bytes) = 0;
  virtual void lost(std::uint16_t code, std::string_view reason, bool clean) = 0;

 protected:
  ~SocketListener() = default;
};

class Socket {
 public:
  Socket(SocketListener& listener, std::uint32_t client) : listener_{listener}, client_{client} {}
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  ~Socket() { abandon(); }

  // Lets go of the one before. False: the constructor threw, see `refusal`. Nothing is told before this returns.
  bool dial(std::string_view url, std::string_view protocols);

  // Name and message of what it threw, but for what they quote of the URL and the protocols, which may be secret.
  static std::string refusal();

  // `original`: the text still lies where JavaScript wrote it.
  void send(std::string_view bytes, bool binary, bool original) const;

  // `lost` is still told.
  void close(std::uint16_t code, std::string_view reason) const;

  // Closes, and tells nothing any more.
  void abandon();

  // Bytes that were sent but haven't left.
  std::uint64_t buffered() const;

  // For the callbacks that the glue finds by the user data of the socket.
  SocketListener& listener() { return listener_; }

 private:
  SocketListener& listener_;
  std::uint32_t client_;
  int socket_ = 0;
};

}  // namespace hawser
