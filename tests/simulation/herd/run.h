// A herd on virtual time: the same seed, the same course.
#pragma once

#include "simulation/herd/course.h"
#include "simulation/herd/herd.h"
#include "simulation/herd/scenario.h"

namespace hawser::herd {

// Lines delay nobody and a refusal comes at once, so that what is seen is the spread of the policy and nothing else.
Course run(Herd& herd, const Scenario& scenario);

}  // namespace hawser::herd
