#include "ch06_evaluation/top_k_accuracy.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "ch06_evaluation/given/check_scores.hpp"
#include "common/errors/not_implemented.hpp"

double wb::top_k_accuracy(const np_tensor& scores, const Labels& labels, std::size_t k) {
    // BEGIN SOLUTION 6.6
    // STUB // Goal: how often the label is among the k largest scores.
    // STUB // Given: scores (N, K), labels (N), k; check_scores("top_k_accuracy", scores, labels) throws if they
    // STUB //        do not fit.
    // STUB // Asked: the share of samples with fewer than k classes before the label: classes of a larger score,
    // STUB //        or of the same score and a smaller number. std::invalid_argument, naming k and K, unless k is
    // STUB //        from 1 to K.
    // STUB // Example: scores [[0.2 0.5 0.3] [0.6 0.3 0.1]], labels 2 and 2: k = 1 gives 0, k = 2 gives 0.5.
    // STUB todo("6.6");
    check_scores("top_k_accuracy", scores, labels);
    const std::size_t N = scores.dim(0);
    const std::size_t K = scores.dim(1);
    if (k == 0 || k > K)
        throw std::invalid_argument("top_k_accuracy: k must be from 1 to the number of classes, " +
                                    std::to_string(K) + ", not " + std::to_string(k));
    std::size_t hits = 0;
    for (std::size_t n = 0; n < N; ++n) {
        const real score_of_label = scores(n, labels[n]);
        std::size_t before_label = 0;
        for (std::size_t j = 0; j < K; ++j) {
            const real score = scores(n, j);
            if (score > score_of_label || (score == score_of_label && j < labels[n])) ++before_label;
        }
        if (before_label < k) ++hits;
    }
    return static_cast<double>(hits) / static_cast<double>(N);
    // END SOLUTION
}
