/// \file
/// The learning curves of fit().
#pragma once

#include <vector>

#include "ch03_mlp/show.hpp"
#include "ch04_adam/fit.hpp"
#include "common/plot/learning_curves.hpp"

namespace wb {

/// The learning curves of a training by fit(). Given.
inline plot::LearningCurves curves_of(const History& history) {
    std::vector<Score> training, validation;
    for (const EpochRecord& epoch : history) {
        training.push_back(epoch.train);
        validation.push_back(epoch.validation);
    }
    return curves_of(training, validation);
}

}  // namespace wb
