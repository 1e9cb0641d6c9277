// The two ways to write a command.
#pragma once

#include "simulation/command.h"

namespace hawser::simulation {

std::optional<std::vector<Command>> read_json(std::string_view frame);
std::optional<std::vector<Command>> read_protobuf(std::string_view frame);

std::string_view name_of(Order order);
std::optional<Order> order_of(std::string_view name);

}  // namespace hawser::simulation
