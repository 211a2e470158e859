#include "tests/bench/nets.hpp"

#include <algorithm>
#include <stdexcept>

#include "ch03_mlp/mlp.hpp"
#include "ch03_mlp/recipe.hpp"
#include "ch03_mlp/sgd.hpp"
#include "ch04_adam/adam.hpp"
#include "ch04_adam/dense.hpp"
#include "ch04_adam/recipe.hpp"
#include "ch05_cnn/fast_cnn.hpp"
#include "ch05_cnn/recipe.hpp"

namespace {

std::unique_ptr<wb::Optimizer> sgd(std::vector<wb::Parameter> parameters) {
    return std::make_unique<wb::SGD>(std::move(parameters), wb::MlpRecipe().learning_rate);
}

std::unique_ptr<wb::Optimizer> adam(std::vector<wb::Parameter> parameters) {
    return std::make_unique<wb::Adam>(std::move(parameters));
}

std::unique_ptr<wb::Sequential> small(wb::Rng& rng) {
    return wb::make_dense(wb::small_recipe().units, 0, rng);
}

std::unique_ptr<wb::Sequential> deep(wb::Rng& rng) {
    return wb::make_dense(wb::deep_recipe().units, 0, rng);
}

std::unique_ptr<wb::Sequential> mlp(wb::Rng& rng) {
    return wb::make_mlp(784, wb::MlpRecipe().hidden, 10, rng);
}

std::unique_ptr<wb::Sequential> cnn16(wb::Rng& rng) {
    return wb::make_fast_cnn16(rng);
}

std::unique_ptr<wb::Sequential> cnn28(wb::Rng& rng) {
    return wb::make_fast_cnn28(rng);
}

wb::np_tensor images_of_16(const wb::Images& images) {
    return wb::as_images(images, wb::cnn16_recipe());
}

wb::np_tensor images_of_28(const wb::Images& images) {
    return wb::as_images(images, wb::cnn28_recipe());
}

}  // namespace

const std::vector<wb::BenchNet>& wb::bench_nets() {
    static const std::vector<BenchNet> nets{
        {"784-200-10", 128, as_rows, mlp, sgd},
        {"784-20-10", 64, as_rows, small, adam},
        {"784-128-128-128-10", 32, as_rows, deep, adam},
        {"cnn16", 64, images_of_16, cnn16, adam},
        {"cnn28", 64, images_of_28, cnn28, adam},
    };
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
