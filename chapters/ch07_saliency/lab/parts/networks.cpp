#include "ch07_saliency/lab/parts/networks.hpp"

#include <stdexcept>
#include <string>

#include "ch04_adam/checkpoint.hpp"
#include "ch04_adam/lab/parts/training.hpp"
#include "common/lab/checkpoint.hpp"

wb::lab07::Network wb::lab07::network(const NetworkRecipe& recipe, const Lab& lab) {
    Rng rng(lab.options.seed), same(lab.options.seed), any(lab.options.seed);
    Network network{.born = recipe.make(same), .trained = recipe.make(any)};
    if (const auto file = earlier_checkpoint(lab, recipe.chapter, recipe.name)) {
        load(*network.trained, *file);
        return network;
    }
    const auto fast = trained_here(recipe, 1, rng, lab);
    const auto from = fast->parameters(), to = network.trained->parameters();
    for (std::size_t i = 0; i < to.size(); ++i) *to[i].tensor = *from[i].tensor;
    return network;
}

wb::np_tensor& wb::lab07::weights_of(Sequential& model, const std::string& name) {
    for (const Parameter& parameter : model.parameters())
        if (parameter.name == name) return *parameter.tensor;
    throw std::invalid_argument("no parameter is called " + name);
}
