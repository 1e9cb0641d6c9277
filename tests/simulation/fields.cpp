#include "simulation/fields.h"

#include <utility>

#include "protocol/centrifugo/wire.h"
#include "protocol/json.h"

namespace hawser::simulation {

Fields& Fields::add(Item item) {
  items_.push_back(std::move(item));
  return *this;
}

Fields& Fields::text(std::uint32_t number, std::string_view name, std::string_view text) {
  return text.empty() ? *this : add({Kind::text, number, name, std::string{text}, 0, {}});
}

Fields& Fields::data(std::uint32_t number, std::string_view name, std::string_view data) {
  return data.empty() ? *this : add({Kind::data, number, name, std::string{data}, 0, {}});
}

Fields& Fields::number(std::uint32_t number, std::string_view name, std::uint64_t value) {
  return value == 0 ? *this : add({Kind::number, number, name, {}, value, {}});
}

Fields& Fields::flag(std::uint32_t number, std::string_view name, bool flag) {
  return flag ? add({Kind::flag, number, name, {}, 1, {}}) : *this;
}

Fields& Fields::message(std::uint32_t number, std::string_view name, Fields message) {
  return add({Kind::message, number, name, {}, 0, {std::move(message)}});
}

Fields& Fields::list(std::uint32_t number, std::string_view name, std::vector<Fields> messages) {
  return add({Kind::list, number, name, {}, 0, std::move(messages)});
}

Fields& Fields::map(std::uint32_t number, std::string_view name, std::vector<Fields> entries) {
  return entries.empty() ? *this : add({Kind::map, number, name, {}, 0, std::move(entries)});
}

Fields Fields::entry(std::string_view key, Fields value) {
  Fields entry;
  return std::move(entry.text(1, "key", key).message(2, "value", std::move(value)));
}

Fields Fields::entry(std::string_view key, std::string_view value) {
  Fields entry;
  return std::move(entry.text(1, "key", key).text(2, "value", value));
}

std::string Fields::json(const Item& item) {
  std::string out;
  const auto join = [&](const std::string& one) { (out += out.empty() ? "" : ",") += one; };
  switch (item.kind) {
    case Kind::text: return json::quoted(item.text);
    case Kind::data: return item.text;
    case Kind::number: return std::to_string(item.value);
    case Kind::flag: return "true";
    case Kind::message: return item.messages.front().json();
    case Kind::list:
      for (const auto& message : item.messages) join(message.json());
      return '[' + out + ']';
    case Kind::map:
      for (const auto& entry : item.messages) join(json(entry.items_[0]) + ':' + json(entry.items_[1]));
      return '{' + out + '}';
  }
  return {};
}

std::string Fields::json() const {
  std::string out;
  for (const auto& item : items_) (((out += out.empty() ? "\"" : ",\"") += item.name) += "\":") += json(item);
  return '{' + out + '}';
}

std::string Fields::protobuf() const {
  std::string out;
  centrifugo::wire::Writer writer{out};
  for (const auto& item : items_) {
    switch (item.kind) {
      case Kind::text:
      case Kind::data: writer.bytes(item.number, item.text); break;
      case Kind::number:
      case Kind::flag: writer.number(item.number, item.value); break;
      default:
        for (const auto& message : item.messages) writer.message(item.number, message.protobuf());
    }
  }
  return out;
}

}  // namespace hawser::simulation
