// The one place that chooses a dialect.
#pragma once

#include <memory>

#include "client/options.h"
#include "protocol/envelope.h"

namespace hawser {

inline std::unique_ptr<Dialect> make_dialect(const Options& options) {
  return std::make_unique<Envelope>(options.envelope, options.max_depth);
}

}  // namespace hawser
