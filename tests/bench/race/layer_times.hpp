/// \file
/// The layers' times, as Google Benchmark has measured them.
#pragma once

#include <string>
#include <vector>

#include "common/cli/support/table.hpp"

namespace wb::cli {

/// One layer's forward, backward or step.
struct LayerTime {
    std::string name;
    double microseconds = 0;  ///< the median of some repetitions
    double spread = 0;        ///< their standard deviation, as a share of their mean
    double gflop = 0;         ///< arithmetic in a second, in 10^9 operations; 0 where it is not counted
};

/// From the output of a benchmark that was run with --benchmark_format=json and several repetitions.
/// \throws Failure if it is no such output
std::vector<LayerTime> read_layer_times(const std::string& json);

/// A row for each.
Table layer_table(const std::vector<LayerTime>& times);

}  // namespace wb::cli
