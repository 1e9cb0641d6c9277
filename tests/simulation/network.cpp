#include "simulation/network.h"

#include <utility>

namespace hawser::simulation {

Network::Socket* Network::socket(Link link) {
  const auto found = sockets_.find(link);
  return found == sockets_.end() ? nullptr : &found->second;
}

// Nothing overtakes what was sent before it.
Time Network::arrival(Time& last) {
  const auto delay = setup_.latency / 2 + dice_.between(Duration::zero(), setup_.latency);
  return last = std::max(last, timeline_.now() + delay);
}

// ---------------------------------------------------------------- the browser

void Network::dial(Link link, std::uint32_t node) {
  auto& socket = sockets_[link];
  socket.node = node;
  socket.is_silent = timeline_.now() < swallows_until_;
  ++journal_.counts.links;
  timeline_.at(arrival(socket.up_until), [this, link] { open(link); });
}

void Network::open(Link link) {
  auto* const socket = this->socket(link);
  if (!socket || socket->is_silent) return;
  if (!is_reachable(socket->node)) return lose(link, 1006, {}, false);
  socket->is_served = true;
  broker_->opened(link);
  timeline_.at(arrival(socket->down_until), [this, link] {
    auto* const still = this->socket(link);
    if (!still || still->is_silent) return;
    still->is_open = true;
    browser_.opened(link);
  });
}

void Network::transmit(Link link, std::optional<std::vector<Command>> commands) {
  auto* const socket = this->socket(link);
  if (!socket) return;  // closed, though the page may not have heard of it yet
  if (!socket->is_open) throw Violation{"sent on a socket that isn't open"};
  timeline_.at(arrival(socket->up_until), [this, link, commands = std::move(commands)] {
    const auto* const still = this->socket(link);
    if (still && still->is_served && !still->is_silent) broker_->received(link, commands);
  });
}

void Network::hang_up(Link link, std::uint16_t code, const std::string& reason) {
  auto* const socket = this->socket(link);
  if (!socket || socket->is_silent) return;
  timeline_.at(arrival(socket->up_until), [this, link, code, reason] {
    auto* const still = this->socket(link);
    if (!still || still->is_silent) return;
    broker_->closed(link);
    still->is_served = false;
    timeline_.at(arrival(still->down_until), [this, link, code, reason] { lose(link, code, reason, true); });
  });
}

void Network::abandon(Link link) {
  sockets_.erase(link);
  timeline_.in(setup_.latency, [this, link] { broker_->closed(link); });
}

// The browser is told, if it is still there.
void Network::lose(Link link, std::uint16_t code, const std::string& reason, bool clean) {
  if (sockets_.erase(link) > 0) browser_.lost(link, code, reason, clean);
}

// ---------------------------------------------------------------- the broker

Uplink Network::uplink() {
  return {[this](Link link, Sent frame) {
            auto* const socket = this->socket(link);
            if (!socket || socket->is_silent) return;
            timeline_.at(arrival(socket->down_until), [this, link, frame = std::move(frame)] { deliver(link, frame); });
          },
          [this](Link link, std::uint16_t code, const std::string& reason) {
            auto* const socket = this->socket(link);
            if (!socket) return;
            socket->is_served = false;
            if (socket->is_silent) return;
            timeline_.at(arrival(socket->down_until), [this, link, code, reason] { lose(link, code, reason, true); });
          }};
}

void Network::deliver(Link link, const Sent& frame) {
  auto* const socket = this->socket(link);
  if (!socket || socket->is_silent) return;
  if (socket->frames_left) {
    if (*socket->frames_left == 0) return drop(link);
    --*socket->frames_left;
  }
  browser_.received(link, frame);
}

// ---------------------------------------------------------------- what goes wrong

// What was on its way is gone; both sides find out, each in its time.
void Network::drop(Link link) {
  auto* const socket = this->socket(link);
  if (!socket || socket->is_silent) return;
  socket->is_silent = true;
  timeline_.in(dice_.between(0ms, 50ms), [this, link] { lose(link, 1006, {}, false); });
  timeline_.in(dice_.between(0ms, 500ms), [this, link] { broker_->closed(link); });
}

void Network::cut() {
  std::vector<Link> links;
  for (const auto& [link, socket] : sockets_) links.push_back(link);
  for (const Link link : links) drop(link);
}

void Network::cut_after(unsigned frames) {
  for (auto& [link, socket] : sockets_) socket.frames_left = frames;
}

void Network::silence() {
  for (auto& [link, socket] : sockets_) {
    socket.is_silent = true;
    timeline_.in(10s, [this, link = link] { broker_->closed(link); });
  }
}

void Network::stop(std::uint32_t node, Duration duration) {
  ++down_[node];
  std::vector<Link> links;
  for (const auto& [link, socket] : sockets_)
    if (socket.node == node) links.push_back(link);
  for (const Link link : links) drop(link);
  timeline_.in(duration, [this, node] { --down_[node]; });
}

void Network::offline(bool is_offline) {
  is_offline_ = is_offline;
  if (is_offline) dice_.chance(0.5) ? cut() : silence();
}

void Network::swallow_dials(Duration duration) { swallows_until_ = timeline_.now() + duration; }

void Network::calm() {
  is_offline_ = false;
  swallows_until_ = {};
}

}  // namespace hawser::simulation
