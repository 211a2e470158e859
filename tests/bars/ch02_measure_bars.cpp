// How good is good enough? Trains the reference's logistic regression under 20 seeds and writes the bars
// tests/bars/ch02_logistic_*.json.
//
//     ch02_measure_bars_double digits DIR     some seconds
//     ch02_measure_bars_float mnist DIR       20 times the lab, about a minute
//
// The bars are measured as they are used: the milestone trains with double, the lab with float.
#include <string>

#include "tests/bars/write_bar.hpp"
#include "tests/ch02_np_tensor/training_run.hpp"

namespace {

void measure(const std::string& data, const std::filesystem::path& folder, std::uint32_t seeds) {
    const auto set = wb::TrainAndTest::load(data);
    wb::measure_bar(
        folder / ("ch02_logistic_" + data + ".json"),
        {.model = "logistic regression", .data = data, .metric = "test accuracy", .seeds = {}},
        [&](std::uint32_t seed) { return wb::accuracy_after_training(set, seed); }, seeds);
}

}  // namespace

int main(int argc, char** argv) {
    return wb::measure_bars(argc, argv, measure);
}
