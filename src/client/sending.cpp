// The way of a message out: rate limit, outbox, link. Each has one fate, and whoever asked is told.
#include <utility>

#include "client/client.h"

namespace hawser {
namespace {

Letter letter_of(const Message& message) {
  return {std::string{message.bytes}, message.binary, message.ticket, message.request};
}

Deadline reply_deadline(const Message& message, Time now) {
  return message.reply_timeout > Duration::zero() ? Deadline{now + message.reply_timeout} : std::nullopt;
}

}  // namespace

Fate Client::send(const Message& message, Moment moment) {
  outputs_.begin();
  release(moment);
  const Fate fate = pass(message, moment);
  const bool is_kept = fate == Fate::sent || fate == Fate::queued;
  if (message.request != 0 && is_kept)
    requests_.add(message.request, reply_deadline(message, moment.now), fate == Fate::sent ? link_ : Requests::nowhere);
  return fate;
}

Fate Client::call(const Call& call, Moment moment) {
  const auto command = session_->command(call);
  if (command.empty()) return Fate::refused_disconnected;
  const bool is_answered = call.operation != Operation::send;
  const Fate fate = send({.bytes = command,
                          .binary = false,
                          .ticket = is_answered ? 0 : call.ticket,
                          .request = is_answered ? call.ticket : 0,
                          .reply_timeout = call.timeout},
                         moment);
  if (fate > Fate::queued) session_->forgotten(call.ticket);
  return fate;
}

// What waits went first: it left nothing behind, or no share of the rate.
Fate Client::pass(const Message& message, Moment moment) {
  if (state_ == State::open) {
    if (rate_limit_.take(moment.now)) {
      transmit(message.bytes, message.binary);
      return Fate::sent;
    }
    return rate_limit_.rejects() || !message.queue ? Fate::refused_rate : keep(message);
  }
  return is_coming(state_) && message.queue ? keep(message) : Fate::refused_disconnected;
}

Fate Client::keep(const Message& message) {
  auto admission = outbox_.admit(message.bytes.size());
  for (; admission == Admission::after_the_oldest_went; admission = outbox_.admit(message.bytes.size()))
    drop(outbox_.take(), DropReason::full);
  if (admission == Admission::too_large) return Fate::refused_too_large;
  if (admission == Admission::full) return Fate::refused_full;
  outbox_.keep(letter_of(message));
  return Fate::queued;
}

void Client::release(Moment moment) {
  while (state_ == State::open && !outbox_.empty() && rate_limit_.take(moment.now)) {
    Letters taken = outbox_.take();
    const Letter& letter = taken.front();
    outputs_.hold(std::move(taken));
    transmit(letter.bytes, letter.binary);
    if (letter.ticket != 0) outputs_.tell(Left{letter.ticket});
    if (letter.request != 0) requests_.sent(letter.request, link_);
  }
}

// Alone, or in a batch if the session has several in a frame.
void Client::transmit(std::string_view bytes, bool binary) {
  ++counted_.sent;
  counted_.sent_bytes += bytes.size();
  const auto framing = session_->framing();
  if (!framing) return outputs_.tell(Transmit{link_, bytes, binary});
  if (!batch_.has_room(bytes.size())) ship();
  batch_.add(bytes, framing->separator);
}

void Client::ship() {
  if (batch_.empty()) return;
  outputs_.tell(Transmit{link_, outputs_.hold(batch_.take()), session_->framing()->binary});
}

void Client::flush() {
  outputs_.begin();
  ship();
}

void Client::drop(const Letters& letters, DropReason reason) {
  for (const Letter& letter : letters) {
    ++counted_.dropped;
    if (letter.ticket != 0) outputs_.tell(Dropped{letter.ticket, reason});
    if (requests_.settle(letter.request)) tell_settled(letter.request, Outcome::dropped);
  }
}

void Client::drop_all(DropReason reason) {
  while (!outbox_.empty()) drop(outbox_.take(), reason);
}

void Client::recall(Ticket ticket) {
  outputs_.begin();
  drop(outbox_.recall(ticket), DropReason::disconnected);
}

// ---------------------------------------------------------------- requests

// Without its requester a request must not reach the server later.
void Client::forget(Ticket request) {
  outputs_.begin();
  session_->forgotten(request);
  if (requests_.settle(request)) drop(outbox_.withdraw(request), DropReason::withdrawn);
}

void Client::settle(const std::vector<Ticket>& requests, Outcome outcome) {
  for (const Ticket request : requests) tell_settled(request, outcome);
}

// Without a reply.
void Client::tell_settled(Ticket request, Outcome outcome) {
  session_->forgotten(request);
  outputs_.tell(Settled{request, outcome, {}});
}

void Client::check_requests(Moment moment) {
  const auto due = requests_.take_due(moment.now);
  for (const Ticket request : due) drop(outbox_.withdraw(request), DropReason::withdrawn);
  settle(due, Outcome::timed_out);
}

}  // namespace hawser
