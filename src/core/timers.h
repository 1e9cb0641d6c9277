// Deadlines are timestamps; the host winds one timer, at the soonest of them.
#pragma once

#include <optional>

#include "core/time.h"

namespace hawser {

using Deadline = std::optional<Time>;  // nothing: no timer is needed

constexpr Deadline sooner(Deadline one, Deadline other) {
  if (!one || !other) return one ? one : other;
  return *one < *other ? one : other;
}

constexpr bool passed(Deadline deadline, Time now) { return deadline && *deadline <= now; }
constexpr bool lasts(Deadline deadline, Time now) { return deadline && now < *deadline; }

}  // namespace hawser
