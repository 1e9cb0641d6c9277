// Clients whose stable links all break in the same instant, and how each decides when to dial again.
#pragma once

#include <cstdint>

#include "core/time.h"

namespace hawser::herd {

using Member = std::uint32_t;

// The moment of the drop. What came before it has negative times.
inline constexpr Time drop{};

class Herd {
 public:
  Herd() = default;
  Herd(const Herd&) = delete;
  Herd& operator=(const Herd&) = delete;
  virtual ~Herd() = default;

  virtual Member size() const = 0;

  // Its link broke or fell silent, or the server refused what it dialled: when it dials next.
  virtual Time dropped(Member member, Time now) = 0;
  virtual Time refused(Member member, Time now) = 0;
  virtual void accepted(Member member, Time now) = 0;
};

}  // namespace hawser::herd
