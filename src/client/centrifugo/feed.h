// A channel of a broker that we hold, or that the server chose for us: how to ask for it, and how far its stream came.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "client/subscription_options.h"
#include "core/backoff.h"
#include "core/subscriptions.h"

namespace hawser::centrifugo {

struct Feed {
  std::string name;
  Subscription& subscription;
  SubscriptionOptions options;
  Backoff backoff;  // of resubscribing

  bool is_server_side = false;  // the server chose it: it is never asked for
  bool is_listed = false;       // by the server, when it last said what it chose
  bool is_refused = false;      // for good: until somebody else wants it

  // On the way to a subscription.
  std::string token;
  std::string data;
  Ticket ask = 0;             // of the host, for token or data
  std::uint32_t command = 0;  // whose reply is awaited
  bool is_waiting = false;    // for its next attempt

  // Of the stream.
  std::optional<hawser::Position> position;  // nothing: its publications have no order that could be checked
  bool is_recoverable = false;
  bool is_resyncing = false;  // subscribed, but asked for again to fill a hole
  bool is_behind = false;     // it came further than was told: the last publications were told to nobody
  bool has_delta = false;
  std::string base;     // what the next delta changes
  std::int64_t id = 0;  // in place of its name

  Channel number() const { return subscription.number(); }
  bool is_subscribed() const { return subscription.status() == SubscriptionStatus::subscribed; }
  // The server leaves out what we don't want: offsets have holes.
  bool is_filtered() const { return options.tags_filter.has_value(); }
  // Somebody besides the server holds it.
  bool is_held() const { return subscription.holders() > (is_server_side ? 1U : 0U); }

  // What is known of a subscription goes with it, or with its link.
  void forget_subscription() {
    ask = 0;
    command = 0;
    is_waiting = false;
    is_resyncing = false;
    base.clear();
    id = 0;
  }

  // What was read is of a history that is no more: a position that no server has, so that the loss is told.
  void invalidate() {
    base.clear();
    if (position) position = hawser::Position{0, "_"};
  }
};

}  // namespace hawser::centrifugo
