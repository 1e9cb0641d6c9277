// What the model broker says: a message with its numbers and names, written in either format. As the real one does, it
// leaves out what is zero, false or empty.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hawser::simulation {

class Fields {
 public:
  Fields& text(std::uint32_t number, std::string_view name, std::string_view text);
  // A payload: JSON as it is, or bytes.
  Fields& data(std::uint32_t number, std::string_view name, std::string_view data);
  Fields& number(std::uint32_t number, std::string_view name, std::uint64_t value);
  Fields& flag(std::uint32_t number, std::string_view name, bool flag);
  Fields& message(std::uint32_t number, std::string_view name, Fields message);
  Fields& list(std::uint32_t number, std::string_view name, std::vector<Fields> messages);
  // A map of messages, or of texts: entries made by `entry`.
  Fields& map(std::uint32_t number, std::string_view name, std::vector<Fields> entries);

  static Fields entry(std::string_view key, Fields value);
  static Fields entry(std::string_view key, std::string_view value);

  std::string json() const;
  std::string protobuf() const;

 private:
  enum class Kind : std::uint8_t { text, data, number, flag, message, list, map };

  struct Item {
    Kind kind;
    std::uint32_t number;
    std::string_view name;
    std::string text;
    std::uint64_t value;
    std::vector<Fields> messages;
  };

  Fields& add(Item item);
  static std::string json(const Item& item);

  std::vector<Item> items_;
};

}  // namespace hawser::simulation
