// A plain WebSocket server: messages in an envelope, a heartbeat of our own, subscriptions by name.
// The bodies are told apart by idea: session.cpp is the life, receiving.cpp, channels.cpp.
#pragma once

#include <memory>
#include <string>

#include "client/options.h"
#include "client/session.h"
#include "core/heartbeat.h"
#include "core/subscriptions.h"
#include "protocol/dialect.h"

namespace hawser {

class PlainSession final : public Session {
 public:
  PlainSession(const Options& options, Line& line);

  void resolved(const Resolved& answer) override { hello_ = answer.hello; }
  void opened(Moment moment) override { line_.establish({}, moment); }
  void established(Moment moment) override;
  void lost() override;
  void ended() override;

  bool listens() const override { return line_.state() == State::open; }
  void heard(Moment moment) override { heartbeat_.heard(moment.now); }
  void received(std::string_view bytes, bool binary, Moment moment) override;
  void ponged(Moment moment) override { heartbeat_.ponged(moment.now); }

  void check(Moment moment) override;
  Deadline deadline() const override { return sooner(heartbeat_.deadline(), subscriptions_.deadline()); }
  void hidden(bool is_hidden) override { heartbeat_.hidden(is_hidden); }
  bool doubt(Hint hint, Moment moment) override;
  std::optional<Duration> round_trip() const override { return heartbeat_.round_trip(); }

  Channel subscribe(std::string_view channel, SubscriptionOptions options, Moment moment) override;
  void unsubscribe(Channel channel, Moment moment) override;
  std::uint32_t channels() const override { return subscriptions_.count(); }
  void listen(std::string_view channel, bool is_heard) override { subscriptions_.hear(channel, is_heard); }

 private:
  void check_heartbeat(Moment moment);

  // Receiving.
  void take(const Frame& frame, std::string_view text, Moment moment);
  void take_message(const Frame& frame, std::string_view text, Moment moment);
  void take_text();
  void take_failure(const Frame& frame);

  // Channels.
  void ask(std::string_view name, Subscription& subscription, Moment moment);
  void tell(const Subscriptions::Change& change);
  void confirm(std::string_view channel);
  void revoke(std::string_view channel);
  Channel deny(std::string_view channel);
  void check_subscriptions(Moment moment);

  Line& line_;
  std::unique_ptr<Dialect> dialect_;
  Duration subscribe_timeout_;
  Heartbeat heartbeat_;
  Subscriptions subscriptions_;
  std::string hello_;  // of the link that is being dialled
  Reading reading_;
};

}  // namespace hawser
