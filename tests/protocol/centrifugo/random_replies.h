// Replies of every kind with random content.
#pragma once

#include <array>
#include <random>
#include <string>

#include "protocol/centrifugo/gather.h"

namespace hawser::centrifugo {

class RandomReplies {
 public:
  explicit RandomReplies(std::uint32_t seed) : random_{seed} {}

  // The slices of the replies are cut from this.
  static constexpr std::string_view payloads = R"( {"a":[1,{"b":"\"}"}]}"x\n"-1.5e3[]{}nullü)";

  Replies make() {
    Replies all;
    to_ = &all;
    for (auto left = below(5); left > 0; --left) {
      Reply reply;
      fill(reply);
      all.replies.push_back(reply);
    }
    return all;
  }

 private:
  std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(random_() % bound); }
  bool rarely() { return below(3) == 0; }

  void fill(auto& message) {
    field(message, [&](int, std::string_view, auto&& member) {
      set(member);
      return false;
    });
  }

  void set(auto& message) { fill(message); }
  void set(bool& flag) { flag = rarely(); }
  void set(std::uint32_t& number) { number = rarely() ? 0 : static_cast<std::uint32_t>(random_()); }
  void set(std::uint64_t& number) { number = rarely() ? 0 : random_() >> below(64); }
  void set(std::int64_t& number) { number = rarely() ? 0 : static_cast<std::int64_t>(random_()); }

  void set(std::string_view& text) {
    static constexpr std::array<std::string_view, 6> texts{"", "a", "news:1", "\"\\\n", "ünï😀", "__proto__"};
    text = texts[below(texts.size())];
  }

  void set(Span& span) {
    static constexpr std::array slices{Span{}, Span{1, 22}, Span{22, 27}, Span{27, 33}, Span{33, 35}, Span{37, 41}};
    span = slices[below(slices.size())];
  }

  void set(Content& content) { set(content.whole); }

  template <class T>
  void set(std::optional<T>& one) {
    if (rarely()) fill(one.emplace());
  }

  void set(Range<Publication>& range) {
    for (auto left = rarely() ? below(4) : 0; left > 0; --left) {
      Publication pub;
      fill(pub);
      append(range, pub);
    }
  }

  template <class T>
  void set(Range<Entry<T>>& range) {
    static constexpr std::array<std::string_view, 4> keys{"b", "", "a\"", "ü"};
    for (auto left = rarely() ? below(5) : 0; left > 0; --left) {
      Entry<T> entry{keys[left - 1]};
      set(entry.value);
      append(range, entry);
    }
  }

  template <class Item>
  void append(Range<Item>& range, const Item& item) {
    *static_cast<Item*>(add(*to_, range, shape_of<Item>())) = item;
  }

  template <class Value, class Variant>
  void set(Alternative<Value, Variant> one) {
    if (std::holds_alternative<std::monostate>(one.variant) && below(6) == 0)
      fill(one.variant.template emplace<Value>());
  }

  std::mt19937_64 random_;
  Replies* to_ = nullptr;
};

}  // namespace hawser::centrifugo
