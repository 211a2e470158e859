#include "ch07_saliency/lab/parts/networks.hpp"

#include <stdexcept>
#include <string>

#include "ch01_data/idx_files.hpp"
#include "ch02_np_tensor/given/as_rows.hpp"
#include "ch04_adam/checkpoint.hpp"
#include "ch04_adam/given/dense.hpp"
#include "ch04_adam/lab/parts/training.hpp"
#include "ch05_cnn/given/recipe.hpp"
#include "common/lab/checkpoint.hpp"

wb::lab07::Network wb::lab07::dense_network(const Lab& lab) {
    const DenseRecipe recipe = small_recipe();
    Rng rng(lab.options.seed), same(lab.options.seed);
    Network network{make_dense(recipe.units, 0, same), make_dense(recipe.units, 0, rng)};
    if (const auto file = earlier_checkpoint(lab, 4, recipe.name()))
        load(*network.trained, *file);
    else
        learn(*network.trained, recipe, rng, lab, [](const Images& images) { return as_rows(images); });
    return network;
}

wb::lab07::Network wb::lab07::cnn(const CnnRecipe& recipe, const Lab& lab) {
    Rng rng(lab.options.seed), same(lab.options.seed), any(lab.options.seed);
    Network network{recipe.make(same), recipe.make(any)};
    if (const auto file = earlier_checkpoint(lab, 5, recipe.name)) {
        load(*network.trained, *file);
        return network;
    }
    const auto fast = recipe.make_fast(rng, 1);
    learn(*fast, recipe, rng, lab, [&](const Images& images) { return as_images(images, recipe); });
    const auto from = fast->parameters(), to = network.trained->parameters();
    for (std::size_t i = 0; i < to.size(); ++i) *to[i].tensor = *from[i].tensor;
    return network;
}

wb::np_tensor& wb::lab07::weights_of(Sequential& model, const std::string& name) {
    for (const Parameter& parameter : model.parameters())
        if (parameter.name == name) return *parameter.tensor;
    throw std::invalid_argument("no parameter is called " + name);
}
