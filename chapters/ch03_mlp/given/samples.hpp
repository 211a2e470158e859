/// \file
/// Samples as a network takes them.
#pragma once

#include <cstddef>
#include <numeric>

#include "ch01_data/idx_files.hpp"
#include "ch02_np_tensor/np_tensor.hpp"

namespace wb {

/// Samples, and what they show. Given.
struct Samples {
    np_tensor x;    ///< (N, D); (N, C, H, W) for the networks of chapter 05
    Labels labels;  ///< (N)

    /// Copies of some of them, in the order given.
    Samples some(const Indices& which) const {
        Labels chosen;
        for (const std::size_t n : which) chosen.push_back(labels.at(n));
        return {x.rows(which), chosen};
    }

    /// The first `count` of them.
    Samples first(std::size_t count) const {
        Indices which(count);
        std::iota(which.begin(), which.end(), std::size_t{0});
        return some(which);
    }
};

}  // namespace wb
