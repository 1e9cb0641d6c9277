#include "simulation/herd/user.h"

#include <algorithm>

namespace hawser::herd {
namespace {

constexpr Duration handshake = 100ms;
constexpr Duration patience = 10min;

Options options(bool has_heartbeat) {
  if (!has_heartbeat) return {};
  return {.heartbeat = {.enabled = true, .message = "ping", .reply_text = "pong"}};
}

}  // namespace

User::User(bool has_heartbeat, std::uint64_t seed) : dice_{seed}, world_{options(has_heartbeat)} {
  world_.connect();
  serve();
  pass(between(1min, 2min));
}

void User::drop() {
  roll().drops();
  serve();
}

void User::hint(Hint hint) {
  roll().page(hint);
  serve();
}

void User::pass(Duration duration) {
  const Time end = world_.now + duration;
  while (step(end)) continue;
  world_.now = end;
}

void User::pass_until(State state) {
  const Time end = world_.now + patience;
  while (world_.state() != state)
    if (!step(end)) throw std::logic_error{"it doesn't come to that"};
}

// The next thing that happens by itself; false: nothing does until then.
bool User::step(Time end) {
  const auto next = sooner(world_.client.deadline(), opens_at_);
  if (!passed(next, end)) return false;
  world_.now = std::max(world_.now, *next);
  if (passed(opens_at_, world_.now)) {
    opens_at_.reset();
    roll().opens();
  } else {
    roll().handle(Tick{});
  }
  serve();
  return true;
}

World& User::roll() {
  world_.roll = dice_.roll();
  return world_;
}

// What the line makes of what the client did.
void User::serve() {
  const auto said = world_.news();
  if (line_ == Line::up && std::count(said.begin(), said.end(), "> ping") > 0) roll().receives("pong");
  if (!world_.socket() || served_ == world_.link()) return;
  served_ = world_.link();
  opens_at_.reset();
  if (line_ == Line::up) opens_at_ = world_.now + handshake;
  if (line_ == Line::refusing) drop();
}

}  // namespace hawser::herd
