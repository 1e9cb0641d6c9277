// Channels that somebody holds: wanted here, asked for on a link, confirmed by the server.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/io.h"
#include "core/timers.h"

namespace hawser {

// How far a channel came on its way to the server.
enum class SubscriptionPhase : std::uint8_t {
  none,        // not asked for, or the server refused or ended it
  postponed,   // until there is a link
  asked,       // a confirmation is awaited
  unanswered,  // asked, but none came in time; for all we know the server has subscribed us
  subscribed,
};

class Subscription {
 public:
  explicit Subscription(Channel number) : number_{number} {}

  Channel number() const { return number_; }
  SubscriptionStatus status() const;
  std::uint32_t holders() const { return holders_; }
  // Somebody listens to all that is said in it. Else, what views take is told to nobody.
  bool is_heard() const { return is_heard_; }
  // May the server think that we want it?
  bool is_told() const { return phase_ >= SubscriptionPhase::asked; }

 private:
  friend class Subscriptions;

  Channel number_;
  std::uint32_t holders_ = 0;
  SubscriptionPhase phase_ = SubscriptionPhase::none;
  Deadline confirmation_;  // while asked
  bool is_heard_ = false;
};

class Subscriptions {
 public:
  // What to tell of a step, if its status is another now.
  using Change = std::optional<SubscriptionChanged>;

  // One more holder. The number of a channel that everybody let go is not used again.
  Subscription& hold(std::string_view name);

  // One holder less; the name and what was left of it, if that was the last one.
  struct Ended {
    std::string name;
    bool is_told;
  };
  std::optional<Ended> release(Channel channel);

  Subscription* find(std::string_view name);

  // Does anybody listen to the whole of it?
  void hear(std::string_view name, bool is_heard) {
    if (Subscription* const held = find(name)) held->is_heard_ = is_heard;
  }

  Change postpone(Subscription& subscription) { return step(subscription, SubscriptionPhase::postponed); }
  // Without a time somebody else watches over the confirmation.
  Change ask(Subscription& subscription, Deadline until) { return step(subscription, SubscriptionPhase::asked, until); }
  Change confirm(Subscription& subscription) { return step(subscription, SubscriptionPhase::subscribed); }
  Change end(Subscription& subscription) { return step(subscription, SubscriptionPhase::none); }

  Deadline deadline() const { return awaited_ > 0 ? earliest_ : std::nullopt; }
  std::uint32_t count() const { return static_cast<std::uint32_t>(held_.size()); }

  // `visit(name, subscription)` for each that is held. It must neither hold nor release.
  template <typename Visit>
  void each(Visit visit) {
    for (auto& [name, subscription] : held_) visit(std::string_view{name}, subscription);
  }

  // Each whose confirmation didn't come in time is unanswered from now on: `visit(change)`.
  template <typename Visit>
  void each_due(Time now, Visit visit) {
    if (!passed(deadline(), now)) return;
    for (auto& [name, subscription] : held_)
      if (passed(subscription.confirmation_, now))
        if (const auto change = step(subscription, SubscriptionPhase::unanswered)) visit(*change);
    find_earliest();
  }

 private:
  Change step(Subscription& subscription, SubscriptionPhase phase, Deadline confirmation = {});
  void find_earliest();

  std::map<std::string, Subscription, std::less<>> held_;
  Channel last_ = 0;
  std::uint32_t awaited_ = 0;  // confirmations
  Deadline earliest_;          // no confirmation is due earlier; exact after `each_due`
};

}  // namespace hawser
