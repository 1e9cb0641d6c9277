#include "simulation/command.h"

#include <array>

#include "simulation/command_formats.h"

namespace hawser::simulation {
namespace {

constexpr std::array<std::string_view, 13> names{"pong",     "connect",        "subscribe",  "unsubscribe", "publish",
                                                 "presence", "presence_stats", "history",    "ping",        "rpc",
                                                 "send",     "refresh",        "sub_refresh"};

std::string print(const Wish& wish) {
  std::string text = " " + wish.channel;
  if (!wish.token.empty()) text += " token=" + wish.token;
  if (wish.recover) text += " recover " + wish.since.epoch + "/" + std::to_string(wish.since.offset);
  if (!wish.delta.empty()) text += " delta";
  return text;
}

}  // namespace

std::optional<std::vector<Command>> read(Format format, std::string_view frame) {
  return format == Format::json ? read_json(frame) : read_protobuf(frame);
}

std::string_view name_of(Order order) { return names[static_cast<std::size_t>(order)]; }

std::optional<Order> order_of(std::string_view name) {
  for (std::size_t i = 1; i < names.size(); ++i)
    if (names[i] == name) return static_cast<Order>(i);
  return std::nullopt;
}

std::string print(const Command& command) {
  std::string text{name_of(command.order)};
  if (command.id != 0) text = "#" + std::to_string(command.id) + " " + text;
  if (!command.channel.empty()) text += " " + command.channel;
  if (!command.method.empty()) text += " " + command.method;
  if (!command.token.empty()) text += " token=" + command.token;
  if (!command.data.empty()) text += " " + command.data;
  for (const auto& wish : command.wishes) text += print(wish);
  if (command.order == Order::history) text += " limit " + std::to_string(command.limit);
  if (command.reverse) text += " reverse";
  if (command.since) text += " since " + command.since->epoch + "/" + std::to_string(command.since->offset);
  return text;
}

}  // namespace hawser::simulation
