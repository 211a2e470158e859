/// \file
/// The mistakes that are made most often.
#pragma once

#include <cstddef>
#include <vector>

#include "ch06_evaluation/confusion_matrix.hpp"

namespace wb {

/// A class that is read as another one.
struct ConfusedPair {
    std::size_t truth = 0;      ///< what the samples are
    std::size_t predicted = 0;  ///< what they were read as
    std::size_t count = 0;      ///< how many of them

    /// Whether all three are equal.
    bool operator==(const ConfusedPair&) const = default;
};

/// Exercise 6.5. The largest counts off the diagonal, the largest first.
///
/// "4 read as 9" and "9 read as 4" are two pairs. Equal counts are in reading order: row by row, each from
/// left to right. Pairs that were never confused are left out.
/// \param count  how many pairs are wanted; if there are fewer, all are returned
std::vector<ConfusedPair> most_confused_pairs(const ConfusionMatrix& matrix, std::size_t count);

}  // namespace wb
