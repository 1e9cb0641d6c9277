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

  // 0: nobody listens.
  Route find(std::string_view name) const;

 private:
  std::map<std::string, Route, std::less<>> numbers_;
  std::vector<bool> wanted_;  // by number, less one
};

}  // namespace hawser
