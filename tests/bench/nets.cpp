#include "tests/bench/nets.hpp"
#include "ch02_np_tensor/given/as_rows.hpp"

#include <cblas.h>

#include <numeric>
#include <stdexcept>
#include <utility>

#include "ch03_mlp/given/mlp.hpp"
#include "ch03_mlp/given/recipe.hpp"
#include "ch03_mlp/sgd.hpp"
#include "ch04_adam/adam.hpp"
#include "ch04_adam/given/dense.hpp"
#include "ch04_adam/given/recipe.hpp"
#include "ch05_cnn/given/recipe.hpp"

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
wb::BenchNet dense(const wb::NetworkRecipe& recipe, const std::vector<std::size_t>& units,
                   std::size_t batch_size) {
    const std::size_t hidden = std::accumulate(units.begin() + 1, units.end() - 1, std::size_t{0});
    return {.name = recipe.name,
            .chapter = recipe.chapter,
            .batch_size = batch_size,
            .activations = 2 * hidden + units.back(),
            .as_input = recipe.prepare,
            .make = recipe.make,
            .optimizer = adam,
            .products = wb::dense_products(units, batch_size)};
}

/// One of chapter 05's, of its fast layers. Each layer's output counts, the copy that Flatten makes too.
wb::BenchNet cnn(const std::string& name, const wb::NetworkRecipe& recipe, std::size_t activations,
                 std::vector<wb::Product> products) {
    return {.name = name,
            .chapter = recipe.chapter,
            .batch_size = recipe.batch_size,
            .activations = activations,
            .as_input = recipe.prepare,
            .make =
                [recipe](wb::Rng& rng) {
                    // The layer shares images among threads of its own, each of which multiplies alone.
                    const int threads = openblas_get_num_threads();
                    openblas_set_num_threads(1);
                    return recipe.make_fast(rng, static_cast<std::size_t>(threads));
                },
            .optimizer = adam,
            .products = std::move(products)};
}

/// The products of several parts of a network.
std::vector<wb::Product> together(std::initializer_list<std::vector<wb::Product>> parts) {
    std::vector<wb::Product> all;
    for (const auto& part : parts) all.insert(all.end(), part.begin(), part.end());
    return all;
}

wb::BenchNet cnn16() {
    return cnn("16x16 CNN", wb::cnn16_recipe(), 16 * 8 * 8 + 2 * 32 * 4 * 4 + 10,
               together({wb::conv_products({.places = 16 * 16, .patch = 5 * 5, .filters = 16}, 64, false),
                         wb::conv_products({.places = 8 * 8, .patch = 16 * 5 * 5, .filters = 32}, 64, true),
                         wb::dense_products({512, 10}, 64, true)}));
}

wb::BenchNet cnn28() {
    return cnn("28x28 CNN", wb::cnn28_recipe(), 16 * 14 * 14 + 2 * 32 * 7 * 7 + 3 * 128 + 10,
               together({wb::conv_products({.places = 28 * 28, .patch = 3 * 3, .filters = 16}, 64, false),
                         wb::conv_products({.places = 14 * 14, .patch = 16 * 3 * 3, .filters = 32}, 64, true),
                         wb::dense_products({1568, 128, 10}, 64, true)}));
}

}  // namespace

const std::vector<wb::BenchNet>& wb::bench_nets() {
    static const std::vector<BenchNet> nets{mlp(), dense(small_recipe(), small_units, 64),
                                            dense(deep_recipe(), deep_units, 32), cnn16(), cnn28()};
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
