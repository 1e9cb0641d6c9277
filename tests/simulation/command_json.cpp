#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <utility>

#include "simulation/command_formats.h"

namespace hawser::simulation {
namespace {

using Json = rapidjson::Value;

std::string text(const Json& json) {
  return json.IsString() ? std::string{json.GetString(), json.GetStringLength()} : "";
}
bool flag(const Json& json) { return json.IsBool() && json.GetBool(); }
std::uint64_t number(const Json& json) { return json.IsUint64() ? json.GetUint64() : 0; }

std::string whole(const Json& json) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer writer{buffer};
  json.Accept(writer);
  return {buffer.GetString(), buffer.GetSize()};
}

Position position(const Json& json) {
  Position position;
  for (const auto& [key, value] : json.GetObject()) {
    if (text(key) == "offset") position.offset = number(value);
    if (text(key) == "epoch") position.epoch = text(value);
  }
  return position;
}

Wish wish(const Json& json) {
  Wish wish;
  for (const auto& [key, value] : json.GetObject()) {
    const auto name = text(key);
    if (name == "channel") wish.channel = text(value);
    if (name == "token") wish.token = text(value);
    if (name == "data") wish.data = whole(value);
    if (name == "positioned") wish.positioned = flag(value);
    if (name == "recoverable") wish.recoverable = flag(value);
    if (name == "join_leave") wish.join_leave = flag(value);
    if (name == "recover") wish.recover = flag(value);
    if (name == "offset") wish.since.offset = number(value);
    if (name == "epoch") wish.since.epoch = text(value);
    if (name == "tf") wish.is_filtered = true;
    if (name == "delta") wish.delta = text(value);
    if (name == "flag") wish.flag = static_cast<std::int64_t>(number(value));
  }
  return wish;
}

void read_body(Command& command, const Json& json) {
  if (command.order == Order::subscribe) command.wishes.push_back(wish(json));
  for (const auto& [key, value] : json.GetObject()) {
    const auto name = text(key);
    if (name == "channel") command.channel = text(value);
    if (name == "token") command.token = text(value);
    if (name == "data") command.data = whole(value);
    if (name == "method") command.method = text(value);
    if (name == "limit") command.limit = value.GetInt();
    if (name == "reverse") command.reverse = flag(value);
    if (name == "since") command.since = position(value);
    if (name != "subs") continue;
    for (const auto& [channel, sub] : value.GetObject()) {
      command.wishes.push_back(wish(sub));
      command.wishes.back().channel = text(channel);
    }
  }
}

std::optional<Command> read_line(std::string_view line) {
  rapidjson::Document json;
  if (json.Parse(line.data(), line.size()).HasParseError() || !json.IsObject()) return std::nullopt;
  Command command;
  for (const auto& [key, value] : std::as_const(json).GetObject()) {
    if (text(key) == "id") {
      command.id = static_cast<std::uint32_t>(number(value));
      continue;
    }
    const auto order = order_of(text(key));
    if (!order || !value.IsObject()) return std::nullopt;
    command.order = *order;
    read_body(command, value);
  }
  return command;
}

}  // namespace

std::optional<std::vector<Command>> read_json(std::string_view frame) {
  std::vector<Command> commands;
  while (!frame.empty()) {
    const auto line = frame.substr(0, frame.find('\n'));
    frame.remove_prefix(std::min(frame.size(), line.size() + 1));
    const auto command = read_line(line);
    if (!command) return std::nullopt;
    commands.push_back(*command);
  }
  return commands;
}

}  // namespace hawser::simulation
