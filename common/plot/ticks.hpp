/// \file
/// Round numbers along an axis.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace wb::plot {

/// A number on an axis.
struct Tick {
    double value;      ///< where it stands
    std::string text;  ///< how it is written
};

/// Round numbers (1, 2 or 5 times a power of ten) between two bounds, about `count` of them, all written with
/// as many digits. None unless `least` is below `greatest`, both are finite, and they differ by more than
/// rounding.
std::vector<Tick> ticks(double least, double greatest, std::size_t count);

}  // namespace wb::plot
