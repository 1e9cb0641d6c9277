#include "core/subscriptions.h"

#include <algorithm>
#include <utility>

namespace hawser {

SubscriptionStatus Subscription::status() const {
  switch (phase_) {
    case SubscriptionPhase::none:
    case SubscriptionPhase::unanswered: return SubscriptionStatus::unsubscribed;
    case SubscriptionPhase::postponed:
    case SubscriptionPhase::asked: return SubscriptionStatus::subscribing;
    case SubscriptionPhase::subscribed: break;
  }
  return SubscriptionStatus::subscribed;
}

Subscription& Subscriptions::hold(std::string_view name) {
  auto found = held_.find(name);
  if (found == held_.end()) found = held_.emplace(name, Subscription{++last_}).first;
  ++found->second.holders_;
  return found->second;
}

std::optional<Subscriptions::Ended> Subscriptions::release(Channel channel) {
  const auto is_meant = [channel](const auto& held) { return held.second.number_ == channel; };
  const auto found = std::find_if(held_.begin(), held_.end(), is_meant);
  if (found == held_.end() || --found->second.holders_ > 0) return std::nullopt;

  const bool is_told = found->second.is_told();
  end(found->second);
  return Ended{std::move(held_.extract(found).key()), is_told};
}

Subscription* Subscriptions::find(std::string_view name) {
  const auto found = name.empty() ? held_.end() : held_.find(name);
  return found == held_.end() ? nullptr : &found->second;
}

Subscriptions::Change Subscriptions::step(Subscription& subscription, SubscriptionPhase phase, Deadline confirmation) {
  const auto before = subscription.status();
  subscription.phase_ = phase;
  if (std::exchange(subscription.confirmation_, confirmation)) --awaited_;
  if (confirmation) earliest_ = sooner(deadline(), confirmation);
  if (confirmation) ++awaited_;
  if (subscription.status() == before) return std::nullopt;
  return SubscriptionChanged{subscription.number_, subscription.status()};
}

void Subscriptions::find_earliest() {
  earliest_.reset();
  for (const auto& [name, subscription] : held_) earliest_ = sooner(earliest_, subscription.confirmation_);
}

}  // namespace hawser
