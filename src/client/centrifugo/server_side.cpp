// Channels that the server chose for us. It holds them as a user does: whoever lets go last ends them.
#include <utility>

#include "client/centrifugo/session.h"
#include "protocol/centrifugo/codes.h"

namespace hawser::centrifugo {

Feed& Session::adopt(std::string_view name) {
  if (Feed* const known = feed(name); known && known->is_server_side) return *known;
  Subscription& subscription = subscriptions_.hold(name);
  Feed* const held = feed(subscription.number());
  Feed& adopted = held ? *held : add(name, subscription, {});
  adopted.is_server_side = true;
  adopted.is_refused = false;
  if (!held) line_.tell(Adopted{adopted.number(), line_.hold(adopted.name)});
  return adopted;
}

// What it chose while another engine was there: it hears how far we came, as if the link had been lost.
void Session::resume() {
  for (auto& [name, position] : std::exchange(chosen_, {})) {
    Feed& feed = adopt(name);
    feed.is_recoverable = position.has_value();
    feed.position = std::move(position);
    tell(subscriptions_.postpone(feed.subscription));
  }
}

// With every connection the server says which it chose; others are no more.
void Session::take_listed(Range<Sub> subs, Moment moment) {
  for (auto& [channel, feed] : feeds_) feed.is_listed = false;
  for (const Sub& sub : replies_[subs]) {
    Feed& chosen = adopt(sub.key);
    chosen.is_listed = true;
    accept(chosen, sub.value, moment);
    if (stage_ == Stage::down) return;
  }
  std::vector<Channel> gone;
  for (const auto& [channel, feed] : feeds_)
    if (feed.is_server_side && !feed.is_listed) gone.push_back(channel);
  for (const Channel channel : gone)
    if (Feed* const feed = this->feed(channel)) abandon(*feed, static_cast<std::uint32_t>(UnsubscribeCode::server), {});
}

void Session::abandon(Feed& feed, std::uint32_t code, std::string_view reason) {
  const Channel channel = feed.number();
  refuse(feed, code, reason);
  feed.is_server_side = false;
  if (subscriptions_.release(channel)) remove(channel);
}

}  // namespace hawser::centrifugo
