// Names of messages that somebody listens to, by number: JavaScript and the engine speak of a route by it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/io.h"

namespace hawser {

class Routes {
 public:
  // The number of a name never changes.
  Route listen(std::string_view name);
  void unlisten(Route route);

  // The number of a name that nobody need listen to.
  Route number(std::string_view name);

  // 0: nobody ever asked for its number.
  Route known(std::string_view name) const;
  // The same, or 0 if nobody listens.
  Route wanted(Route known) const { return known != 0 && wanted_[known - 1] ? known : 0; }
  Route find(std::string_view name) const { return wanted(known(name)); }

 private:
  std::map<std::string, Route, std::less<>> numbers_;
  std::vector<bool> wanted_;  // by number, less one
};

}  // namespace hawser
