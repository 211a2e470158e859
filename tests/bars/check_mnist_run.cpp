// Runs a lab on real MNIST and holds its figures to the measured bars and to the lab's own promises.
//
//     check_mnist_run LAB RESULTS [BAR.json...] [-- WORDS...]
//
// LAB is the lab's program, RESULTS the folder for its results; each BAR (see tests/support/bars.hpp) must be
// met by the row of the summary with the same model, data and metric; WORDS are for the lab. What the lab
// prints stays in RESULTS/printed.txt, for the lessons that quote it. The exit code is 77, "skipped", where
// MNIST is not there; a lab that fails, a row that is missing and a figure that is too low are all 1.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "common/data/datasets.hpp"
#include "common/errors/data_error.hpp"

namespace {

using nlohmann::json;

constexpr int skipped = 77;

json read_json(const std::filesystem::path& path) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error(path.string() + " is not there");
    return json::parse(file);
}

bool mnist_is_there() {
    try {
        wb::find_dataset("mnist");
        return true;
    } catch (const wb::data_error&) {
        return false;
    }
}

/// The figure of the summary that a bar is about. What the lab promises is the bar.
void check_row(const json& summary, const json& bar) {
    for (const json& row : summary.at("rows")) {
        bool same = true;
        for (const char* key : {"model", "data", "metric"}) same = same && row.at(key) == bar.at(key);
        if (!same) continue;
        const double value = row.at("value");
        const auto text =
            fmt::format("{} of {} on {}: {:.4f}, bar {}, promised {}", bar.at("metric").get<std::string>(),
                        bar.at("model").get<std::string>(), bar.at("data").get<std::string>(), value,
                        bar.at("bar").get<double>(), row.at("promised").dump());
        if (row.at("promised") != bar.at("bar"))
            throw std::runtime_error(text + ": lab and bar promise different numbers");
        if (!(value >= bar.at("bar").get<double>())) throw std::runtime_error(text + ": TOO LOW");
        fmt::print("{}\n", text);
        return;
    }
    throw std::runtime_error(fmt::format("the lab's summary has no row for {}, {}, {}",
                                         bar.at("model").dump(), bar.at("data").dump(),
                                         bar.at("metric").dump()));
}

int run(const std::filesystem::path& lab, const std::filesystem::path& results,
        const std::vector<std::string>& bars, const std::string& words) {
    if (!mnist_is_there()) {
        fmt::print("SKIPPED: MNIST is not here. Get it with: ./workbook data mnist\n");
        return skipped;
    }
    // An old summary must not pass for a new one.
    const auto summary = results / "summary.json";
    std::filesystem::remove(summary);
    const auto printed = results / "printed.txt";
    std::filesystem::create_directories(results);
    const auto command = fmt::format("'{}' --data mnist --results '{}'{} > '{}' 2>&1", lab.string(),
                                     results.string(), words, printed.string());
    const int status = std::system(command.c_str());
    std::cout << std::ifstream(printed).rdbuf() << std::flush;
    if (status != 0) throw std::runtime_error("the lab failed: " + command);
    for (const std::string& bar : bars) check_row(read_json(summary), read_json(bar));
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        fmt::print(stderr, "usage: check_mnist_run LAB RESULTS [BAR.json...] [-- WORDS...]\n");
        return 2;
    }
    const auto dashes = std::find(argv + 3, argv + argc, std::string_view("--"));
    std::string words;
    for (auto word = dashes; word < argv + argc; ++word)
        words += word == dashes ? "" : fmt::format(" '{}'", *word);
    try {
        return run(argv[1], argv[2], {argv + 3, dashes}, words);
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 1;
    }
}
