#include "simulation/world.h"

#include <utility>

namespace hawser::simulation {

World::World(const Setup& setup, Dice& dice, bool is_logged)
    : journal{timeline, is_logged},
      setup_{setup},
      dice_{dice},
      network_{setup, timeline, dice, journal},
      broker{setup, timeline, dice, journal, network_.uplink()},
      subject_{setup, timeline, dice, journal, life_, *this} {
  network_.join(broker, {[this](Link link) { reach([this, link] { subject_.handle(Opened{link}); }); },
                         [this](Link link, const Sent& frame) { reach([this, link, frame] { receive(link, frame); }); },
                         [this](Link link, std::uint16_t code, const std::string& reason, bool clean) {
                           reach([this, link, code, reason, clean] { lose(link, code, reason, clean); });
                         }});
  for (const auto& plan : setup.plans) {
    auto& follower = followers_.emplace(plan.name, Follower{plan, broker.stream(plan.name)}).first->second;
    if (plan.server_side) follower.begins(std::nullopt);
  }
}

// ---------------------------------------------------------------- time

// A page that nobody sees has its timers once a second.
Deadline World::tick() const {
  const auto deadline = is_frozen_ ? std::nullopt : subject_.deadline();
  if (!deadline || !is_hidden_) return deadline;
  const auto second = Duration{1s}.count();
  const auto passed = deadline->time_since_epoch().count();
  return Time{Duration{(passed + second - 1) / second * second}};
}

void World::run(Duration duration) {
  const Time end = timeline.now() + duration;
  Time last{};
  for (int ticks = 0;;) {
    const auto next = timeline.next();
    const auto due = tick();
    const auto first = sooner(next, due);
    if (!first || *first > end) break;
    if (!due || (next && *next < *due)) {
      timeline.run_next();
      continue;
    }
    ticks = *due <= last ? ticks + 1 : 0;
    if (ticks == 1000) throw Violation{"the timer spins"};
    last = timeline.now();
    timeline.skip_to(*due);
    last = timeline.now();
    subject_.handle(Tick{});
  }
  timeline.skip_to(end);
}

// How long the host takes to answer.
Duration World::delay() {
  const bool is_slow = !is_calm_ && is_late && dice_.chance(setup_.lateness);
  return is_slow ? dice_.between(500ms, 6s) : dice_.between(0ms, 20ms);
}

// ---------------------------------------------------------------- the user

void World::connect() {
  journal.write("user", "connects");
  life_.connects();
  subject_.handle(Connect{});
}

void World::reconnect() {
  journal.write("user", "reconnects");
  life_.connects();
  subject_.handle(Reconnect{});
}

void World::disconnect() {
  journal.write("user", "disconnects");
  life_.disconnects();
  subject_.handle(Disconnect{1000, "bye"});
}

void World::subscribe(const std::string& channel, const std::optional<Position>& since) {
  auto& follower = followers_.at(channel);
  journal.write("user", "subscribes to " + channel + (since ? " from where it was" : ""));
  broker.pardon(channel);
  follower.begins(since);
  subject_.subscribe(broker.plan(channel), since);
}

void World::unsubscribe(const std::string& channel) {
  journal.write("user", "unsubscribes from " + channel);
  followers_.at(channel).ends();
  subject_.unsubscribe(channel);
}

// With the old position or without one.
void World::resubscribe(const std::string& channel, Duration pause) {
  const bool keeps = broker.plan(channel).recoverable && pause == Duration::zero() && dice_.chance(0.5);
  const auto since = keeps ? followers_.at(channel).at() : std::nullopt;
  unsubscribe(channel);
  timeline.in(pause, [this, channel, since] {
    act([this, channel, since] {
      if (!followers_.at(channel).is_wanted()) subscribe(channel, since);
    });
  });
}

void World::call() {
  static constexpr Operation operations[]{Operation::publish,  Operation::publish,        Operation::rpc,
                                          Operation::presence, Operation::presence_stats, Operation::history};
  const auto operation = dice_.any_of(operations);
  const auto& plan = dice_.any_of(setup_.plans);
  const Ticket ticket = ++last_ticket_;
  std::string data;
  if (operation == Operation::publish)
    data = R"({"n":)" + std::to_string(1'000'000'000 + ticket) + R"(,"of":")" + plan.name + R"("})";
  if (operation == Operation::rpc) data = R"({"ticket":)" + std::to_string(ticket) + "}";
  if (operation == Operation::history) data = R"({"limit":-1})";
  const std::string name = operation == Operation::rpc ? "echo" : plan.name;
  calls_[ticket] = {operation, data, timeline.now()};
  ++journal.counts.calls;
  journal.write("user", "calls " + std::to_string(ticket) + " " + name + " " + data);
  subject_.call({operation, name, data, ticket, setup_.timeout});
}

// ---------------------------------------------------------------- the application behind the broker

void World::enroll(const std::string& channel) { broker.enroll(channel); }

void World::expel(const std::string& channel) {
  followers_.at(channel).revoked();
  broker.unsubscribe(channel, 2000);
}

// ---------------------------------------------------------------- the page

void World::reach(std::function<void()> event) {
  if (is_frozen_) return inbox_.push_back(std::move(event));
  event();
}

// What came meanwhile is there before the page hears that it is back, or after.
void World::thaw(Hint comes) {
  if (!std::exchange(is_frozen_, false)) return;
  journal.write("page", "wakes up");
  thawed_ = timeline.now();
  if (dice_.chance(0.5)) subject_.handle(PageChanged{comes});
  for (auto inbox = std::exchange(inbox_, {}); !inbox.empty(); inbox.pop_front()) inbox.front()();
  subject_.handle(PageChanged{comes});
}

void World::freeze(Duration duration, Hint goes, Hint comes) {
  if (is_frozen_) return;
  journal.write("page", "is frozen");
  subject_.handle(PageChanged{goes});
  is_frozen_ = true;
  timeline.in(duration, [this, comes] { thaw(comes); });
}

void World::hide(bool is_hidden) {
  if (is_frozen_) return;
  journal.write("page", is_hidden ? "is hidden" : "is visible");
  is_hidden_ = is_hidden;
  subject_.handle(PageChanged{is_hidden ? Hint::hidden : Hint::visible});
}

void World::go_offline(Duration duration) {
  journal.write("page", "is offline");
  network_.offline(true);
  if (!is_frozen_) subject_.handle(PageChanged{Hint::offline});
  timeline.in(duration, [this] {
    journal.write("page", "is online");
    network_.offline(false);
    if (!is_frozen_) subject_.handle(PageChanged{Hint::online});
  });
}

// ---------------------------------------------------------------- what reaches the page

// What the broker has ended is ended, whether or not the client hears of it in time.
void World::note(Link link, const std::vector<Ending>& endings) {
  if (life_.socket() != link) return;
  for (const auto& [channel, code] : endings) {
    if (channel.empty()) {
      life_.closes(static_cast<std::uint16_t>(code));
      if (code == 3014)
        for (auto& [name, follower] : followers_) follower.invalidated();
    } else {
      auto& follower = followers_.at(channel);
      if (code == 2502) follower.invalidated();
      if (code < 2500) follower.revoked();
    }
  }
}

// It may have been anything, so that whoever awaits an answer may give up what it had.
void World::receive_too_much(Link link) {
  journal.write("fault", "a frame is too large");
  for (auto& [channel, follower] : followers_) follower.doubted();
  subject_.handle(Oversized{link, 2'000'000});
}

void World::receive(Link link, const Sent& frame) {
  if (frame.is_huge) return receive_too_much(link);
  note(link, frame.endings);
  std::map<std::string, bool> was_up;
  for (const auto& arrival : frame.arrivals) was_up[arrival.channel] = followers_.at(arrival.channel).is_up();
  told_.clear();
  const bool is_ours = life_.socket() == link && state() == State::open;
  subject_.handle(Received{link, frame.bytes, frame.binary});
  for (const auto command : frame.answered)
    for (auto& [channel, follower] : followers_) follower.answered(command);
  if (is_ours) check_arrivals(frame, was_up);
}

// Where there are no positions, all that comes is told.
void World::check_arrivals(const Sent& frame, const std::map<std::string, bool>& was_up) const {
  if (state() != State::open) return;
  for (const auto& [channel, up] : was_up) {
    if (!up || !follower(channel).is_up()) continue;
    std::vector<std::string> arrived;
    for (const auto& arrival : frame.arrivals)
      if (arrival.channel == channel) arrived.push_back(arrival.data);
    const auto told = told_.find(channel);
    if (told == told_.end() || told->second != arrived) throw Violation{"not all that came was told, in " + channel};
  }
}

void World::lose(Link link, std::uint16_t code, const std::string& reason, bool clean) {
  if (life_.socket() != link) return;
  note(link, {{{}, code}});
  life_.lost(link);
  for (auto& [channel, follower] : followers_) follower.withdraws();
  subject_.handle(Lost{link, code, reason, clean});
}

}  // namespace hawser::simulation
