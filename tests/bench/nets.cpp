#include "tests/bench/nets.hpp"

#include <numeric>
#include <stdexcept>
#include <utility>

#include "ch03_mlp/mlp.hpp"
#include "ch03_mlp/recipe.hpp"
#include "ch03_mlp/sgd.hpp"
#include "ch04_adam/adam.hpp"
#include "ch04_adam/dense.hpp"
#include "ch04_adam/recipe.hpp"

namespace {

std::unique_ptr<wb::Optimizer> sgd(std::vector<wb::Parameter> parameters) {
    return std::make_unique<wb::SGD>(std::move(parameters), wb::MlpRecipe().learning_rate);
}

std::unique_ptr<wb::Optimizer> adam(std::vector<wb::Parameter> parameters) {
    return std::make_unique<wb::Adam>(std::move(parameters));
}

/// Chapter 03's network.
wb::BenchNet mlp() {
    const wb::MlpRecipe recipe;
    return {.name = "784-200-10",
            .chapter = 3,
            .batch_size = recipe.batch_size,
            .activations = 2 * recipe.hidden + 10,
            .as_input = wb::as_rows,
            .make = [](wb::Rng& rng) { return wb::make_mlp(784, wb::MlpRecipe().hidden, 10, rng); },
            .optimizer = sgd,
            .products = wb::dense_products({784, recipe.hidden, 10}, recipe.batch_size)};
}

/// One of chapter 04's networks. Each hidden layer's units count twice: before and after the ReLU.
wb::BenchNet dense(const wb::DenseRecipe& recipe, std::size_t batch_size) {
    const std::size_t hidden =
        std::accumulate(recipe.units.begin() + 1, recipe.units.end() - 1, std::size_t{0});
    return {.name = recipe.name(),
            .chapter = 4,
            .batch_size = batch_size,
            .activations = 2 * hidden + recipe.units.back(),
            .as_input = wb::as_rows,
            .make = [units = recipe.units](wb::Rng& rng) { return wb::make_dense(units, 0, rng); },
            .optimizer = adam,
            .products = wb::dense_products(recipe.units, batch_size)};
}

}  // namespace

const std::vector<wb::BenchNet>& wb::bench_nets() {
    static const std::vector<BenchNet> nets{mlp(), dense(small_recipe(), 64), dense(deep_recipe(), 32)};
    return nets;
}

const wb::BenchNet& wb::bench_net(const std::string& name) {
    std::string known;
    for (const BenchNet& net : bench_nets()) {
        if (net.name == name) return net;
        known += " " + net.name;
    }
    throw std::invalid_argument("there is no net " + name + "; there are" + known);
}

wb::Samples wb::training_samples(const BenchNet& net, const std::filesystem::path& images,
                                 const std::filesystem::path& labels) {
    DataSet set = load_data_set(images, labels);
    Samples samples{net.as_input(set.images), std::move(set.labels)};
    const std::size_t count = samples.labels.size();
    if (count == images_of_an_epoch) return samples;
    Indices which(images_of_an_epoch);
    for (std::size_t n = 0; n < which.size(); ++n) which[n] = n % count;
    return samples.some(which);
}
