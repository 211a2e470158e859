#include "ch06_evaluation/confused_pairs.hpp"

#include <algorithm>
#include <functional>

#include "common/errors/not_implemented.hpp"

std::vector<wb::ConfusedPair> wb::most_confused_pairs(const ConfusionMatrix& matrix, std::size_t count) {
    // BEGIN SOLUTION 6.5
    // STUB // Goal: the mistakes that are made most often.
    // STUB // Given: matrix(i, j), how many samples are i and were read as j; how many pairs are wanted.
    // STUB // Asked: the largest counts off the diagonal, largest first; equal ones in reading order, row by row,
    // STUB //        left to right. No pair with a count of 0, even if there are then fewer than wanted.
    // STUB // Example: rows [9 0 2] [2 9 5] [0 1 9], two wanted: 1 read as 2 (5 times), 0 read as 2 (2 times).
    // STUB todo("6.5");
    std::vector<ConfusedPair> pairs;
    for (std::size_t i = 0; i < matrix.classes(); ++i)
        for (std::size_t j = 0; j < matrix.classes(); ++j)
            if (i != j && matrix(i, j) > 0)
                pairs.push_back({.truth = i, .predicted = j, .count = matrix(i, j)});

    // They are in reading order; a stable sort keeps the order of equal ones.
    std::ranges::stable_sort(pairs, std::greater<>(), &ConfusedPair::count);
    pairs.resize(std::min(pairs.size(), count));
    return pairs;
    // END SOLUTION
}
