// What the page around the client tells: hints, of which none is proof.
#include "client/client.h"
#include "core/close_code.h"

namespace hawser {
namespace {

// How long after a hint what breaks or fails is put down to what the hint told: browsers report a broken link late, and
// `online` before there are addresses.
constexpr Duration aftermath = std::chrono::seconds{2};

}  // namespace

void Client::on(const PageChanged& change, Moment moment) {
  switch (change.hint) {
    case Hint::hidden: return session_->hidden(true);
    case Hint::visible: session_->hidden(false); return wake(change.hint, moment);
    case Hint::online:
    case Hint::resumed:
    case Hint::page_shown: return wake(change.hint, moment);
    case Hint::page_hidden: return park();
    case Hint::offline:         // an open socket may well live on
    case Hint::frozen: return;  // nothing can be done any more; `resumed` tells when
  }
}

// Into the bfcache, where sockets don't survive: the server gets a clean close, and nothing is planned.
void Client::park() {
  const bool was_open = state_ == State::open;
  if (was_open) hang_up(close_code::normal, {});
  if (state_ != State::waiting && !move(Cause::lost)) return;
  due_.reset();
  if (was_open) detach({close_code::normal, {}, true});
  abandon();
}

// Timers may have slept. A link is asked before it is judged, since its messages may have slept too. Whoever was
// offline or asleep doesn't wait as if the server had refused it, nor for an attempt that it made on a network that is
// gone.
void Client::wake(Hint hint, Moment moment) {
  suspect_until_ = moment.now + aftermath;
  if (hint != Hint::visible) {
    fresh_until_ = suspect_until_;
    backoff_.begin_row();
  }
  if (hint == Hint::online && state_ == State::connecting) seek(Cause::redial, cut_off, moment);
  if (state_ == State::open && !session_->doubt(hint, moment)) seek(Cause::redial, cut_off, moment);
  on(Tick{}, moment);
  if (state_ == State::waiting) hurry(moment);
}

void Client::hurry(Moment moment) {
  if (!due_) return seek(Cause::retry, cut_off, moment);
  if (backoff_.is_far(*due_ - moment.now)) plan(backoff_.soon(moment.roll), moment);
}

}  // namespace hawser
