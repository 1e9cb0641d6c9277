// How the host performs what the client orders, and what it makes of what it is told.
#include <utility>

#include "simulation/world.h"

namespace hawser::simulation {

// ---------------------------------------------------------------- orders

void World::resolve(Link link, bool renew) {
  if (setup_.guarded && (renew || token_.empty())) token_ = broker.connection_token(setup_.token_life);
  const bool fails = !is_calm_ && is_late && dice_.chance(0.1);
  const bool is_final = fails && dice_.chance(0.1);
  timeline.in(delay(), [this, link, fails, is_final, token = token_] {
    reach([this, link, fails, is_final, token] {
      if (is_final && !life_.socket() && state() == State::connecting) life_.refused_for_good();
      if (fails) return subject_.handle(Unresolved{link, "no token", is_final});
      const bool is_protobuf = setup_.format == Format::protobuf;
      subject_.handle(
          Resolved{link, "wss://broker/connection/websocket", is_protobuf ? "centrifuge-protobuf" : "", {}, token});
    });
  });
}

void World::ask(Ticket ask, const std::string& channel, bool token, bool data) {
  std::string made;
  if (token && channel.empty()) made = token_ = broker.connection_token(setup_.token_life);
  if (token && !channel.empty()) made = broker.subscription_token(channel);
  const bool fails = !is_calm_ && is_late && dice_.chance(0.1);
  const bool is_final = fails && !channel.empty() && dice_.chance(0.1);
  timeline.in(delay(), [this, ask, channel, made, data, fails, is_final] {
    reach([this, ask, channel, made, data, fails, is_final] {
      if (is_final) followers_.at(channel).revoked();
      if (fails) return subject_.handle(Unanswered{ask, "no token", is_final});
      subject_.handle(Answered{ask, made, data ? R"({"k":1})" : ""});
    });
  });
}

void World::dial(Link link, std::string_view) {
  network_.dial(link, static_cast<std::uint32_t>(dice_.below(setup_.nodes)));
}

void World::transmit(Link link, std::string_view bytes, bool binary) {
  if (binary != (setup_.format == Format::protobuf)) throw Violation{"the wrong kind of frame"};
  const auto commands = read(setup_.format, bytes);
  if (journal.is_kept())
    for (const auto& command : commands.value_or(std::vector<Command>{}))
      journal.write("client", "> " + print(command));
  for (const auto& command : commands.value_or(std::vector<Command>{})) {
    if (command.order == Order::unsubscribe) followers_.at(command.channel).withdraws();
    for (const auto& wish : command.wishes) followers_.at(wish.channel).asks(wish, command.id);
  }
  network_.transmit(link, commands);
}

void World::hang_up(Link link, std::uint16_t code, std::string_view reason) {
  check_parting(link);
  network_.hang_up(link, code, std::string{reason});
}

void World::abandon(Link link) {
  check_parting(link);
  network_.abandon(link);
  for (auto& [channel, follower] : followers_) follower.withdraws();
}

void World::check_parting(Link link) const {
  if (broker.is_well(link) && !is_hung_up()) throw Violation{"a link is given up, though nothing was wrong"};
}

// ---------------------------------------------------------------- news

void World::status(const std::string& channel, SubscriptionStatus status) {
  auto& follower = followers_.at(channel);
  if (broker.has_denied(channel)) follower.revoked();
  follower.status(status, life_.is_hung_up() || life_.may_fail());
}

void World::subscribed(const std::string& channel, const Word& word) {
  followers_.at(channel).subscribed(word, journal.counts);
}

void World::published(const std::string& channel, std::uint64_t offset, const std::string& data,
                      std::string_view context) {
  ++journal.counts.delivered;
  told_[channel].push_back(data);
  followers_.at(channel).published(offset, data);
  const bool is_known = context.find(R"("user":"42")") != context.npos;
  if (is_known != broker.executed().contains(data)) throw Violation{"not who published it: " + data};
}

void World::member(const std::string& channel) {
  if (!follower(channel).is_up()) throw Violation{"a member of a channel without a subscription: " + channel};
}

void World::settled(Ticket ticket, Outcome outcome, std::string_view body, std::string_view detail) {
  const auto& call = calls_.at(ticket);
  const auto waited = timeline.now() - call.since;
  if (outcome == Outcome::timed_out && waited < setup_.timeout) throw Violation{"a call that wasn't waited for"};
  const bool was_awake = thawed_ < call.since;
  if (was_awake && waited > setup_.timeout + 1s) throw Violation{"a call that was waited for too long"};
  if (outcome == Outcome::refused && detail.find("\"code\"") == detail.npos) throw Violation{"refused without a code"};
  if (outcome == Outcome::refused && is_calm_ && waited < 1s) throw Violation{"refused, but nobody did"};
  if (outcome != Outcome::done) return;
  if (call.operation == Operation::publish && !broker.executed().contains(call.data))
    throw Violation{"told to be published, but it wasn't"};
  if (call.operation == Operation::rpc && body != call.data) throw Violation{"another's answer"};
}

// ---------------------------------------------------------------- in the end

void World::calm() {
  journal.write("world", "is calm from now on");
  is_calm_ = true;
  is_late = false;
  broker.mischief = {};
  broker.calm_since = timeline.now();
  network_.calm();
  if (dice_.chance(0.5)) network_.cut();
}

void World::check_health() const {
  if (state() != State::open) throw Violation{"the client isn't open, though nothing is in its way"};
  for (const auto& [channel, follower] : followers_) {
    const bool is_wanted = broker.plan(channel).server_side ? broker.enrols(channel) : follower.is_wanted();
    if (is_wanted != follower.is_up()) throw Violation{"not subscribed, or not wanted: " + channel};
    if (!is_wanted) continue;
    const auto& stream = broker.stream(channel);
    if (broker.plan(channel).has_positions() && !follower.has_all())
      throw Violation{"the last publication wasn't told, in " + channel};
    if (!broker.plan(channel).is_filtered && follower.last() != stream.history().back().data)
      throw Violation{"the last one told isn't the last: " + channel};
  }
}

void World::check_end() const {
  if (state() != State::idle) throw Violation{"hung up, but not idle"};
  if (life_.socket()) throw Violation{"hung up, but there is a socket"};
  if (life_.awaited() > 0) throw Violation{"a call without a fate"};
  for (const auto& [data, times] : broker.executed())
    if (times != 1) throw Violation{"published twice: " + data};
}

}  // namespace hawser::simulation
