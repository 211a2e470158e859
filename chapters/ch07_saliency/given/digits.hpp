/// \file
/// The digits that the lab explains.
#pragma once

#include <algorithm>
#include <cstddef>

#include "ch01_data/idx_files.hpp"
#include "ch02_np_tensor/np_tensor.hpp"

namespace wb {

/// Digits, and what they show. Given.
struct Digits {
    Images images;    ///< N of them
    Indices classes;  ///< 0 to 9
};

/// The first image of each class. Given.
inline Digits first_of_each_class(const DataSet& test) {
    Digits digits{{.count = 0, .rows = test.images.rows, .cols = test.images.cols, .pixels = {}}, {}};
    for (std::size_t k = 0; k < 10; ++k) {
        const auto found = std::ranges::find(test.labels, k);
        if (found == test.labels.end()) continue;
        const auto pixels = test.images.image(static_cast<std::size_t>(found - test.labels.begin()));
        digits.images.pixels.insert(digits.images.pixels.end(), pixels.begin(), pixels.end());
        ++digits.images.count;
        digits.classes.push_back(k);
    }
    return digits;
}

}  // namespace wb
