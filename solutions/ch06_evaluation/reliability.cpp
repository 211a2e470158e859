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
    // BEGIN SOLUTION 6.8
    // STUB // Goal: sort the samples by confidence, and see how often the network was right.
    // STUB // Given: probabilities p (N, K), labels (N), the number of bins B; argmax(p);
    // STUB //        check_scores("reliability_bins", p, labels).
    // STUB // Asked: B bins; bin b holds the samples whose confidence (the probability of their argmax) is above
    // STUB //        b / B and at most (b + 1) / B; a confidence of 0 belongs to the first. For each bin: from, to,
    // STUB //        count, mean confidence, share of right answers (both 0 if the bin is empty).
    // STUB //        std::invalid_argument if B is 0, or, naming sample and value, if a confidence is NaN or not
    // STUB //        from 0 to 1.
    // STUB // Example: p = [[0.9 0.1] [0.2 0.8]], labels 0 and 0, B = 4: the last bin, 0.75 to 1, has count 2,
    // STUB //          confidence 0.85, accuracy 0.5; the others are empty.
    // STUB todo("6.8");
    check_scores("reliability_bins", p, labels);
    if (bins == 0) throw std::invalid_argument("reliability_bins: needs at least one bin, not 0");

    std::vector<ReliabilityBin> result(bins);
    for (std::size_t b = 0; b < bins; ++b) {
        result[b].from = static_cast<double>(b) / static_cast<double>(bins);
        result[b].to = static_cast<double>(b + 1) / static_cast<double>(bins);
    }
    const Indices predicted = argmax(p);
    for (std::size_t n = 0; n < labels.size(); ++n) {
        const double confidence = p(n, predicted[n]);
        if (!(confidence >= 0 && confidence <= 1))
            throw std::invalid_argument("reliability_bins: the confidence in sample " + std::to_string(n) +
                                        " is " + std::to_string(confidence) +
                                        ", not from 0 to 1; softmax makes probabilities of scores");
        // The first bin whose upper edge is not below the confidence. The last one's is 1.
        std::size_t b = 0;
        while (confidence > result[b].to) ++b;
        result[b].count += 1;
        result[b].confidence += confidence;  // sums for now
        result[b].accuracy += predicted[n] == labels[n] ? 1 : 0;
    }
    for (ReliabilityBin& bin : result) {
        if (bin.count == 0) continue;
        bin.confidence /= static_cast<double>(bin.count);
        bin.accuracy /= static_cast<double>(bin.count);
    }
    return result;
    // END SOLUTION
}

double wb::expected_calibration_error(const std::vector<ReliabilityBin>& bins) {
    // BEGIN SOLUTION 6.9
    // STUB // Goal: the mean distance of confidence and accuracy over all samples.
    // STUB // Given: the bins of a reliability diagram.
    // STUB // Asked: the sum over the bins of count / N times |accuracy - confidence|, N being the sum of the counts.
    // STUB //        std::invalid_argument if N is 0.
    // STUB // Example: a bin of 3 samples, confidence 0.9 and accuracy 0.7, and one of 1 sample, 0.6 and 1:
    // STUB //          (3 * 0.2 + 1 * 0.4) / 4 = 0.25.
    // STUB todo("6.9");
    double N = 0;
    double sum = 0;
    for (const ReliabilityBin& bin : bins) {
        const auto count = static_cast<double>(bin.count);
        N += count;
        sum += count * std::abs(bin.accuracy - bin.confidence);
    }
    if (N == 0)
        throw std::invalid_argument("expected_calibration_error: needs at least one sample; no bin has any");
    return sum / N;
    // END SOLUTION
}
