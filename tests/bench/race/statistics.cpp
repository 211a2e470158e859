#include "tests/bench/race/statistics.hpp"

#include <algorithm>
#include <cstddef>

std::optional<wb::cli::Spread> wb::cli::spread_of(std::vector<double> values) {
    if (values.empty()) return std::nullopt;
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    const double median = values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    return Spread{.median = median, .least = values.front(), .most = values.back()};
}

std::optional<wb::cli::Spread> wb::cli::ratios(const std::vector<double>& ours,
                                               const std::vector<double>& theirs) {
    std::vector<double> quotients(std::min(ours.size(), theirs.size()));
    for (std::size_t i = 0; i < quotients.size(); ++i) quotients[i] = ours[i] / theirs[i];
    return spread_of(quotients);
}
