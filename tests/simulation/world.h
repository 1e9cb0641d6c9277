// One run: a client, the page and the user around it, a network and a broker; and the checkers that watch them.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <string>

#include "simulation/broker.h"
#include "simulation/network.h"
#include "simulation/subject.h"

namespace hawser::simulation {

class World final : private Ear {
 public:
  World(const Setup& setup, Dice& dice, bool is_logged);

  // ---- time

  void run(Duration duration);
  Timeline timeline;
  Journal journal;

  // ---- the user, of whom nothing comes while the page is frozen

  void act(std::function<void()> deed) { reach(std::move(deed)); }
  void connect();
  void reconnect();
  void disconnect();
  void subscribe(const std::string& channel, const std::optional<Position>& since = {});
  void unsubscribe(const std::string& channel);
  void resubscribe(const std::string& channel, Duration pause);
  void call();

  // ---- the application behind the broker

  void enroll(const std::string& channel);
  void expel(const std::string& channel);

  // ---- the page

  void freeze(Duration duration, Hint goes, Hint comes);
  void hide(bool is_hidden);
  void go_offline(Duration duration);

  // ---- what is so

  const Follower& follower(const std::string& channel) const { return followers_.at(channel); }
  State state() const { return subject_.state(); }
  bool may_fail() const { return life_.may_fail(); }
  bool is_hung_up() const { return life_.is_hung_up(); }

  // From now on nothing goes wrong.
  void calm();
  // Then all must be well in the end.
  void check_health() const;
  void check_end() const;

  bool is_late = false;  // the host takes its time

 private:
  struct Call {
    Operation operation;
    std::string data;
    Time since;
  };

  // What the client orders.
  void resolve(Link link, bool renew) override;
  void ask(Ticket ask, const std::string& channel, bool token, bool data) override;
  void dial(Link link, std::string_view url) override;
  void transmit(Link link, std::string_view bytes, bool binary) override;
  void hang_up(Link link, std::uint16_t code, std::string_view reason) override;
  void abandon(Link link) override;

  // What it tells.
  void status(const std::string& channel, SubscriptionStatus status) override;
  void subscribed(const std::string& channel, const Word& word) override;
  void published(const std::string& channel, std::uint64_t offset, const std::string& data,
                 std::string_view context) override;
  void member(const std::string& channel) override;
  void settled(Ticket ticket, Outcome outcome, std::string_view body, std::string_view detail) override;
  void refused(Phase, std::uint32_t, bool) override {}

  // What reaches the page.
  void reach(std::function<void()> event);
  void receive_too_much(Link link);
  void receive(Link link, const Sent& frame);
  void lose(Link link, std::uint16_t code, const std::string& reason, bool clean);
  void thaw(Hint comes);
  void check_parting(Link link) const;
  void note(Link link, const std::vector<Ending>& endings);
  void check_arrivals(const Sent& frame, const std::map<std::string, bool>& was_up) const;
  Deadline tick() const;
  Duration delay();

  const Setup& setup_;
  Dice& dice_;
  Network network_;

 public:
  Broker broker;
  Network& network = network_;

 private:
  Lifeline life_;
  Subject subject_;
  std::map<std::string, Follower> followers_;

  bool is_calm_ = false;
  bool is_frozen_ = false;
  bool is_hidden_ = false;
  std::deque<std::function<void()>> inbox_;
  std::string token_;
  std::map<Ticket, Call> calls_;
  Ticket last_ticket_ = 0;
  Time thawed_{};
  std::map<std::string, std::vector<std::string>> told_;  // of the frame at hand
};

}  // namespace hawser::simulation
