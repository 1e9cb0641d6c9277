// A Centrifugo broker: commands and replies, subscriptions with a position, tokens that run out. Sources: the
// protocol's `client.proto`, and the reference client where that says nothing. The bodies are told apart by idea:
// connection.cpp, commands.cpp, subscribing.cpp, server_side.cpp, publications.cpp.
#pragma once

#include <cstdint>
#include <list>
#include <map>
#include <string>
#include <string_view>

#include "client/call.h"
#include "client/centrifugo/feed.h"
#include "client/centrifugo/settings.h"
#include "client/options.h"
#include "client/session.h"
#include "core/agenda.h"
#include "core/silence.h"
#include "core/subscriptions.h"
#include "protocol/centrifugo/commands.h"
#include "protocol/centrifugo/replies.h"
#include "protocol/envelope.h"

namespace hawser::centrifugo {

class Session final : public hawser::Session {
 public:
  Session(const Options& options, Line& line);

  bool renews() const override { return renews_; }
  void resolved(const Resolved& answer) override;
  void opened(Moment moment) override;
  void established(Moment moment) override { subscribe_all(moment); }

  bool is_final(const Closed& closed) override;
  bool explains(const Lost& lost, bool is_final) override;
  void cut() override;
  void lost() override;
  void ended() override;

  bool listens() const override { return stage_ != Stage::down; }
  void heard(Moment moment) override { silence_.heard(moment.now); }
  void received(std::string_view bytes, bool binary, Moment moment) override;
  void missed(Moment moment) override;
  void answered(const Answered& answer, Moment moment) override;
  void unanswered(const Unanswered& answer, Moment moment) override;
  std::optional<Framing> framing() const override;

  void check(Moment moment) override;
  Deadline deadline() const override { return sooner(agenda_.deadline(), silence_.deadline()); }
  bool doubt(Hint hint, Moment moment) override;
  std::optional<Duration> round_trip() const override { return round_trip_; }

  Channel subscribe(std::string_view name, SubscriptionOptions options, Moment moment) override;
  void unsubscribe(Channel channel, Moment moment) override;
  std::uint32_t channels() const override { return subscriptions_.count(); }
  void listen(std::string_view channel, bool is_heard) override { subscriptions_.hear(channel, is_heard); }
  void looked() override;

  void set_headers(const std::vector<std::pair<std::string, std::string>>& headers) override {
    settings_.headers = headers;
  }
  std::string command(const Call& call) override;
  void forgotten(Ticket ticket) override;

 private:
  enum class Stage : std::uint8_t { down, greeting, up };

  // Of a command of ours whose reply is awaited.
  enum class Purpose : std::uint8_t { connect, subscribe, unsubscribe, refresh, sub_refresh, ping };
  struct Awaited {
    Purpose purpose;
    Channel channel;  // 0: the connection
    Time since;
  };

  // What the time brings.
  struct Alarm {
    enum class Kind : std::uint8_t { no_reply, resubscribe, refresh, sub_refresh } kind;
    std::uint32_t subject;                           // the command's id, or the channel
    auto operator<=>(const Alarm&) const = default;  // NOLINT(modernize-use-nullptr): the check's own mistake
  };

  // A user's call, by the id of its command.
  struct Asked {
    Operation operation;
    Ticket ticket;
  };

  // The connection.
  void take_connected(const ConnectResult& result, Moment moment);
  void take_refused(const Error& error, Moment moment);
  void plan_refresh(bool expires, std::uint32_t ttl, Moment moment);
  void plan_renewal(const Alarm& alarm, bool is_due, std::uint32_t ttl, Moment moment);
  void retry_refresh(Moment moment);
  void ask_token();
  void refused_refresh(const Error& error, Moment moment);
  void invalidate();
  void drop(Moment moment);
  void end(std::uint32_t code, std::string_view reason, Moment moment);
  void ring(const Alarm& alarm, Moment moment);

