// What the server does while the herd is on its way back.
#pragma once

#include <array>
#include <chrono>

#include "core/time.h"

namespace hawser::herd {

using namespace std::chrono_literals;

struct Scenario {
  const char* name;
  const char* title;
  Duration outage{};       // until then it refuses everybody
  double a_second = 0;     // the share of the herd that it accepts a second, the rest is refused; 0: everybody
  Duration drawn_until{};  // the part of its course that is worth a picture, from the end of the outage on
};

inline constexpr std::array scenarios{
    Scenario{.name = "drop", .title = "Dropped, the server is there at once", .drawn_until = 6s},
    Scenario{.name = "outage-30", .title = "An outage of 30 s", .outage = 30s, .drawn_until = 40s},
    Scenario{.name = "outage-300", .title = "An outage of 300 s", .outage = 300s, .drawn_until = 40s},
    Scenario{.name = "trickle", .title = "The server accepts 5 % a second", .a_second = 0.05, .drawn_until = 60s},
};

// What only heartbeats find out: there is no policy to compare.
inline constexpr Scenario silence{
    .name = "silence", .title = "The server falls silent, links stay open", .drawn_until = 12s};

}  // namespace hawser::herd
