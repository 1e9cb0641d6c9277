// What lies between client and broker: sockets that are slow, cut, silent or refused, but never out of order.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "simulation/broker.h"

namespace hawser::simulation {

// What reaches the browser.
struct Browser {
  std::function<void(Link)> opened;
  std::function<void(Link, const Sent&)> received;
  std::function<void(Link, std::uint16_t, const std::string&, bool)> lost;
};

class Network {
 public:
  Network(const Setup& setup, Timeline& timeline, Dice& dice, Journal& journal)
      : setup_{setup}, timeline_{timeline}, dice_{dice}, journal_{journal}, down_(setup.nodes, 0) {}

  void join(Broker& broker, Browser browser) {
    broker_ = &broker;
    browser_ = std::move(browser);
  }

  // ---- the browser

  void dial(Link link, std::uint32_t node);
  void transmit(Link link, std::optional<std::vector<Command>> commands);
  void hang_up(Link link, std::uint16_t code, const std::string& reason);
  void abandon(Link link);

  // ---- the broker

  Uplink uplink();

  // ---- what goes wrong

  void cut();                       // every socket, with what is on its way
  void cut_after(unsigned frames);  // that have reached the client
  void silence();                   // nobody is told: no byte comes through any more
  void stop(std::uint32_t node, Duration duration);
  void offline(bool is_offline);
  void swallow_dials(Duration duration);  // they are never answered
  void calm();                            // nodes and network are there again

 private:
  struct Socket {
    std::uint32_t node = 0;
    bool is_open = false;    // for the browser
    bool is_served = false;  // by the broker
    bool is_silent = false;
    std::optional<unsigned> frames_left;
    Time up_until{};  // when what was sent last arrives
    Time down_until{};
  };

  void open(Link link);
  void lose(Link link, std::uint16_t code, const std::string& reason, bool clean);
  void drop(Link link);
  void deliver(Link link, const Sent& frame);
  Time arrival(Time& last);
  Socket* socket(Link link);
  bool is_reachable(std::uint32_t node) const { return !is_offline_ && down_[node] == 0; }

  const Setup& setup_;
  Timeline& timeline_;
  Dice& dice_;
  Journal& journal_;
  Broker* broker_ = nullptr;
  Browser browser_;
  std::map<Link, Socket> sockets_;
  std::vector<int> down_;  // how many reasons each node has to be down
  bool is_offline_ = false;
  Time swallows_until_{};
};

}  // namespace hawser::simulation
