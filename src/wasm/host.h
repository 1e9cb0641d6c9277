// A client as JavaScript holds it: brings the time and the dice, performs what the engine orders, and writes down what
// it tells. Nothing here calls back into JavaScript's own code.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "client/client.h"
#include "client/options_json.h"
#include "wasm/socket.h"
#include "wasm/timer.h"

namespace hawser {

class Host final : private SocketListener {
 public:
  Host(std::uint32_t options, std::uint32_t length);

  std::uint32_t id() const { return id_; }
  bool valid() const { return valid_; }

  void connect();
  void disconnect(std::uint32_t code, std::uint32_t reason, std::uint32_t length);
  void reconnect();
  void resolved(std::uint32_t link, std::uint32_t at, std::uint32_t url, std::uint32_t protocols, std::uint32_t hello,
                std::uint32_t token);
  void unresolved(std::uint32_t link, std::uint32_t why, std::uint32_t length, bool unauthorized);
  void answered(std::uint32_t ask, std::uint32_t at, std::uint32_t token, std::uint32_t data);
  void unanswered(std::uint32_t ask, std::uint32_t why, std::uint32_t length, std::uint32_t what);
  std::uint32_t send(std::uint32_t at, std::uint32_t length, std::uint32_t flags, std::uint32_t ticket,
                     std::uint32_t request, double reply_timeout_ms);
  std::uint32_t call(std::uint32_t operation, std::uint32_t at, std::uint32_t name, std::uint32_t data,
                     std::uint32_t ticket, double timeout_ms);
  void flush();
  void set_headers(std::uint32_t at, std::uint32_t length);
  std::uint32_t listen(std::uint32_t at, std::uint32_t length);
  void unlisten(std::uint32_t route);
  void want(bool unrouted, bool everything);
  void open_view(std::uint32_t view, std::uint32_t at, std::uint32_t length);
  void close_view(std::uint32_t view);
  // Where two words are: where the text begins, and its length. Both last until the next call.
  std::uint32_t collect(std::uint32_t view);
  void listen_to_channel(std::uint32_t at, std::uint32_t length, bool is_heard);
  std::uint32_t subscribe(std::uint32_t at, std::uint32_t name, std::uint32_t options);
  void unsubscribe(std::uint32_t channel);
  void forget(std::uint32_t request);
  void recall(std::uint32_t ticket);
  void ponged();
  void give_up();
  void page(std::uint32_t hint);

  // Where the figures are, as doubles: those of `Stats` in their order, then the buffered bytes.
  std::uint32_t stats();

 private:
  static constexpr std::size_t figures = 17;

  explicit Host(std::optional<Options> read);
  Host(Options options, bool valid);

  void opened() override;
  void received(std::string_view bytes, bool binary) override;
  void oversized(std::uint64_t bytes) override;
  void lost(std::uint16_t code, std::string_view reason, bool clean) override;
  void rung();

  void handle(const Input& input);
  void pump(Moment moment);
  void drain();
  void wind_timer(Time at);

  void perform(const Dial& order);
  void perform(const Transmit& order);
  void perform(const HangUp& order);
  void perform(const Abandon&);
  void perform(const Published& news);
  template <typename News>
  void perform(const News& news);

  std::uint32_t id_;
  bool valid_;
  Client client_;
  Socket socket_;
  Timer timer_;
  Link link_ = 0;         // the one that the socket was dialled for
  bool refused_ = false;  // the socket could not be made, and the engine doesn't know yet
  std::array<double, figures> figures_{};
  std::array<std::uint32_t, 2> collected_{};
};

}  // namespace hawser
