#include "simulation/follower.h"

#include <utility>

namespace hawser::simulation {

std::string Follower::place() const { return at_ ? at_->epoch + "/" + std::to_string(at_->offset) : "nowhere"; }

void Follower::broken(const std::string& law) const {
  throw Violation{"channel " + plan_.name + " at " + place() + ", broker at " + truth_.epoch() + "/" +
                  std::to_string(truth_.top()) + ": " + law};
}

// ---------------------------------------------------------------- the user

void Follower::begins(std::optional<Position> since) {
  is_wanted_ = true;
  was_recoverable_ = since.has_value();
  at_ = std::move(since);
  is_invalid_ = is_doubtful_ = may_end_ = false;
  status_ = SubscriptionStatus::unsubscribed;
}

void Follower::ends() {
  is_wanted_ = false;
  at_.reset();
  status_ = SubscriptionStatus::unsubscribed;
}

void Follower::invalidated() {
  if (!at_) return;
  (status_ == SubscriptionStatus::subscribed && asked_ == 0 ? is_invalid_ : is_doubtful_) = true;
}

// ---------------------------------------------------------------- what the client asks for

// Exactly from where it is, if it is somewhere: a position moves only with what was told.
void Follower::asks(const Wish& wish, std::uint32_t command) {
  check_wish(wish);
  asked_ = command;
  may_jump_ = plan_.is_cache;
}

// What it brought was told by now.
void Follower::answered(std::uint32_t command) {
  if (command == 0 || asked_ != command) return;
  asked_ = 0;
  if (status_ == SubscriptionStatus::subscribed) is_doubtful_ = false;
}

void Follower::check_wish(const Wish& wish) const {
  if (!is_wanted_ && !plan_.server_side) broken("subscribed to though nobody wants it");
  if (!at_ || !was_recoverable_) {
    if (wish.recover && !is_invalid_ && !is_doubtful_) broken("it can't know where to recover from");
    return;
  }
  if (is_doubtful_) return;
  const bool same = wish.recover && wish.since == *at_;
  if (is_invalid_ && same) broken("the client comes back to a position that the broker has declared void");
  if (!is_invalid_ && !wish.recover) broken("the client comes back without its position");
  if (!is_invalid_ && !same)
    broken("the client comes back to " + wish.since.epoch + "/" + std::to_string(wish.since.offset));
}

// ---------------------------------------------------------------- what the listeners are told

// With the connection every subscription ends, but what was read is remembered.
void Follower::status(SubscriptionStatus status, bool is_connection_over) {
  if (awaits_word_) broken("subscribed, but nobody told how");
  const bool ends = status == SubscriptionStatus::unsubscribed && !is_connection_over;
  if (ends && is_wanted_ && !may_end_) broken("it ended without a reason");
  awaits_word_ = status == SubscriptionStatus::subscribed && status_ != status;
  status_ = status;
  if (ends) at_.reset();
}

void Follower::subscribed(const Word& word, Counts& counts) {
  if (status_ != SubscriptionStatus::subscribed) broken("the broker's word before the status");
  const bool is_alone = !awaits_word_;
  awaits_word_ = false;
  if (is_alone && word.recovered && !plan_.is_cache) broken("told to be recovered, though it wasn't lost");
  if (word.positioned != plan_.has_positions() || word.recoverable != plan_.recoverable)
    broken("not what the broker said");
  if (!plan_.has_positions()) return;
  if (is_doubtful_) {
    // Either is right.
  } else if (at_ && was_recoverable_) {
    check_continuity(word, counts);
  } else if (word.recovered || word.was_recovering) {
    broken("recovered, out of nothing");
  }
  if (!at_ || !word.recovered || is_doubtful_) at_ = word.at;
  was_recoverable_ = word.recoverable;
  is_invalid_ = is_doubtful_ = false;
}

void Follower::check_continuity(const Word& word, Counts& counts) {
  ++(word.recovered ? counts.recovered : counts.holes);
  if (plan_.is_cache) {
    if (word.recovered) at_ = word.at;
  } else if (is_invalid_) {
    if (word.recovered) broken("recovered from what was void");
  } else if (word.recovered) {
    if (!(word.at == *at_))
      broken("recovered from where it wasn't: " + word.at.epoch + "/" + std::to_string(word.at.offset));
  } else if (truth_.covers(*at_)) {
    broken("a hole was announced that the history covers");
  }
}

void Follower::published(std::uint64_t offset, const std::string& data) {
  if (!is_up()) broken("a publication before the subscription");
  if (!plan_.has_positions()) return check_order(data);
  if (std::exchange(may_jump_, false)) return jump(offset, data);
  if (offset <= at_->offset) broken("told twice: " + std::to_string(offset));
  for (auto between = at_->offset + 1; between < offset; ++between)
    if (is_due(between)) broken("lost what is before " + std::to_string(offset));
  const auto* const published = truth_.ever(at_->epoch, offset);
  if (!published) broken("never published: " + data);
  if (*published != data) broken("published as " + *published + " but told as " + data);
  at_->offset = offset;
  note(data);
}

// Does the client want it, and was it ever published?
bool Follower::is_due(std::uint64_t offset) const {
  const auto* const data = truth_.ever(at_->epoch, offset);
  return !data || !plan_.is_filtered || passes(*data);
}

bool Follower::has_all() const {
  if (at_->epoch != truth_.epoch() || at_->offset > truth_.top()) return false;
  for (auto offset = at_->offset + 1; offset <= truth_.top(); ++offset)
    if (is_due(offset)) return false;
  return true;
}

// To the latest one; to the same again, if the broker had declared void what was read.
void Follower::jump(std::uint64_t offset, const std::string& data) {
  if (truth_.serial(data) == 0) broken("never published: " + data);
  if (truth_.serial(data) < last_serial_) broken("told too late: " + data);
  at_->offset = offset;
  note(data);
}

void Follower::note(const std::string& data) {
  last_serial_ = truth_.serial(data);
  last_ = data;
}

// Without positions too, nothing is told twice or late.
void Follower::check_order(const std::string& data) {
  const auto serial = truth_.serial(data);
  if (serial == 0) broken("never published: " + data);
  if (serial <= last_serial_) broken("told twice or too late: " + data);
  note(data);
}

}  // namespace hawser::simulation
