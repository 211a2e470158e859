#include "common/random/rng.hpp"

#include <cmath>
#include <limits>
#include <numbers>
#include <stdexcept>
#include <utility>

double wb::Rng::uniform() {
    // 27 + 26 = 53 bits: as many as the fraction of a double holds.
    const auto high = static_cast<std::uint64_t>(engine_() >> 5U);
    const auto low = static_cast<std::uint64_t>(engine_() >> 6U);
    return static_cast<double>((high << 26U) + low) / 9007199254740992.0;  // 2^53
}

double wb::Rng::normal() {
    if (std::exchange(has_spare_, false)) return spare_;
    // 1 - u lies in (0, 1], so that the logarithm is finite.
    const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
    const double angle = 2.0 * std::numbers::pi * uniform();
    spare_ = radius * std::sin(angle);
    has_spare_ = true;
    return radius * std::cos(angle);
}

std::size_t wb::Rng::below(std::size_t bound) {
    if (bound == 0) throw std::invalid_argument("Rng::below: no whole number lies in [0, 0)");
    if (bound > std::numeric_limits<std::uint32_t>::max())
        throw std::invalid_argument("Rng::below: the bound must be below 2^32");
    // Draws past the last whole multiple of the bound are thrown away: with them, small numbers would come a
    // little more often.
    const std::uint64_t range = std::uint64_t{1} << 32U;
    const std::uint64_t limit = range - range % bound;
    std::uint64_t draw = engine_();
    while (draw >= limit) draw = engine_();
    return static_cast<std::size_t>(draw % bound);
}

void wb::Rng::shuffle(Indices& indices) {
    for (std::size_t last = indices.size(); last > 1; --last)
        std::swap(indices[last - 1], indices[below(last)]);
}
