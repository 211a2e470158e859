/// \file
/// Labels as rows of zeros with a single one.
#pragma once

#include <cstddef>
#include <vector>

#include "ch01_data/idx_files.hpp"
#include "common/real.hpp"

namespace wb {

/// Exercise 1.6. Writes each label as a row of K numbers: 1 at the label, 0 elsewhere.
/// \f[ t_{nk} = [k = y_n] \f]
/// Read as probabilities, the row says "certainly this digit". It is the target of a classifier's output.
/// \param labels   shape (N)
/// \param classes  K, the number of classes
/// \return shape (N, K), row by row
/// \throws std::out_of_range if a label is K or more; the message gives its position (from 0), its
///         value and K
std::vector<real> one_hot(const Labels& labels, std::size_t classes = 10);

}  // namespace wb
