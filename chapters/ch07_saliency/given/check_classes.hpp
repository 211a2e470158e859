/// \file
/// The checks of arguments that the functions of this chapter share.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>

#include "ch02_np_tensor/np_tensor.hpp"

namespace wb {

/// Rejects classes that the scores do not have. Given.
/// \param function  the function that checks its arguments: the message begins with its name
/// \param scores    what the network has returned; must be (N, K)
/// \param classes   must be N numbers below K
/// \throws shape_error if the scores have other axes
/// \throws std::invalid_argument if there are not N classes; the message names both numbers
/// \throws std::out_of_range if a class is not below K; the message names its position, the class, and K
inline void check_classes(const std::string& function, const np_tensor& scores, const Indices& classes) {
    if (scores.ndim() != 2)
        throw shape_error(function, scores.shape(),
                          "the network must return a row of scores for each sample");
    if (classes.size() != scores.dim(0))
        throw std::invalid_argument(function + ": " + std::to_string(classes.size()) + " classes for " +
                                    std::to_string(scores.dim(0)) + " samples; it takes one for each");
    for (std::size_t n = 0; n < classes.size(); ++n)
        if (classes[n] >= scores.dim(1))
            throw std::out_of_range(function + ": class " + std::to_string(n) + " is " +
                                    std::to_string(classes[n]) + ", but the " +
                                    std::to_string(scores.dim(1)) + " classes are counted from 0");
}

/// Rejects an array that is not a batch of images. Given.
/// \throws shape_error unless x is (N, C, H, W); only N may be 0
inline void check_images(const std::string& function, const np_tensor& x) {
    if (x.ndim() != 4 || x.dim(1) == 0 || x.dim(2) == 0 || x.dim(3) == 0)
        throw shape_error(function, x.shape(), "images are (N, C, H, W)");
}

}  // namespace wb
