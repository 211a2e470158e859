/// \file
/// The checks of arguments that the functions of this chapter share.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>

#include "ch01_data/idx_files.hpp"
#include "ch02_np_tensor/np_tensor.hpp"

namespace wb {

/// Rejects scores and labels that cannot be evaluated. Given.
/// \param function  the function that checks its arguments: the message begins with its name
/// \param scores    must be (N, K), N at least 1; scores or probabilities
/// \param labels    must be N numbers below K
/// \throws shape_error if the scores have other axes, or no rows
/// \throws std::invalid_argument if there are not N labels; the message names both numbers
/// \throws std::out_of_range if a label is not below K; the message names its position, the label, and K
inline void check_scores(const std::string& function, const np_tensor& scores, const Labels& labels) {
    if (scores.ndim() != 2 || scores.dim(0) == 0)
        throw shape_error(function, scores.shape(),
                          "it takes (N, K), a row of scores or probabilities for each of N samples, and at "
                          "least one sample");
    const std::size_t N = scores.dim(0);
    const std::size_t K = scores.dim(1);
    if (labels.size() != N)
        throw std::invalid_argument(function + ": " + std::to_string(labels.size()) + " labels for " +
                                    std::to_string(N) + " rows");
    for (std::size_t n = 0; n < N; ++n) {
        if (labels[n] >= K)
            throw std::out_of_range(function + ": label " + std::to_string(n) + " is " +
                                    std::to_string(labels[n]) + ", but the " + std::to_string(K) +
                                    " classes are counted from 0");
    }
}

}  // namespace wb
