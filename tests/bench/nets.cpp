#include "tests/bench/nets.hpp"

#include <algorithm>
#include <stdexcept>

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

std::unique_ptr<wb::Sequential> small(wb::Rng& rng) {
    return wb::make_dense(wb::small_recipe().units, 0, rng);
}

std::unique_ptr<wb::Sequential> deep(wb::Rng& rng) {
    return wb::make_dense(wb::deep_recipe().units, 0, rng);
}

std::unique_ptr<wb::Sequential> mlp(wb::Rng& rng) {
    return wb::make_mlp(784, wb::MlpRecipe().hidden, 10, rng);
}

}  // namespace

const std::vector<wb::BenchNet>& wb::bench_nets() {
    static const std::vector<BenchNet> nets{
        {"784-200-10", 128, as_rows, mlp, sgd},
        {"784-20-10", 64, as_rows, small, adam},
        {"784-128-128-128-10", 32, as_rows, deep, adam},
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
