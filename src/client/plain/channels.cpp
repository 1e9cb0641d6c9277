// What we want to hear, and what the server says about it. What is held is asked for on every new link.
#include "client/plain/session.h"

namespace hawser {

Channel PlainSession::subscribe(std::string_view channel, SubscriptionOptions, Moment moment) {
  Subscription& subscription = subscriptions_.hold(channel);
  if (is_coming(line_.state())) tell(subscriptions_.postpone(subscription));
  if (line_.state() == State::open && subscription.status() == SubscriptionStatus::unsubscribed)
    ask(channel, subscription, moment);
  return subscription.number();
}

void PlainSession::unsubscribe(Channel channel, Moment) {
  const auto ended = subscriptions_.release(channel);
  if (ended && ended->is_told) line_.transmit(line_.hold(dialect_->unsubscribe(ended->name)), false);
}

void PlainSession::ask(std::string_view name, Subscription& subscription, Moment moment) {
  line_.transmit(line_.hold(dialect_->subscribe(name)), false);
  if (!dialect_->confirms()) return tell(subscriptions_.confirm(subscription));
  tell(subscriptions_.ask(subscription, moment.now + subscribe_timeout_));
}

void PlainSession::tell(const Subscriptions::Change& change) {
  if (change) line_.tell(*change);
}

// ---------------------------------------------------------------- what the server says

// Also what wasn't asked for or was ended: the server says that it sends it now, so it is to be told when we let go.
void PlainSession::confirm(std::string_view channel) {
  if (Subscription* const subscription = subscriptions_.find(channel)) tell(subscriptions_.confirm(*subscription));
}

void PlainSession::revoke(std::string_view channel) {
  if (Subscription* const subscription = subscriptions_.find(channel)) tell(subscriptions_.end(*subscription));
}

// An error in a channel is its refusal only while it is being asked for.
Channel PlainSession::deny(std::string_view channel) {
  Subscription* const subscription = subscriptions_.find(channel);
  if (!subscription) return 0;
  if (subscription->status() == SubscriptionStatus::subscribing) tell(subscriptions_.end(*subscription));
  return subscription->number();
}

void PlainSession::check_subscriptions(Moment moment) {
  subscriptions_.each_due(moment.now, [&](const SubscriptionChanged& change) {
    line_.tell(Fault{FaultCode::timeout, change.channel, {}, {}});
    line_.tell(change);
  });
}

}  // namespace hawser
