// A model of Centrifugo: what it remembers of channels, whom it serves, and how it answers. Sessions end, channels
// stay.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/io.h"
#include "simulation/fields.h"
#include "simulation/journal.h"
#include "simulation/setup.h"
#include "simulation/stream.h"

namespace hawser::simulation {

// A law was broken: by the client, or by somebody who speaks for it.
struct Violation : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct Arrival {  // of a publication, in a frame
  std::string channel;
  std::string data;
};

struct Ending {  // of a subscription, or of the connection where there is no channel
  std::string channel;
  std::uint32_t code = 0;
};

struct Sent {  // a frame on its way to the client, and what the checker must know of it
  std::string bytes;
  bool binary = false;
  std::vector<Arrival> arrivals;  // where there are no positions
  std::vector<Ending> endings;
  bool is_huge = false;                 // more than the client takes
  std::vector<std::uint32_t> answered;  // commands to subscribe, whatever the answer
};

// What the broker does to the world.
struct Uplink {
  std::function<void(Link, Sent)> send;
  std::function<void(Link, std::uint16_t, const std::string&)> close;
};

// What goes wrong in the broker, as probabilities.
struct Mischief {
  double temporary = 0;  // errors
  double final = 0;
  double mute = 0;   // replies that are never sent
  double drop = 0;   // publications that are never sent
  double twice = 0;  // publications that are sent again
  double bad_delta = 0;
  double huge = 0;  // frames of a publication that no client takes
};

class Broker {
 public:
  Broker(const Setup& setup, Timeline& timeline, Dice& dice, Journal& journal, Uplink uplink);

  // ---- what the network brings

  void opened(Link link);
  void received(Link link, const std::optional<std::vector<Command>>& commands);
  void closed(Link link);

  // ---- what the application behind it does

  void publish(const std::string& channel);
  void enroll(const std::string& channel);  // a subscription that the client didn't ask for
  void unsubscribe(const std::string& channel, std::uint32_t code);
  void disconnect(std::uint16_t code, const std::string& reason, bool is_told_before);
  void refresh();
  void visit(const std::string& channel);  // somebody else comes or goes
  void stray();                            // a publication under a number that no channel has

  // ---- what goes wrong

  void restart();                           // all is forgotten; who is connected finds out
  void forget(const std::string& channel);  // its history
  void restart(const std::string& channel);
  Mischief mischief;
  Deadline calm_since;  // from then on nothing may go wrong

  // ---- what is true

  const Stream& stream(const std::string& channel) const { return streams_.at(channel); }
  bool is_well(Link link) const;  // connected, and nothing has gone wrong since before
  const Plan& plan(const std::string& channel) const;
  bool enrols(const std::string& channel) const { return enrolled_.at(channel); }
  const std::map<std::string, int>& executed() const { return executed_; }  // what clients published, and how often
  bool has_denied(const std::string& channel) const { return denied_.contains(channel); }
  void pardon(const std::string& channel) { denied_.erase(channel); }

  // ---- for the host of the client

  std::string connection_token(Duration life);
  std::string subscription_token(const std::string& channel);

 private:
  struct Subscription {
    bool has_positions = false;
    Position at;
    bool delta = false;
    std::optional<std::string> base;
    bool join_leave = false;
    bool is_server_side = false;
    bool is_unwanted = false;  // the client said so, and was refused
    std::int64_t id = 0;
    Deadline expires;
  };

  struct Session {
    Link link;
    bool is_connected = false;
    std::set<std::uint32_t> ids;  // of commands
    std::string client;
    Deadline expires;
    bool owes_pong = false;
    Time born{};
    std::map<std::string, Subscription> subscriptions;
    std::set<std::string> accepted;  // channels, at any time
    std::vector<Fields> waiting;
    bool is_publishing = false;  // what waits has a publication
    std::vector<Arrival> arrivals;
    std::vector<Ending> endings;
    std::vector<std::uint32_t> answered;
  };

  // Commands.
  void obey(Session& session, const Command& command);
  void connect(Session& session, const Command& command);
  void subscribe(Session& session, const Command& command);
  void answer(Session& session, const Command& command);
  void answer_publish(Session& session, const Command& command);
  void answer_rpc(Session& session, const Command& command);
  void answer_stats(Session& session, const Command& command);
  void answer_history(Session& session, const Command& command);
  void answer_refresh(Session& session, const Command& command);
  void answer_sub_refresh(Session& session, const Command& command);
  Fields accept(Session& session, const Wish& wish, bool is_server_side);
  std::vector<Fields> recovered(Subscription& subscription, const std::vector<Publication>& missed);
  std::int64_t next_id(const Session& session);
  Fields members(const Session& session, const std::string& channel) const;
  bool is_spoilt(Session& session, const Command& command, bool may_be_final);
  void reply(Session& session, const Command& command, std::uint32_t number, std::string_view name, Fields body);
  void refuse(Session& session, std::uint32_t id, std::uint32_t code, const char* message, bool temporary);
  void note_order(Session& session, const Command& command);
  void check_wish(const Wish& wish) const;
  bool is_subscribed(Session& session, const Command& command);
  void answer_unsubscribe(Session& session, const Command& command);

  // Pushes.
  void push(Session& session, const std::string& channel, Fields event, std::uint32_t number, std::string_view name);
  void announce(const std::string& channel, const Publication& publication);
  void announce(Session& session, const std::string& channel, const Publication& publication);
  void send_publication(Session& session, const std::string& channel, Subscription& subscription,
                        const Publication& publication);
  Fields written(const Publication& publication, bool is_text) const;
  Fields written(Subscription& subscription, const Publication& publication);
  void push_out(Session& session, const std::string& channel, std::uint32_t code);
  void flush(Session& session);
  void emit(Session& session, std::vector<Fields> replies);

  // Time.
  void ping(Link link);
  void expect_pong(Link link);
  void check_expiry(Link link);
  void check_expiry(Link link, const std::string& channel);
  void close(Session& session, std::uint16_t code, const std::string& reason);
  bool is_calm(Time since) const { return calm_since && since >= *calm_since; }
  Session* session(Link link);
  Duration ttl(const std::string& token) const;
  std::string next_epoch();
  std::string next_data(const std::string& channel);

  const Setup& setup_;
  Timeline& timeline_;
  Dice& dice_;
  Journal& journal_;
  Uplink uplink_;
  std::map<std::string, Stream> streams_;
  std::map<std::string, bool> enrolled_;
  std::map<std::string, std::vector<std::string>> visitors_;
  std::map<std::string, int> executed_;
  std::set<std::string> denied_;  // channels, for good
  std::map<Link, std::unique_ptr<Session>> sessions_;
  std::uint64_t count_ = 0;  // of all that needs a number of its own
};

Fields member(const std::string& client, const std::string& user);

}  // namespace hawser::simulation
