/// \file
/// Reliability: is the network's confidence equal to its accuracy?
#pragma once

#include <cstddef>
#include <vector>

#include "ch01_data/idx_files.hpp"
#include "ch02_np_tensor/np_tensor.hpp"

namespace wb {

/// The samples whose confidence is in one interval: one bar of a reliability diagram.
struct ReliabilityBin {
    double from = 0;        ///< above this
    double to = 0;          ///< up to and including this
    std::size_t count = 0;  ///< how many samples
    double confidence = 0;  ///< their mean confidence; 0 if there are none
    double accuracy = 0;    ///< the share of them that was read correctly; 0 if there are none
};

/// Exercise 6.8. Sorts the samples by confidence.
///
/// The *confidence* in a sample is the probability of the class that it was read as, the largest of its row.
/// There are B bins of equal width; bin b is \f$ (b/B, (b + 1)/B] \f$: its upper edge belongs to it and its
/// lower edge does not, so a confidence of 1 is in the last bin. (A confidence of 0, which no softmax gives,
/// is in the first.)
/// \param p       probabilities, (N, K), N at least 1, such as predict_probabilities() returns. Whether its
///                rows add up to 1 is not checked
/// \param labels  (N), each below K
/// \param bins    B, at least 1
/// \return B bins, in order. All counts add up to N
/// \throws std::invalid_argument if B is 0, or if a confidence is NaN or not from 0 to 1 (such as a score);
/// then the message names sample and value. And what check_scores() throws
///
/// Source: C. Guo, G. Pleiss, Y. Sun, K. Weinberger, *On calibration of modern neural networks*, ICML (2017).
std::vector<ReliabilityBin> reliability_bins(const np_tensor& p, const Labels& labels, std::size_t bins = 10);

/// Exercise 6.9. How far the network's confidence is from its accuracy, on average over all samples.
/// \f[ \mathrm{ECE} = \sum_b \frac{n_b}{N} \, |\mathrm{accuracy}_b - \mathrm{confidence}_b| \f]
/// An empty bin adds nothing. 0 is best. The result depends on the number of bins: compare only results with
/// the same number.
/// \param bins  what reliability_bins() returns
/// \throws std::invalid_argument if there is no sample in any bin
///
/// Source: as for reliability_bins(); the name is from M. Naeini, G. Cooper, M. Hauskrecht, *Obtaining well
/// calibrated probabilities using Bayesian binning*, AAAI (2015).
double expected_calibration_error(const std::vector<ReliabilityBin>& bins);

}  // namespace wb
