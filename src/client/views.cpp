#include "client/views.h"

#include <algorithm>

#include "client/view_text.h"
#include "protocol/scan.h"

namespace hawser {
namespace {

bool is_json(std::string_view text) {
  const auto scanned = scan(text, {}, {}, deepest_walk);
  return scanned == Scanned::object || scanned == Scanned::other;
}

}  // namespace

Views::Shown::Shown(View view, const ViewWish& wish, Route route)
    : number{view}, topic{route, wish.channel}, kept{std::in_place_type<LastFew>, wish.bounds}, pace{wish.every} {
  if (wish.key) kept.emplace<Keyed>(*wish.key, wish.bounds);
}

void Views::Shown::change(const KeepBounds& bounds) {
  if (auto* const few = std::get_if<LastFew>(&kept)) few->change(bounds);
  if (auto* const keyed = std::get_if<Keyed>(&kept)) keyed->change(bounds);
}

std::uint64_t Views::Shown::conflated() const {
  const auto* const few = std::get_if<LastFew>(&kept);
  return few ? few->conflated() : std::get_if<Keyed>(&kept)->conflated();
}

void Views::open(View number, const ViewWish& wish, Route route) {
  const auto [place, is_new] = shown_.try_emplace(number, number, wish, route);
  Shown& view = place->second;
  if (!is_new) return view.change(wish.bounds);
  by_topic_[view.topic].push_back(&view);
  paced_ += wish.every > Duration::zero() ? 1 : 0;
  find_first_name();
}

void Views::close(View number) {
  const auto found = shown_.find(number);
  if (found == shown_.end()) return;
  Shown& view = found->second;
  conflated_ += view.conflated();
  paced_ -= view.pace.every() > Duration::zero() ? 1 : 0;
  const auto topic = by_topic_.find(view.topic);
  std::erase(topic->second, &view);
  if (topic->second.empty()) by_topic_.erase(topic);
  shown_.erase(found);
  find_first_name();
  if (shown_.empty()) give_back(text_);
}

void Views::find_first_name() {
  first_name_.clear();
  for (const auto& [number, view] : shown_)
    if (const auto* const keyed = std::get_if<Keyed>(&view.kept)) first_name_ = keyed->path.first_name();
}

// ---------------------------------------------------------------- what arrives

Taken Views::take(const Seen& message, Time now, Outputs& outputs) {
  if (by_topic_.empty()) return Taken::not_at_all;
  const auto of_type = message.route == 0 ? Taken::not_at_all : offer(message.route, {}, message, now, outputs);
  if (message.channel.empty()) return of_type;
  const auto of_channel = offer(0, message.channel, message, now, outputs);
  const auto of_both =
      message.route == 0 ? Taken::not_at_all : offer(message.route, message.channel, message, now, outputs);
  return std::max({of_type, of_channel, of_both});
}

Taken Views::offer(Route route, std::string_view channel, const Seen& message, Time now, Outputs& outputs) {
  const auto topic = by_topic_.find(std::pair{route, channel});
  if (topic == by_topic_.end()) return Taken::not_at_all;
  for (Shown* const view : topic->second) {
    if (keep(*view, message, now) == Taken::refused) return Taken::refused;
    if (view->pace.touch(now)) outputs.tell(Fresh{view->number});
  }
  return Taken::kept;
}

Taken Views::keep(Shown& view, const Seen& message, Time now) {
  if (auto* const few = std::get_if<LastFew>(&view.kept)) {
    if (!message.is_json && !is_json(message.payload)) return Taken::refused;
    few->put(message.payload, now);
    return Taken::kept;
  }
  auto& keyed = *std::get_if<Keyed>(&view.kept);
  const bool is_looked_for = keyed.path.first_name() == first_name_;
  const auto key = keyed.path.find(message.payload, is_looked_for ? message.first : std::nullopt, written_);
  if (!key) return Taken::refused;
  keyed.put(*key, message.payload, now);
  return Taken::kept;
}

// ---------------------------------------------------------------- who looks

void Views::check(Time now, Outputs& outputs) {
  if (!passed(deadline(), now)) return;
  for (auto& [number, view] : shown_)
    if (view.pace.check(now)) outputs.tell(Fresh{number});
}

void Views::hurry(Outputs& outputs) {
  if (!deadline()) return;
  for (auto& [number, view] : shown_)
    if (view.pace.hurry()) outputs.tell(Fresh{number});
}

Deadline Views::deadline() const {
  Deadline soonest;
  if (paced_ == 0) return soonest;
  for (const auto& [number, view] : shown_) soonest = sooner(soonest, view.pace.deadline());
  return soonest;
}

std::string_view Views::collect(View number, Time now) {
  const auto found = shown_.find(number);
  if (found == shown_.end()) return {};
  found->second.pace.seen();
  if (auto* const few = std::get_if<LastFew>(&found->second.kept)) return view_text(*few, now, text_);
  return view_text(*std::get_if<Keyed>(&found->second.kept), now, text_);
}

std::uint64_t Views::conflated() const {
  std::uint64_t sum = conflated_;
  for (const auto& [number, view] : shown_) sum += view.conflated();
  return sum;
}

}  // namespace hawser