  // Commands and what answers them.
  std::uint32_t next_id() { return ++last_id_ == 0 ? ++last_id_ : last_id_; }
  std::uint32_t order(Purpose purpose, Channel channel, const Command& command, Moment moment);
  void speak(std::uint32_t id, const Command& command);
  void write(std::string& frame, std::uint32_t id, const Command& command) const;
  void take(const Reply& reply, Moment moment);
  bool is_asked_for_by(std::uint32_t id, Channel channel);
  void take_reply(const Awaited& awaited, const Reply& reply, Moment moment);
  void take_error(const Awaited& awaited, const Error& error, Moment moment);
  void take_push(const Push& push, Moment moment);
  void take_member(const Feed& feed, const ClientInfo& info, bool joined);
  void take_nonsense(Moment moment);
  void settle(const Asked& asked, const Reply& reply, Moment moment);
  void no_reply(std::uint32_t id, Moment moment);

  // Subscriptions.
  void resume();
  Feed* feed(Channel channel);
  Feed* feed(std::string_view name);
  Feed* feed_of(const Push& push);
  Feed& add(std::string_view name, Subscription& subscription, SubscriptionOptions options);
  void remove(Channel channel);
  void subscribe_all(Moment moment);
  void seek(Feed& feed, Moment moment);
  void ask_for(Feed& feed, bool token, bool data);
  void send_subscribe(Feed& feed, Moment moment);
  void accept(Feed& feed, const SubscribeResult& result, Moment moment);
  static void take_position(Feed& feed, const SubscribeResult& result);
  void refused(Feed& feed, const Error& error, Moment moment);
  void refuse(Feed& feed, std::uint32_t code, std::string_view reason);
  void try_later(Feed& feed, Moment moment);
  void plan_sub_refresh(Feed& feed, bool expires, std::uint32_t ttl, Moment moment);
  void retry_sub_refresh(Feed& feed, Moment moment);
  void refused_sub_refresh(Feed& feed, const Error& error, Moment moment);
  void answered_for(Feed& feed, const Answered& answer, Moment moment);
  void without_data(Feed& feed, std::string_view why, Moment moment);
  void unanswered_for(Feed& feed, const Unanswered& answer, Moment moment);
  void take_unsubscribed(Feed& feed, const Unsubscribed& push, Moment moment);
  void resync(Feed& feed, Moment moment);
  void leave(Channel channel, Feed& feed);
  void tell(const Subscriptions::Change& change);

  // Channels that the server chose.
  Feed& adopt(std::string_view name);
  void take_listed(Range<Sub> subs, Moment moment);
  void abandon(Feed& feed, std::uint32_t code, std::string_view reason);

  // Publications.
  void take_publication(Feed& feed, const Publication& publication, Moment moment);
  void deliver(Feed& feed, const Publication& publication, Moment moment);
  void deliver_changed(Feed& feed, const Publication& publication, Moment moment);
  void deliver_kept(Feed& feed, const Publication& publication, std::string_view text, Moment moment);
  void deliver_message(const Content& data, Moment moment);
  static bool is_old(const Feed& feed, const Publication& publication);
  std::optional<std::string> made_of(const Feed& feed, const Publication& publication) const;
  void tell(Feed& feed, const Publication& publication, std::optional<Published>& told);
  Content looked_into(const Content& data) const;
  Content opened(std::string_view data, std::uint32_t begins) const;
  std::optional<Published> heard(std::string_view text, const Content& content, const Feed* feed, Moment moment);

  Line& line_;
  Settings settings_;
  std::vector<std::pair<std::string, std::optional<hawser::Position>>>
      chosen_;  // by the server, while another engine was there
  Envelope envelope_;
  std::uint32_t max_message_bytes_;
  Limits limits_;

  Stage stage_ = Stage::down;
  std::string token_;  // of the link that is being dialled
  std::string data_;
  bool renews_ = false;
  bool pongs_ = false;  // the server wants its pings answered
  Ticket ask_ = 0;      // for the connection's token
  Ticket last_ask_ = 0;
  Silence silence_;
  std::optional<Duration> round_trip_;

  std::uint32_t last_id_ = 0;
  std::uint32_t first_id_ = 0;  // of this link
  std::map<std::uint32_t, Awaited> awaited_;
  std::map<std::uint32_t, Asked> asked_;
  Agenda<Alarm> agenda_;

  Subscriptions subscriptions_;
  std::map<Channel, Feed> feeds_;
  std::map<std::int64_t, Channel> by_id_;
  bool is_behind_ = false;  // some feed is

  std::string_view frame_;  // while it is read
  Replies replies_;
  std::list<std::string> names_;  // types that had escapes, written out
  std::string scratch_;
};

}  // namespace hawser::centrifugo
