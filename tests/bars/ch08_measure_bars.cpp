// How good is good enough? Trains the reference's networks under 20 seeds, has each read its test digits
// pasted anywhere and at any size, beside the originals, and writes the bars tests/bars/ch08_*.json.
//
//     ch08_measure_bars_double digits DIR [SEEDS]     ch08_dense_digits.json
//     ch08_measure_bars_float mnist DIR [SEEDS]       ch08_dense_mnist.json and ch08_cnn28_mnist.json, half
//     an hour
//
// The metric is a difference, usually below 0: the accuracy on the pasted digits less that on the originals.
// A seed decides the network, and where and how large each digit is. The bars are measured as they are used:
// see ch05_measure_bars.cpp.
#include <exception>
#include <iostream>
#include <string>

#include "ch02_np_tensor/given/as_rows.hpp"
#include "ch05_cnn/given/recipe.hpp"
#include "tests/bars/write_bar.hpp"
#include "tests/ch08_draw/reading_run.hpp"

namespace {

constexpr const char* metric = "pasted and normalized, less the originals";

double gained_on_digits(std::uint32_t seed) {
    const wb::DatasetFiles files = wb::find_dataset("digits");
    wb::Rng rng(seed);
    const auto model =
        wb::network_for_digits(wb::normalized_digits(files.train_images, files.train_labels), rng, seed);
    return wb::read_twice(*model, wb::as_rows, wb::normalized_digits(files.test_images, files.test_labels),
                          seed)
        .gained();
}

/// Trains as the labs of chapters 04 and 05 do.
double gained_on_mnist(const wb::NetworkRecipe& recipe, const wb::DataSet& train, const wb::DataSet& test,
                       std::uint32_t seed) {
    wb::Rng rng(seed);
    const auto model = recipe.make_fast(rng, 1);
    model->need_input_gradient(false);
    wb::Adam adam(model->parameters(), {.learning_rate = recipe.learning_rate});
    const wb::ThreeSets sets = wb::set_aside(train, recipe.prepare, {}, seed);
    wb::fit(*model, adam, sets.train, sets.validation,
            wb::fit_options(recipe, adam, sets.train.labels.size()), rng);
    return wb::read_twice(*model, recipe.prepare, test, seed).gained();
}

void measure_on_mnist(const std::filesystem::path& folder, std::uint32_t seeds) {
    const wb::DatasetFiles files = wb::find_dataset("mnist");
    const wb::DataSet train = wb::load_data_set(files.train_images, files.train_labels);
    const wb::DataSet test = wb::load_data_set(files.test_images, files.test_labels);
    const auto measure = [&](const wb::NetworkRecipe& recipe, const char* file) {
        wb::measure_bar(
            folder / file, {.model = recipe.name, .data = "mnist", .metric = metric, .seeds = {}},
            [&](std::uint32_t seed) { return gained_on_mnist(recipe, train, test, seed); }, seeds);
    };
    measure(wb::deep_recipe(), "ch08_dense_mnist.json");
    measure(wb::cnn28_recipe(), "ch08_cnn28_mnist.json");
}

}  // namespace

int main(int argc, char** argv) {
    const std::string data = argc > 1 ? argv[1] : "";
    if (argc < 3 || argc > 4 || (data != "digits" && data != "mnist")) {
        std::cerr << "usage: ch08_measure_bars_{double,float} digits|mnist FOLDER [SEEDS]\n";
        return 2;
    }
    try {
        const auto seeds = static_cast<std::uint32_t>(argc == 4 ? std::stoul(argv[3]) : 20);
        const std::filesystem::path folder = argv[2];
        if (data == "mnist")
            measure_on_mnist(folder, seeds);
        else
            wb::measure_bar(folder / "ch08_dense_digits.json",
                            {.model = wb::reading_recipe().name + ", Adam, a short training",
                             .data = "digits",
                             .metric = metric,
                             .seeds = {}},
                            gained_on_digits, seeds);
        return 0;
    } catch (const std::exception& error) {
        std::cerr << "The bars were not measured: " << error.what() << "\n";
        return 1;
    }
}
