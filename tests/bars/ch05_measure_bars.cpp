// How good is good enough? Trains the reference's convolutional networks under 20 seeds and writes the bars
// tests/bars/ch05_*.json.
//
//     ch05_measure_bars_double digits DIR [SEEDS]     ch05_cnn16_digits.json and ch05_cnn28_digits.json
//     ch05_measure_bars_float mnist DIR [SEEDS]       ch05_cnn16_mnist.json and ch05_cnn28_mnist.json, an
//     hour
//
// The bars are measured as they are used: the milestone trains with double, on some of the digits, and the
// lab with float and the fast layers, on all of MNIST. (The bar of cnn28 on MNIST is the promise of the
// lesson, 0.990: a little above what write_bar() makes of these seeds, and below the worst of them.)
#include <string>

#include "tests/bars/write_bar.hpp"
#include "tests/ch05_cnn/training_run.hpp"

namespace {

void measure(const wb::NetworkRecipe& recipe, const std::string& data, const std::filesystem::path& folder,
             std::uint32_t seeds) {
    const bool of_a_part = data == "digits";
    wb::TrainAndTest set = wb::images_for(recipe, data.c_str());
    if (of_a_part) set.train = set.train.first(wb::cnn_subset_size);
    wb::measure_bar(
        folder / ("ch05_" + recipe.name + "_" + data + ".json"),
        {.model = recipe.name + ", Adam",
         .data = of_a_part ? std::to_string(wb::cnn_subset_size) + " of digits" : data,
         .metric = "test accuracy",
         .seeds = {}},
        [&](std::uint32_t seed) {
            return wb::accuracy_after_fitting(of_a_part ? wb::shortened(recipe) : recipe,
                                              wb::set_aside(set.train, set.test, seed), seed,
                                              of_a_part ? wb::Layers::clear : wb::Layers::fast);
        },
        seeds);
}

}  // namespace

int main(int argc, char** argv) {
    return wb::measure_bars(
        argc, argv, [](const std::string& data, const std::filesystem::path& folder, std::uint32_t seeds) {
            measure(wb::cnn16_recipe(), data, folder, seeds);
            measure(wb::cnn28_recipe(), data, folder, seeds);
        });
}
