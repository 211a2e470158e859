#include "common/plot/ticks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

std::vector<wb::plot::Tick> wb::plot::ticks(double least, double greatest, std::size_t count) {
    // The step: the first round number that makes no more than `count` of them.
    const double rough = (greatest - least) / static_cast<double>(count);
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
