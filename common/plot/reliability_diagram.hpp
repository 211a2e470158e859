/// \file
/// Is the network right as often as it says?
#pragma once

#include <cstddef>
#include <vector>

#include "common/plot/picture.hpp"

namespace wb::plot {

/// The samples whose confidence lies between two bounds.
struct ReliabilityBin {
    double from = 0, to = 1;  ///< the bounds; confidence c is in it if from < c <= to (or c = 0 in the first)
    std::size_t count = 0;    ///< samples in it
    double mean_confidence = 0;  ///< of those samples; 0 if there is none
    double accuracy = 0;         ///< the share of them that was read right; 0 if there is none
};

/// Sorts samples into bins of equal width.
///
/// \param confidence  for each sample the probability of the class that was said, from 0 to 1; (N)
/// \param right       for each sample whether that class was right; (N)
/// \throws std::invalid_argument if the lengths differ, `bins` is 0, or a confidence is not from 0 to 1
std::vector<ReliabilityBin> reliability_bins(const std::vector<double>& confidence,
                                             const std::vector<bool>& right, std::size_t bins = 10);

/// The expected calibration error: how far confidence and accuracy of a bin are apart, on average over
/// samples. (Naeini, Cooper and Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning",
/// 2015.)
double expected_calibration_error(const std::vector<ReliabilityBin>& bins);

/// Draws accuracy over confidence, with the diagonal on which an honest network lies, and below it how many
/// samples each bin has.
///
/// \throws std::invalid_argument for no bin, or bounds that do not rise
/// \throws plot_error if no bin has a sample, and as draw() does
void reliability_diagram(const Picture& picture, const std::vector<ReliabilityBin>& bins);

}  // namespace wb::plot
