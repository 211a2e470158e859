#include "ch06_evaluation/reliability.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

#include "ch02_np_tensor/reductions.hpp"
#include "ch06_evaluation/given/check_scores.hpp"
#include "common/errors/not_implemented.hpp"

std::vector<wb::ReliabilityBin> wb::reliability_bins(const np_tensor& p, const Labels& labels,
                                                     std::size_t bins) {
    // EXERCISE 6.8
    // Goal: sort the samples by confidence, and see how often the network was right.
    // Given: probabilities p (N, K), labels (N), the number of bins B; argmax(p);
    //        check_scores("reliability_bins", p, labels).
    // Asked: B bins; bin b holds the samples whose confidence (the probability of their argmax) is above
    //        b / B and at most (b + 1) / B; a confidence of 0 belongs to the first. For each bin: from, to,
    //        count, mean confidence, share of right answers (both 0 if the bin is empty).
    //        std::invalid_argument if B is 0, or, naming sample and value, if a confidence is NaN or not
    //        from 0 to 1.
    // Example: p = [[0.9 0.1] [0.2 0.8]], labels 0 and 0, B = 4: the last bin, 0.75 to 1, has count 2,
    //          confidence 0.85, accuracy 0.5; the others are empty.
    todo("6.8");
    // END EXERCISE 6.8
}

double wb::expected_calibration_error(const std::vector<ReliabilityBin>& bins) {
    // EXERCISE 6.9
    // Goal: the mean distance of confidence and accuracy over all samples.
    // Given: the bins of a reliability diagram.
    // Asked: the sum over the bins of count / N times |accuracy - confidence|, N being the sum of the counts.
    //        std::invalid_argument if N is 0.
    // Example: a bin of 3 samples, confidence 0.9 and accuracy 0.7, and one of 1 sample, 0.6 and 1:
    //          (3 * 0.2 + 1 * 0.4) / 4 = 0.25.
    todo("6.9");
    // END EXERCISE 6.9
}
