#include "ch06_evaluation/confident_mistakes.hpp"

#include <algorithm>
#include <functional>

#include "ch02_np_tensor/reductions.hpp"
#include "ch06_evaluation/given/check_scores.hpp"
#include "common/errors/not_implemented.hpp"

std::vector<wb::Mistake> wb::most_confident_mistakes(const np_tensor& p, const Labels& labels,
                                                     std::size_t count) {
    // BEGIN SOLUTION 6.7
    // STUB // Goal: the mistakes with the highest confidence.
    // STUB // Given: probabilities p (N, K), labels (N), how many are wanted; argmax(p) of chapter 02;
    // STUB //        check_scores("most_confident_mistakes", p, labels).
    // STUB // Asked: a Mistake for each sample whose argmax is not its label: sample, truth, predicted, and the
    // STUB //        probability of what was predicted; largest probability first, of equals the first sample first;
    // STUB //        the first `count` of them, or all if there are fewer.
    // STUB // Example: p = [[0.6 0.4] [0.1 0.9]], both labels 0: one mistake, sample 1, 0 read as 1, 0.9.
    // STUB todo("6.7");
    check_scores("most_confident_mistakes", p, labels);
    const Indices predicted = argmax(p);
    std::vector<Mistake> mistakes;
    for (std::size_t n = 0; n < labels.size(); ++n)
        if (predicted[n] != labels[n])
            mistakes.push_back({.sample = n,
                                .truth = labels[n],
                                .predicted = predicted[n],
                                .probability = p(n, predicted[n])});

    // They are in the order of the samples; a stable sort keeps the order of equal ones.
    std::ranges::stable_sort(mistakes, std::greater<>(), &Mistake::probability);
    mistakes.resize(std::min(mistakes.size(), count));
    return mistakes;
    // END SOLUTION
}
