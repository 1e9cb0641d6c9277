// What the listeners of one channel were told, and the laws of it: nothing lost, doubled or out of order where the
// history covers the gap; one announcement where it doesn't.
#pragma once

#include <optional>
#include <string>

#include "core/io.h"
#include "simulation/broker.h"

namespace hawser::simulation {

struct Word {  // of a subscription's beginning, or of a hole in it
  bool recoverable = false;
  bool positioned = false;
  bool was_recovering = false;
  bool recovered = false;
  Position at;
};

class Follower {
 public:
  Follower(const Plan& plan, const Stream& truth) : plan_{plan}, truth_{truth} {}

  // ---- what the user does

  void begins(std::optional<Position> since);
  void ends();

  // ---- what the client says to the broker

  void asks(const Wish& wish, std::uint32_t command);
  void answered(std::uint32_t command);  // whatever the answer
  void withdraws() { asked_ = 0; }       // what it asked, or the link is gone

  // ---- what the client was told, and may act upon

  void invalidated();
  void doubted() { is_doubtful_ = is_doubtful_ || asked_ != 0; }
  void revoked() { may_end_ = true; }  // it is over, unless the user wants it anew

  // ---- what the listeners are told

  void status(SubscriptionStatus status, bool is_connection_over);
  void subscribed(const Word& word, Counts& counts);
  void published(std::uint64_t offset, const std::string& data);

  // ---- what is so

  bool is_wanted() const { return is_wanted_; }
  bool has_all() const;  // that was published
  SubscriptionStatus status() const { return status_; }
  bool is_up() const { return status_ == SubscriptionStatus::subscribed && !awaits_word_; }
  const std::optional<Position>& at() const { return at_; }
  const std::string& last() const { return last_; }
  bool may_end() const { return may_end_; }

 private:
  [[noreturn]] void broken(const std::string& law) const;
  void check_wish(const Wish& wish) const;
  void check_continuity(const Word& word, Counts& counts);
  void jump(std::uint64_t offset, const std::string& data);
  void note(const std::string& data);
  void check_order(const std::string& data);
  bool is_due(std::uint64_t offset) const;
  std::string place() const;

  const Plan& plan_;
  const Stream& truth_;
  bool is_wanted_ = false;
  SubscriptionStatus status_ = SubscriptionStatus::unsubscribed;
  bool awaits_word_ = false;
  bool was_recoverable_ = false;
  std::optional<Position> at_;  // all up to here was told
  bool is_invalid_ = false;     // the broker said that it is worth nothing
  bool is_doubtful_ = false;    // it said so of an earlier subscription, or before there was one
  std::uint32_t asked_ = 0;     // the command that the broker hasn't answered
  bool may_jump_ = false;       // of a cache only the latest is recovered
  bool may_end_ = false;
  std::uint64_t last_serial_ = 0;
  std::string last_;
};

}  // namespace hawser::simulation
