/// \file
/// What is left of a number of measurements.
#pragma once

#include <optional>
#include <vector>

namespace wb::cli {

/// The middle one of some measurements, and how far they are apart.
struct Spread {
    double median = 0, least = 0, most = 0;
};

/// None of nothing.
std::optional<Spread> spread_of(std::vector<double> values);

/// The spread of ours[i] / theirs[i]. Measurements that were made one after the other belong together: what
/// slowed down one of them has slowed down both, and their ratio stays what it is. Where one list is longer,
/// its end has no partner and is left out.
std::optional<Spread> ratios(const std::vector<double>& ours, const std::vector<double>& theirs);

}  // namespace wb::cli
