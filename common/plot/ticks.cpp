#include "common/plot/ticks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

std::vector<wb::plot::Tick> wb::plot::ticks(double least, double greatest, std::size_t count) {
    // Bounds that are no range, or differ in their last digits only: counting from one tick to the next would
    // come to no end.
    const double largest = std::max(std::abs(least), std::abs(greatest)), width = greatest - least;
    if (!std::isfinite(width) || !(width > 1e-9 * largest)) return {};

    // The step: the first round number that makes no more than `count` of them.
    const double rough = width / static_cast<double>(count);
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    double step = 10 * power;
    for (const double round : {5 * power, 2 * power, power})
        if (round >= rough * 0.999) step = round;

    const int decimals = std::max(0, static_cast<int>(-std::floor(std::log10(step) + 1e-9)));
    const bool plain = decimals <= 4 && std::max(std::abs(least), std::abs(greatest)) < 1e6;
    std::vector<Tick> result;
    for (double i = std::ceil(least / step - 1e-9); i <= std::floor(greatest / step + 1e-9); ++i) {
        const double value = i == 0 ? 0 : i * step;  // not -0
        result.push_back(
            {value, plain ? fmt::format("{:.{}f}", value, decimals) : fmt::format("{:.3g}", value)});
    }
    return result;
}
