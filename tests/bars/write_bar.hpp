/// \file
/// From the runs of the reference to a bar: see tests/support/bars.hpp for the file.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <functional>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "common/io/atomic_write.hpp"

namespace wb {

/// What the reference has reached.
struct MeasuredRuns {
    std::string model, data, metric;
    std::vector<double> seeds;  ///< one run each
};

/// As far below the worst run as the best one is above it, rounded down to a tenth of a percent.
///
/// Over 20 seeds the range is nearly four standard deviations, so this bar stands some six of them below the
/// mean: right code with another order of summation, which amounts to another seed, does not fall below it,
/// and the usual mistakes cost far more.
inline double bar_below(const std::vector<double>& seeds) {
    const auto [worst, best] = std::ranges::minmax(seeds);
    return std::floor((worst - (best - worst)) * 1000) / 1000;
}

inline void write_bar(const std::filesystem::path& file, const MeasuredRuns& runs) {
    nlohmann::ordered_json json;
    json["model"] = runs.model;
    json["data"] = runs.data;
    json["metric"] = runs.metric;
    json["bar"] = bar_below(runs.seeds);
    json["seeds"] = runs.seeds;
    write_file_atomically(file, json.dump() + "\n");
    std::cout << file.filename().string() << ": bar " << json["bar"] << "\n";
}

/// Runs the reference under seeds 1, 2, ..., and writes the bar.
/// \param runs  what is run; its seeds are filled in here
inline void measure_bar(const std::filesystem::path& file, MeasuredRuns runs,
                        const std::function<double(std::uint32_t seed)>& run, std::uint32_t seeds) {
    for (std::uint32_t seed = 1; seed <= seeds; ++seed) {
        runs.seeds.push_back(run(seed));
        std::cout << runs.model << ", " << runs.data << ", seed " << seed << ": " << runs.seeds.back()
                  << std::endl;
    }
    write_bar(file, runs);
}

/// The main() of a program that measures bars: `PROGRAM digits|mnist FOLDER [SEEDS]`.
/// \param measure  takes the data's name, the folder to write to, and the number of seeds
inline int measure_bars(int argc, char** argv,
                        const std::function<void(const std::string& data, const std::filesystem::path& folder,
                                                 std::uint32_t seeds)>& measure) {
    const std::string data = argc > 1 ? argv[1] : "";
    if (argc < 3 || argc > 4 || (data != "digits" && data != "mnist")) {
        std::cerr << "usage: " << argv[0] << " digits|mnist FOLDER [SEEDS]\n";
        return 2;
    }
    try {
        measure(data, argv[2], static_cast<std::uint32_t>(argc == 4 ? std::stoul(argv[3]) : 20));
        return 0;
    } catch (const std::exception& error) {
        std::cerr << "The bars were not measured: " << error.what() << "\n";
        return 1;
    }
}

}  // namespace wb
