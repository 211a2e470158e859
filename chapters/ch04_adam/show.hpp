/// \file
/// What there is to see of a training, made ready for drawing.
#pragma once

#include "ch04_adam/fit.hpp"
#include "common/plot/learning_curves.hpp"

namespace wb {

/// The curves of a training that fit() has watched. Given.
inline plot::LearningCurves curves_of(const History& history) {
    plot::LearningCurves curves{.loss = {{"training", {}}, {"validation", {}}},
                                .accuracy = {{"training", {}}, {"validation", {}}}};
    for (const EpochRecord& epoch : history) {
        curves.loss[0].values.push_back(epoch.train.loss);
        curves.loss[1].values.push_back(epoch.validation.loss);
        curves.accuracy[0].values.push_back(epoch.train.accuracy);
        curves.accuracy[1].values.push_back(epoch.validation.accuracy);
    }
    return curves;
}

}  // namespace wb
