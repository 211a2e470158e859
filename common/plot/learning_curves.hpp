/// \file
/// Loss and accuracy, epoch by epoch.
#pragma once

#include <string>
#include <vector>

#include "common/plot/picture.hpp"

namespace wb::plot {

/// One line of a diagram.
struct Curve {
    std::string name;            ///< in the legend: "training", "validation"
    std::vector<double> values;  ///< a value for each epoch; one that is not a number leaves a gap
};

/// The history of a training. Curves of one place in `loss` and `accuracy` look alike, so name them alike.
struct LearningCurves {
    std::vector<Curve> loss = {};      ///< the left half; may be empty
    std::vector<Curve> accuracy = {};  ///< the right half, each value a share from 0 to 1; may be empty
    std::size_t first_epoch = 1;       ///< the epoch of the first value; 0 if that was before any step
};

/// Draws the curves, loss beside accuracy, over the same axis of epochs.
///
/// \throws std::invalid_argument if there is no curve, or there are more than six in a half
/// \throws plot_error if not one value of a half is a number, and as draw() does
void learning_curves(const Picture& picture, const LearningCurves& curves);

}  // namespace wb::plot
