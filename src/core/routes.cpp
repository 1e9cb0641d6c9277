#include "core/routes.h"

namespace hawser {

Route Routes::listen(std::string_view name) {
  const Route route = number(name);
  wanted_[route - 1] = true;
  return route;
}

void Routes::unlisten(Route route) {
  if (route > 0 && route <= wanted_.size()) wanted_[route - 1] = false;
}

Route Routes::number(std::string_view name) {
  if (const auto found = numbers_.find(name); found != numbers_.end()) return found->second;
  wanted_.push_back(false);
  return numbers_.emplace(name, static_cast<Route>(wanted_.size())).first->second;
}

Route Routes::known(std::string_view name) const {
  const auto found = name.empty() ? numbers_.end() : numbers_.find(name);
  return found == numbers_.end() ? 0 : found->second;
}

}  // namespace hawser
