#include "client/view_text.h"

#include <cstddef>

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

}  // namespace

std::string_view view_text(LatestByKey& kept, Time now, std::string& text) {
  KeyedText lists{text};
  kept.look(now, lists);
  return lists.ended();
}

std::string_view view_text(LastFew& kept, Time now, std::string& text) {
  ListText list{text};
  kept.look(now, list);
  return list.ended();
}

}  // namespace hawser
