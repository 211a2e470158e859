#include "ch06_evaluation/confused_pairs.hpp"

#include <algorithm>
#include <functional>

#include "common/errors/not_implemented.hpp"

std::vector<wb::ConfusedPair> wb::most_confused_pairs(const ConfusionMatrix& matrix, std::size_t count) {
    // EXERCISE 6.5
    // Goal: the mistakes that are made most often.
    // Given: matrix(i, j), how many samples are i and were read as j; how many pairs are wanted.
    // Asked: the largest counts off the diagonal, largest first; equal ones in reading order, row by row,
    //        left to right. No pair with a count of 0, even if there are then fewer than wanted.
    // Example: rows [9 0 2] [2 9 5] [0 1 9], two wanted: 1 read as 2 (5 times), 0 read as 2 (2 times).
    todo("6.5");
    // END EXERCISE 6.5
}
