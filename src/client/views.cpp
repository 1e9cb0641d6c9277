#include "client/views.h"

#include <algorithm>

#include "protocol/scan.h"

namespace hawser {
namespace {

// Writes lists of JSON texts, one behind the other.
class Lists {
 public:
  explicit Lists(std::string& text) : text_{text} { text_.assign("[["); }

  void item(int list, std::string_view json) {
    go_to(list);
    if (text_.back() != '[') text_ += ',';
    text_ += json;
    ++items_;
  }
  // Nothing: there is nothing in any of them.
  std::string_view ended(int lists) {
    go_to(lists - 1);
    text_ += "]]";
    return items_ > 0 ? std::string_view{text_} : std::string_view{};
  }

 private:
  void go_to(int list) {
    for (; list_ < list; ++list_) text_ += "],[";
  }

  std::string& text_;
  int list_ = 0;
  std::size_t items_ = 0;
};

class KeyedText final : public LatestByKey::Reader {
 public:
  explicit KeyedText(std::string& text) : lists_{text} {}

  void gone(std::string_view key) override { lists_.item(0, shown(key)); }
  void added(std::string_view key) override { lists_.item(1, shown(key)); }
  void latest(std::string_view key, std::string_view payload) override {
    lists_.item(2, shown(key));
    lists_.item(2, payload);
  }
  std::string_view ended() { return lists_.ended(3); }

 private:
  static std::string_view shown(std::string_view key) { return key.empty() ? "[]" : key; }

  Lists lists_;
};

class ListText final : public LastFew::Reader {
 public:
  explicit ListText(std::string& text) : text_{text} {}

  void left_out(std::uint64_t count) override {
    is_empty_ = count == 0;
    text_ = '[' + std::to_string(count) + ",[";
  }
  void next(std::string_view payload) override {
    if (text_.back() != '[') text_ += ',';
    text_ += payload;
    is_empty_ = false;
  }
  std::string_view ended() {
    text_ += "]]";
    return is_empty_ ? std::string_view{} : std::string_view{text_};
  }

 private:
  std::string& text_;
  bool is_empty_ = true;
};

bool is_json(std::string_view text) {
  const auto scanned = scan(text, {}, {}, deepest_walk);
  return scanned == Scanned::object || scanned == Scanned::other;
}

}  // namespace

Views::Shown::Shown(View view, const ViewWish& wish, Route route)
    : number{view}, topic{route, wish.channel}, values{wish.bounds}, few{wish.bounds}, pace{wish.every} {
  if (wish.key) key.emplace(*wish.key);
}

void Views::open(View number, const ViewWish& wish, Route route) {
  const auto [place, is_new] = shown_.try_emplace(number, number, wish, route);
  Shown& view = place->second;
  if (!is_new) {
    view.values.change(wish.bounds);
    view.few.change(wish.bounds);
    return;
  }
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
  if (shown_.empty()) text_ = std::string{};
}

void Views::find_first_name() {
  first_name_.clear();
  for (const auto& [number, view] : shown_)
    if (view.key) first_name_ = view.key->first_name();
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
  if (!view.key) {
    if (!message.is_json && !is_json(message.payload)) return Taken::refused;
    view.few.put(message.payload, now);
    return Taken::kept;
  }
  const bool is_looked_for = view.key->first_name() == first_name_;
  const auto key = view.key->find(message.payload, is_looked_for ? message.first : std::nullopt, written_);
  if (!key) return Taken::refused;
  view.values.put(*key, message.payload, now);
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
  if (found->second.key) {
    KeyedText text{text_};
    found->second.values.look(now, text);
    return text.ended();
  }
  ListText text{text_};
  found->second.few.look(now, text);
  return text.ended();
}

std::uint64_t Views::conflated() const {
  std::uint64_t sum = conflated_;
  for (const auto& [number, view] : shown_) sum += view.conflated();
  return sum;
}

}  // namespace hawser
