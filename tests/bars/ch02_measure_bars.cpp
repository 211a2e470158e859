// How good is good enough? Trains the reference's logistic regression under 20 seeds and writes the bars
// tests/bars/ch02_logistic_*.json.
//
//     ch02_measure_bars_double digits DIR     some seconds
//     ch02_measure_bars_float mnist DIR       20 times the lab, about a minute
//
// The bars are measured as they are used: the milestone trains with double, the lab with float.
#include <exception>
#include <iostream>
#include <string_view>

#include "tests/bars/write_bar.hpp"
#include "tests/ch02_np_tensor/training_run.hpp"

namespace {

constexpr std::uint32_t seeds = 20;

int measure(const std::string& data, const std::filesystem::path& folder) {
    const auto set = wb::TrainAndTest::load(data);
    wb::MeasuredRuns runs{
        .model = "logistic regression", .data = data, .metric = "test accuracy", .seeds = {}};
    for (std::uint32_t seed = 1; seed <= seeds; ++seed) {
        runs.seeds.push_back(wb::accuracy_after_training(set, seed));
        std::cout << "seed " << seed << ": " << runs.seeds.back() << std::endl;
    }
    wb::write_bar(folder / ("ch02_logistic_" + data + ".json"), runs);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3 || (std::string_view(argv[1]) != "digits" && std::string_view(argv[1]) != "mnist")) {
        std::cerr << "usage: ch02_measure_bars_{double,float} digits|mnist FOLDER\n";
        return 2;
    }
    try {
        return measure(argv[1], argv[2]);
    } catch (const std::exception& error) {
        std::cerr << "The bars were not measured: " << error.what() << "\n";
        return 1;
    }
}
