/// \file
/// Measured thresholds: what a network must reach, from many runs of the reference.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/matchers.hpp"

namespace wb::judge {

/// What `tests/bars/<name>.json` says: the metric of the reference under many seeds, and the bar below the
/// worst of them.
///
///     {"model": "784-200-10, SGD", "data": "digits", "metric": "test accuracy", "bar": 0.93,
///      "seeds": [0.951, 0.958, ...]}
struct Bar {
    std::string model, data, metric;
    double bar = 0;
    std::vector<double> seeds;  ///< one run of the reference each

    /// "bar 0.93, reference 0.951-0.958 over 20 seeds"
    std::string text() const;
};

/// \throws misuse if the file is missing or broken, holds fewer than 20 seeds, or sets a bar that the
///         reference itself misses
Bar read_bar(const std::filesystem::path& file);

/// See ReachesBar().
class BarMatcher : public ExplainingMatcher<double> {
public:
    explicit BarMatcher(Bar bar) : bar_(std::move(bar)) {}

private:
    std::string explain(const double& yours) const override;

    Bar bar_;
};

/// At least as good as the bar in `tests/bars/<name>.json`: `CHECK_THAT(accuracy, ReachesBar("ch03_mlp"))`.
BarMatcher ReachesBar(const std::string& name);

}  // namespace wb::judge
