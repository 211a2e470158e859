#include "ch06_evaluation/top_k_accuracy.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "ch06_evaluation/given/check_scores.hpp"
#include "common/errors/not_implemented.hpp"

double wb::top_k_accuracy(const np_tensor& scores, const Labels& labels, std::size_t k) {
    // EXERCISE 6.6
    // Goal: how often the label is among the k largest scores.
    // Given: scores (N, K), labels (N), k; check_scores("top_k_accuracy", scores, labels) throws if they
    //        do not fit.
    // Asked: the share of samples with fewer than k classes before the label: classes of a larger score,
    //        or of the same score and a smaller number. std::invalid_argument, naming k and K, unless k is
    //        from 1 to K.
    // Example: scores [[0.2 0.5 0.3] [0.6 0.3 0.1]], labels 2 and 2: k = 1 gives 0, k = 2 gives 0.5.
    todo("6.6");
    // END EXERCISE 6.6
}
