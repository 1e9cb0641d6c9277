#include "core/routes.h"

namespace hawser {

Route Routes::listen(std::string_view name) {
  auto found = numbers_.find(name);
  if (found == numbers_.end()) {
    wanted_.push_back(true);
    found = numbers_.emplace(name, static_cast<Route>(wanted_.size())).first;
  }
  wanted_[found->second - 1] = true;
  return found->second;
}

void Routes::unlisten(Route route) {
  if (route > 0 && route <= wanted_.size()) wanted_[route - 1] = false;
}

Route Routes::find(std::string_view name) const {
  const auto found = name.empty() ? numbers_.end() : numbers_.find(name);
  return found != numbers_.end() && wanted_[found->second - 1] ? found->second : 0;
}

}  // namespace hawser
