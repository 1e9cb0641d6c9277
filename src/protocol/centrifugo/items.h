// A list of items of one type, which it doesn't know: so the code that lets it grow is there once, and not for each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <type_traits>
#include <vector>

namespace hawser::centrifugo {

class Items {
 public:
  // Adds an item that is a copy of another. It stays where it is until the next one is added.
  void* add(const void* item, std::size_t size) {
    const auto before = words_.size();
    words_.resize(before + size / sizeof(Word));
    ++count_;
    return std::memcpy(&words_[before], item, size);
  }

  template <class Item>
  std::span<const Item> all() const {
    static_assert(std::is_trivially_copyable_v<Item> && fits<Item>);
    return {static_cast<const Item*>(static_cast<const void*>(words_.data())), count_};
  }

  void* at(std::size_t index, std::size_t size) { return words_.data() + index * (size / sizeof(Word)); }

  std::size_t size() const { return count_; }

  // Memory that unusually many items took is given back.
  void clear() {
    count_ = 0;
    words_.clear();
    if (words_.capacity() > kept) std::vector<Word>{}.swap(words_);
  }

 private:
  using Word = std::uint64_t;
  static constexpr std::size_t kept = 4096;

  template <class Item>
  static constexpr bool fits = sizeof(Item) % sizeof(Word) == 0 && alignof(Item) <= alignof(Word);

  std::vector<Word> words_;
  std::size_t count_ = 0;
};

}  // namespace hawser::centrifugo
