// The life of a link: sought, dialled, open, lost or hung up; and what follows from each.
#include <utility>

#include "client/client.h"
#include "core/close_code.h"
#include "core/destination.h"

namespace hawser {

// What a state waited for ends with it.
bool Client::move(Cause cause) {
  const auto next = step(state_, cause);
  if (!next) return false;
  due_.reset();
  if (*next != state_) outputs_.tell(Changed{*next});
  state_ = *next;
  return true;
}

// ---------------------------------------------------------------- towards an open link

void Client::on(const Connect&, Moment moment) {
  if (state_ == State::connecting || state_ == State::open) return;
  if (link_ > 0) backoff_.reset();  // the first attempt may go on with a row of another engine
  seek(Cause::connect, cut_off, moment);
}

void Client::on(const Reconnect&, Moment moment) {
  const bool is_up = state_ == State::open;
  if (is_up) hang_up(close_code::normal, {});
  backoff_.reset();
  seek(is_up || state_ == State::connecting ? Cause::redial : Cause::connect, {close_code::normal, {}, is_up}, moment);
}

// A link that is still there makes way for the new one, closed as told.
void Client::seek(Cause cause, const Closed& closed, Moment moment) {
  const bool was_open = state_ == State::open || state_ == State::closing;
  if (!move(cause)) return;
  if (was_open) detach(closed);
  abandon();
  session_->lost();
  due_ = moment.now + options_.connect_timeout;
  outputs_.tell(Resolve{++link_, session_->renews()});
}

void Client::on(const Resolved& answer, Moment) {
  if (state_ != State::connecting || answer.link != link_ || has_socket_) return;
  if (!outbox_.bind(destination(answer.url))) drop_all(DropReason::other_destination);
  session_->resolved(answer);
  has_socket_ = true;
  outputs_.tell(Dial{link_, answer.url, answer.protocols});
}

void Client::on(const Unresolved& answer, Moment moment) {
  if (state_ != State::connecting || answer.link != link_) return;
  fail({FaultCode::unresolved, 0, answer.why, {}}, answer.unauthorized, moment);
}

void Client::on(const Opened& event, Moment moment) {
  if (is_ours(event.link) && state_ == State::connecting && !session_->listens()) session_->opened(moment);
}

// The order is a promise: who we are, what we want to hear, what waited; `open` is told before what waited leaves.
void Client::establish(std::string_view detail, Moment moment) {
  if (!move(Cause::opened)) return;
  opened_at_ = moment.now;
  session_->established(moment);
  ++counted_.opens;
  outputs_.tell(Connected{backoff_.made(), detail});
  release(moment);
}

// ---------------------------------------------------------------- when it is lost, or never came to be

void Client::on(const Lost& event, Moment moment) {
  if (!is_ours(event.link)) return;
  has_socket_ = false;
  const Closed closed{event.code, event.reason, event.clean};
  switch (state_) {
    case State::connecting: return fall(event, moment);
    case State::open: return lose(closed, Window::wide, moment);
    case State::closing: return finish(closed);
    case State::idle:
    case State::waiting:
    case State::failed: return;
  }
}

// Before it was established.
void Client::fall(const Lost& event, Moment moment) {
  const bool is_final = session_->is_final({event.code, event.reason, event.clean});
  if (session_->explains(event, is_final)) return fail(is_final, moment);
  fail({FaultCode::connect_failed, 0, event.reason, {}}, is_final, moment);
}

void Client::fail(const Fault& fault, bool is_final, Moment moment) {
  outputs_.tell(fault);
  fail(is_final, moment);
}

void Client::fail(bool is_final, Moment moment) {
  abandon();
  if (lasts(fresh_until_, moment.now)) backoff_.begin_row();
  come_back(is_final ? std::nullopt : backoff_.next(Window::narrow, moment.roll), std::nullopt, moment);
}

// The wide window is for the end of a stable link: then a whole fleet may have been dropped with it. What breaks just
// after the page woke broke before that, for this user alone.
void Client::lose(const Closed& closed, Window window, Moment moment) {
  const bool may_be_fleet = backoff_.is_stable(moment.now - opened_at_) && !lasts(suspect_until_, moment.now);
  const bool is_final = session_->is_final(closed);
  abandon();
  come_back(is_final ? std::nullopt : backoff_.next(may_be_fleet ? window : Window::narrow, moment.roll), closed,
            moment);
}

void Client::quit(const Closed& closed, Moment moment) {
  abandon();
  come_back(std::nullopt, closed, moment);
}

// Nothing: there is no other attempt.
void Client::come_back(std::optional<Duration> delay, const std::optional<Closed>& closed, Moment moment) {
  move(delay ? Cause::lost : Cause::give_up);
  if (closed) detach(*closed);
  if (delay) return plan(*delay, moment);
  give_up();
}

void Client::plan(Duration delay, Moment moment) {
  due_ = moment.now + delay;
  outputs_.tell(Retrying{backoff_.made(), delay});
}

// Only while an attempt is planned: a close that we began ourselves (a reconnect, the bfcache) is nobody's verdict.
// Said of a close; whoever says it may be slower than a short delay. An attempt that nobody has dialled yet was none.
void Client::on(const GiveUp&, Moment) {
  const bool is_planned = state_ == State::waiting && due_;
  const bool is_begun = state_ == State::connecting && !has_socket_ && backoff_.made() > 0;
  if (!is_planned && !is_begun) return;
  backoff_.take_back();
  move(Cause::give_up);
  give_up();
}

void Client::give_up() {
  forsake();
  outputs_.tell(GaveUp{backoff_.made()});
}

// ---------------------------------------------------------------- when the user hangs up

void Client::on(const Disconnect& wish, Moment moment) {
  const bool was_open = state_ == State::open;
  if (was_open) ship();
  if (!move(Cause::disconnect)) return;
  audience_.views.hurry(outputs_);
  forsake();
  if (!was_open) return abandon();
  due_ = moment.now + options_.close_timeout;
  hang_up(close_code::sent_for(wish.code, wish.reason), close_code::fitting(wish.reason));
}

void Client::finish(const Closed& closed) {
  abandon();
  move(Cause::closed);
  outputs_.tell(closed);
}

// ---------------------------------------------------------------- what all of these share

// What was gathered is still heard.
void Client::hang_up(std::uint16_t code, std::string_view reason) {
  ship();
  outputs_.tell(HangUp{link_, code, reason});
}

void Client::abandon() {
  batch_.take();
  session_->cut();
  if (std::exchange(has_socket_, false)) outputs_.tell(Abandon{link_});
}

// An open link is gone: told once, what hung on it is settled, and no news are held back.
void Client::detach(const Closed& closed) {
  audience_.views.hurry(outputs_);
  outputs_.tell(closed);
  settle(requests_.take_sent(), Outcome::closed);
  session_->lost();
}

// There will be no link unless the user asks for one.
void Client::forsake() {
  drop_all(DropReason::disconnected);
  outbox_.unbind();
  settle(requests_.take_sent(), Outcome::closed);
  session_->ended();
}

void Client::check_state(Moment moment) {
  if (!passed(due_, moment.now)) return;
  switch (state_) {
    case State::connecting: return fail({FaultCode::timeout, 0, {}, {}}, false, moment);
    case State::waiting: return seek(Cause::retry, cut_off, moment);
    case State::closing: return finish(cut_off);
    case State::idle:
    case State::open:
    case State::failed: return;
  }
}

void Client::check_stability(Moment moment) {
  if (state_ == State::open && backoff_.is_stable(moment.now - opened_at_)) backoff_.reset();
}

}  // namespace hawser
