#include "tests/bench/race/layer_times.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "common/cli/support/failure.hpp"
#include "common/cli/support/text.hpp"

std::vector<wb::cli::LayerTime> wb::cli::read_layer_times(const std::string& json) {
    std::vector<LayerTime> times;
    const auto report = nlohmann::json::parse(json, nullptr, false);
    if (!report.is_object() || !report.contains("benchmarks"))
        throw Failure("the benchmark of the layers did not end as it should:\n" + last_lines(json, 8));
    for (const auto& entry : report.at("benchmarks")) {
        const std::string aggregate = entry.value("aggregate_name", "");
        if (aggregate == "median")
            times.push_back({.name = entry.at("run_name"),
                             .microseconds = entry.at("cpu_time").get<double>() * 1e-3,
                             .gflop = entry.value("FLOP", 0.0) * 1e-9});
        if (aggregate == "cv" && !times.empty()) times.back().spread = entry.at("cpu_time");
    }
    return times;
}

wb::cli::Table wb::cli::layer_table(const std::vector<LayerTime>& times) {
    using enum Table::Align;
    Table table({{"layer"}, {"microseconds", right}, {"spread", right}, {"GFLOP/s", right}});
    for (const LayerTime& time : times)
        table.add({time.name, fmt::format("{:.1f}", time.microseconds),
                   fmt::format("{:.0f}%", 100 * time.spread),
                   time.gflop > 0 ? fmt::format("{:.1f}", time.gflop) : ""});
    return table;
}
