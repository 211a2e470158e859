/// \file
/// Is the network right as often as it says?
#pragma once

#include <cstddef>
#include <vector>

#include "common/plot/picture.hpp"

namespace wb::plot {

/// The samples whose confidence lies between two bounds.
struct ReliabilityBin {
    double from = 0;             ///< the lower bound: confidence c is in the bin if from < c <= to
    double to = 1;               ///< the upper bound. (c = 0 is in the first bin.)
    std::size_t count = 0;       ///< samples in it
    double mean_confidence = 0;  ///< of those samples; 0 if there is none
    double accuracy = 0;         ///< the share of them that was read right; 0 if there is none
};

/// Draws accuracy over confidence, with the diagonal on which an honest network lies, and below it how many
/// samples each bin has.
///
/// \param calibration_error  the expected calibration error of these bins, from 0 to 1; stands above them
/// \throws std::invalid_argument for no bin, or bounds that do not rise
/// \throws plot_error if no bin has a sample, and as draw() does
void reliability_diagram(const Picture& picture, const std::vector<ReliabilityBin>& bins,
                         double calibration_error);

}  // namespace wb::plot
