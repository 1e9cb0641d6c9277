#include "simulation/herd/blip.h"

#include <algorithm>

#include "simulation/herd/user.h"

namespace hawser::herd {
namespace {

// ---------------------------------------------------------------- until it can be known

void go_offline(User& user) {
  user.set(Line::refusing);
  user.hint(Hint::offline);
  user.drop();
  user.pass(user.between(1s, 2min));
}

void come_online(User& user) {
  user.set(Line::up);
  user.hint(Hint::online);
}

void be_offline(User& user) {
  go_offline(user);
  come_online(user);
}

// So briefly that nobody noticed.
void change_networks(User& user) {
  user.set(Line::silent);
  user.hint(Hint::offline);
  user.pass(user.between(100ms, 3s));
  come_online(user);
}

void be_offline_while_dialling(User& user) {
  go_offline(user);
  user.set(Line::silent);
  user.pass_until(State::connecting);
  user.pass(user.between(0ms, 5s));
  come_online(user);
}

void be_online_early(User& user) {
  go_offline(user);
  user.hint(Hint::online);
  user.pass(500ms);
  user.set(Line::up);
}

void sleep(User& user) {
  user.hint(Hint::frozen);
  user.sleep(user.between(1min, 1h));
}

void resume(User& user) {
  sleep(user);
  user.hint(Hint::resumed);
}

void resume_unanswered(User& user) {
  user.set(Line::silent);
  resume(user);
  user.pass_until(State::waiting);
  user.set(Line::up);
}

void fall_silent(User& user) {
  user.set(Line::silent);
  user.pass_until(State::waiting);
  user.set(Line::up);
}

// ---------------------------------------------------------------- and then

void nothing(User&) {}

void lose_late(User& user) {
  user.pass(user.between(0ms, 500ms));
  user.drop();
}

}  // namespace

const std::array<Blip, 7> blips{{
    {"offline", "offline, then `online`", be_offline, nothing, false},
    {"late", "`online`, and the broken link is reported after it", change_networks, lose_late, false},
    {"early", "`online` is told half a second before it is true", be_online_early, nothing, false},
    {"dialling", "`online` during an attempt that nobody answers", be_offline_while_dialling, nothing, false},
    {"resume", "a page that slept resumes, and its broken link is reported after that", resume, lose_late, false},
    {"probe", "a page that slept resumes, and its probe goes unanswered", resume_unanswered, nothing, true},
    {"heartbeat", "a heartbeat goes unanswered", fall_silent, nothing, true},
}};

std::vector<Duration> waits(const Blip& blip, std::uint32_t users, std::uint64_t seed) {
  std::vector<Duration> all;
  for (std::uint32_t number = 0; number < users; ++number) {
    User user{blip.needs_heartbeat || number % 2 == 0, seed * users + number};
    blip.play(user);
    const Time known = user.now();
    blip.aftermath(user);
    user.pass_until(State::open);
    all.push_back(user.now() - known);
  }
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace hawser::herd
