// The laws of the connection: one socket at a time; it ends only for a reason, and for a good one it does; a call has
// one fate; nothing after the user has hung up.
#pragma once

#include <map>
#include <optional>

#include "core/io.h"
#include "simulation/broker.h"

namespace hawser::simulation {

class Lifeline {
 public:
  // ---- the user

  void connects() { may_fail_ = hung_up_ = false; }
  void disconnects() { hung_up_ = true; }
  bool is_hung_up() const { return hung_up_; }
  void calls(Ticket ticket, bool is_sent) { awaited_[ticket] = is_sent; }

  // ---- the world

  // The broker closed, which may be the end of it.
  void closes(std::uint16_t code) {
    if (code < 3500 || code > 4999 || (code > 3999 && code < 4500)) return;
    must_fail_ = may_fail_ = true;
  }
  void refused_for_good() { may_fail_ = true; }
  bool may_fail() const { return may_fail_; }
  void lost(Link link) {
    if (socket_ == link) socket_.reset();
  }

  // ---- the client

  void dials(Link link) {
    if (socket_) throw Violation{"two sockets at once"};
    if (link <= newest_) throw Violation{"a link without a number of its own"};
    socket_ = newest_ = link;
  }
  void uses(Link link) const {
    if (socket_ != link) throw Violation{"a socket is used that isn't there"};
  }
  void abandons(Link link) {
    uses(link);
    socket_.reset();
  }
  void opened() {
    if (std::exchange(is_open_, true)) throw Violation{"told to be open twice"};
  }
  void closed() {
    if (!std::exchange(is_open_, false)) throw Violation{"told to be closed, but it wasn't open"};
    was_closed_ = true;
  }
  void settled(Ticket ticket) {
    if (awaited_.erase(ticket) == 0) throw Violation{"a call has two fates"};
  }
  void told(State before) const {
    if (hung_up_ && before == State::idle) throw Violation{"told something after the user hung up"};
  }

  // After all that the client had to say.
  void hold(State state) {
    const bool is_down = state == State::failed || state == State::idle || state == State::closing;
    if (is_down && !hung_up_ && !may_fail_) throw Violation{"the client gave up without a reason"};
    if (must_fail_ && !is_down) throw Violation{"the client goes on after the broker has said that it may not"};
    must_fail_ = false;
    if (std::exchange(was_closed_, false)) check_answers();
    if (is_open_ != (state == State::open || state == State::closing)) throw Violation{"not as open as it said"};
  }

  std::optional<Link> socket() const { return socket_; }
  std::size_t awaited() const { return awaited_.size(); }

 private:
  // What was sent on a link can't be answered on another.
  void check_answers() const {
    for (const auto& [ticket, is_sent] : awaited_)
      if (is_sent) throw Violation{"a call is waited for whose link is gone"};
  }

  bool hung_up_ = true;
  bool may_fail_ = false;
  bool must_fail_ = false;
  bool is_open_ = false;
  bool was_closed_ = false;  // just now
  Link newest_ = 0;
  std::optional<Link> socket_;
  std::map<Ticket, bool> awaited_;  // was it sent at once
};

}  // namespace hawser::simulation
