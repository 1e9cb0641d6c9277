// What we want to hear, and what the server says about it. What is held is asked for on every new link.
#include "client/client.h"

namespace hawser {

Channel Client::subscribe(std::string_view channel, Moment moment) {
  outputs_.begin();
  Subscription& subscription = subscriptions_.hold(channel);
  if (is_coming()) tell(subscriptions_.postpone(subscription));
  if (state_ == State::open && subscription.status() == SubscriptionStatus::unsubscribed)
    ask(channel, subscription, moment);
  return subscription.number();
}

void Client::unsubscribe(Channel channel) {
  outputs_.begin();
  const auto ended = subscriptions_.release(channel);
  if (ended && ended->is_told) transmit(dialect_->unsubscribe(ended->name));
}

void Client::ask(std::string_view name, Subscription& subscription, Moment moment) {
  transmit(dialect_->subscribe(name));
  if (!dialect_->confirms()) return tell(subscriptions_.confirm(subscription));
  tell(subscriptions_.ask(subscription, moment.now + options_.subscribe_timeout));
}

void Client::tell(const Subscriptions::Change& change) {
  if (change) outputs_.tell(*change);
}

void Client::postpone_all() {
  subscriptions_.each([&](std::string_view, Subscription& it) { tell(subscriptions_.postpone(it)); });
}

void Client::end_all() {
  subscriptions_.each([&](std::string_view, Subscription& it) { tell(subscriptions_.end(it)); });
}

// ---------------------------------------------------------------- what the server says

// Also what wasn't asked for or was ended: the server says that it sends it now, so it is to be told when we let go.
void Client::confirm(std::string_view channel) {
  if (Subscription* const subscription = subscriptions_.find(channel)) tell(subscriptions_.confirm(*subscription));
}

void Client::revoke(std::string_view channel) {
  if (Subscription* const subscription = subscriptions_.find(channel)) tell(subscriptions_.end(*subscription));
}

// An error in a channel is its refusal only while it is being asked for.
Channel Client::deny(std::string_view channel) {
  Subscription* const subscription = subscriptions_.find(channel);
  if (!subscription) return 0;
  if (subscription->status() == SubscriptionStatus::subscribing) tell(subscriptions_.end(*subscription));
  return subscription->number();
}

void Client::check_subscriptions(Moment moment) {
  subscriptions_.each_due(moment.now, [&](const SubscriptionChanged& change) {
    outputs_.tell(Fault{FaultCode::timeout, change.channel, {}, {}});
    outputs_.tell(change);
  });
}

}  // namespace hawser
