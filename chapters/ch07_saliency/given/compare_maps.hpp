/// \file
/// Measures of a map, for what you cannot judge by looking.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>

#include "common/real.hpp"

namespace wb {

/// Rejects maps that cannot be compared. Given.
/// \throws std::invalid_argument unless both have the same number of pixels, and at least one
inline void check_same_pixels(const char* function, std::size_t a, std::size_t b) {
    if (a != b || a == 0)
        throw std::invalid_argument(std::string(function) + ": maps of " + std::to_string(a) + " and " +
                                    std::to_string(b) + " pixels");
}

/// How alike two maps are: Pearson's correlation of their pixels. Given.
/// \return 1 for maps that differ only in brightness and contrast, about 0 for maps that have nothing in
///         common, -1 for negatives; 0 if one of them has the same number everywhere
/// \throws std::invalid_argument as check_same_pixels() does
inline double correlation(std::span<const real> a, std::span<const real> b) {
    check_same_pixels("correlation", a.size(), b.size());
    const auto is_flat = [](std::span<const real> map) {
        return std::ranges::all_of(map, [first = map[0]](real value) { return value == first; });
    };
    if (is_flat(a) || is_flat(b)) return 0;
    const auto count = static_cast<double>(a.size());
    double mean_a = 0, mean_b = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        mean_a += static_cast<double>(a[i]) / count;
        mean_b += static_cast<double>(b[i]) / count;
    }
    double ab = 0, aa = 0, bb = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        ab += (a[i] - mean_a) * (b[i] - mean_b);
        aa += (a[i] - mean_a) * (a[i] - mean_a);
        bb += (b[i] - mean_b) * (b[i] - mean_b);
    }
    return ab / std::sqrt(aa * bb);
}

/// The share of a map, without signs, that is on the ink. Given.
/// \param ink  of the digit, 0 to 255; half and more counts as inked
/// \return from 0 to 1; 0 if the map is 0 everywhere
/// \throws std::invalid_argument as check_same_pixels() does
inline double share_on_ink(std::span<const real> map, std::span<const std::uint8_t> ink) {
    check_same_pixels("share_on_ink", map.size(), ink.size());
    double on_ink = 0, all = 0;
    for (std::size_t i = 0; i < map.size(); ++i) {
        all += std::abs(map[i]);
        if (ink[i] >= 128) on_ink += std::abs(map[i]);
    }
    return all > 0 ? on_ink / all : 0;
}

}  // namespace wb
