/// \file
/// Between the judge's arrays and what this chapter returns, and samples to try it on.
#pragma once

#include <cstdint>
#include <functional>
#include <numeric>
#include <vector>

#include "ch06_evaluation/class_report.hpp"
#include "ch06_evaluation/confident_mistakes.hpp"
#include "ch06_evaluation/confused_pairs.hpp"
#include "common/random/rng.hpp"
#include "tests/ch03_mlp/arrays.hpp"

namespace wb::judge {

/// The counts as a (K, K) array.
inline Array as_array(const ConfusionMatrix& matrix) {
    return {{matrix.classes(), matrix.classes()}, {matrix.counts().begin(), matrix.counts().end()}};
}

/// The pairs as rows [truth, predicted, count].
inline Array as_array(const std::vector<ConfusedPair>& pairs) {
    std::vector<double> rows;
    for (const auto& [truth, predicted, count] : pairs)
        for (const std::size_t number : {truth, predicted, count})
            rows.push_back(static_cast<double>(number));
    return {{pairs.size(), 3}, rows};
}

/// The mistakes as rows [sample, truth, predicted, probability].
inline Array as_array(const std::vector<Mistake>& mistakes) {
    std::vector<double> rows;
    for (const auto& [sample, truth, predicted, probability] : mistakes) {
        for (const std::size_t number : {sample, truth, predicted})
            rows.push_back(static_cast<double>(number));
        rows.push_back(probability);
    }
    return {{mistakes.size(), 4}, rows};
}

/// One member of each of a list of structs: `column(reports, &ClassReport::recall)`.
template <class Struct, class Number>
Array column(const std::vector<Struct>& list, Number Struct::*member) {
    std::vector<double> numbers;
    for (const Struct& one : list) numbers.push_back(static_cast<double>(one.*member));
    return {{numbers.size()}, numbers};
}

/// Whole numbers of a golden file, as indices.
inline Indices indices(const Array& array) {
    Indices result;
    for (const double value : array.values()) result.push_back(static_cast<std::size_t>(value));
    return result;
}

/// Probabilities and labels, drawn at random: for properties.
struct RandomGuesses {
    np_tensor p;
    Labels labels;
    Indices predicted;  ///< the position of the largest of each row of p; no two of a row are equal

    /// About two thirds of the labels are the prediction.
    RandomGuesses(std::size_t N, std::size_t K, std::uint32_t seed) : p({N, K}) {
        Rng rng(seed);
        for (std::size_t n = 0; n < N; ++n) {
            double sum = 0;
            std::size_t largest = 0;
            for (std::size_t k = 0; k < K; ++k) {
                p(n, k) = 0.01 + rng.uniform();
                sum += p(n, k);
                if (p(n, k) > p(n, largest)) largest = k;
            }
            for (std::size_t k = 0; k < K; ++k) p(n, k) /= sum;
            predicted.push_back(largest);
            const std::size_t label = rng.uniform() < 0.6 ? largest : rng.below(K);
            labels.push_back(static_cast<Labels::value_type>(label));
        }
    }

    std::size_t right() const {
        return std::inner_product(labels.begin(), labels.end(), predicted.begin(), std::size_t{0},
                                  std::plus<>(), std::equal_to<>());
    }

    /// The same samples in another order.
    RandomGuesses shuffled(std::uint32_t seed) const {
        Indices order(labels.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        Rng rng(seed);
        rng.shuffle(order);
        RandomGuesses result = *this;
        result.p = np_tensor(p.shape());
        for (std::size_t n = 0; n < order.size(); ++n) {
            for (std::size_t k = 0; k < p.dim(1); ++k) result.p(n, k) = p(order[n], k);
            result.labels[n] = labels[order[n]];
            result.predicted[n] = predicted[order[n]];
        }
        return result;
    }
};

}  // namespace wb::judge
