#include "ch06_evaluation/confident_mistakes.hpp"

#include <algorithm>
#include <functional>

#include "ch02_np_tensor/reductions.hpp"
#include "ch06_evaluation/given/check_scores.hpp"
#include "common/errors/not_implemented.hpp"

std::vector<wb::Mistake> wb::most_confident_mistakes(const np_tensor& p, const Labels& labels,
                                                     std::size_t count) {
    // EXERCISE 6.7
    // Goal: the mistakes with the highest confidence.
    // Given: probabilities p (N, K), labels (N), how many are wanted; argmax(p) of chapter 02;
    //        check_scores("most_confident_mistakes", p, labels).
    // Asked: a Mistake for each sample whose argmax is not its label: sample, truth, predicted, and the
    //        probability of what was predicted; largest probability first, of equals the first sample first;
    //        the first `count` of them, or all if there are fewer.
    // Example: p = [[0.6 0.4] [0.1 0.9]], both labels 0: one mistake, sample 1, 0 read as 1, 0.9.
    todo("6.7");
    // END EXERCISE 6.7
}
