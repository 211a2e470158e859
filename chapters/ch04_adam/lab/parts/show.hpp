/// \file
/// The learning curves of fit().
#pragma once

#include "ch03_mlp/lab/parts/show.hpp"
#include "ch04_adam/fit.hpp"
#include "common/plot/learning_curves.hpp"

namespace wb {

/// The learning curves of a training by fit(). Given.
plot::LearningCurves curves_of(const History& history);

}  // namespace wb
