// The client under test. Everything that knows its interface is here: what it is given, and what it tells, in the words
// of the simulation.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "client/client.h"
#include "simulation/follower.h"
#include "simulation/lifeline.h"
#include "simulation/setup.h"
#include "support/laws.h"

namespace hawser::simulation {

// What the client orders and tells. Views live until it is called again.
struct Ear {
  virtual ~Ear() = default;

  virtual void resolve(Link link, bool renew) = 0;
  virtual void ask(Ticket ask, const std::string& channel, bool token, bool data) = 0;
  virtual void dial(Link link, std::string_view url) = 0;
  virtual void transmit(Link link, std::string_view bytes, bool binary) = 0;
  virtual void hang_up(Link link, std::uint16_t code, std::string_view reason) = 0;
  virtual void abandon(Link link) = 0;

  virtual void status(const std::string& channel, SubscriptionStatus status) = 0;
  virtual void subscribed(const std::string& channel, const Word& word) = 0;
  virtual void published(const std::string& channel, std::uint64_t offset, const std::string& data,
                         std::string_view context) = 0;
  virtual void member(const std::string& channel) = 0;
  virtual void settled(Ticket ticket, Outcome outcome, std::string_view body, std::string_view detail) = 0;
  virtual void refused(Phase phase, std::uint32_t code, bool temporary) = 0;
};

class Subject {
 public:
  Subject(const Setup& setup, const Timeline& timeline, Dice& dice, Journal& journal, Lifeline& life, Ear& ear);

  void handle(const Input& input);
  void subscribe(const Plan& plan, const std::optional<Position>& since);
  void unsubscribe(const std::string& channel);
  Fate call(const Call& call);

  Deadline deadline() const { return client_.deadline(); }
  State state() const { return client_.state(); }

 private:
  struct Telling;

  static Options options(const Setup& setup);
  Moment moment() { return {timeline_.now(), dice_.roll()}; }
  void begin(const Input& input = Tick{});
  void drain(bool after_tick = false);
  const std::string& name(Channel channel) const;
  std::string cut(Slice slice) const;

  const Timeline& timeline_;
  Dice& dice_;
  Journal& journal_;
  Lifeline& life_;
  Ear& ear_;
  Laws laws_;  // of any client
  Client client_;
  State before_ = State::idle;  // the call at hand
  std::map<Channel, std::string> names_;
  std::map<std::string, Channel> held_;
  std::string_view frame_;  // at hand
};

}  // namespace hawser::simulation
