/// \file
/// The networks that the lab explains, each before and after training.
#pragma once

#include <fmt/format.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include "ch01_data/idx_files.hpp"
#include "ch02_np_tensor/as_rows.hpp"
#include "ch04_adam/dense.hpp"
#include "ch04_adam/lab_training.hpp"
#include "ch05_cnn/recipe.hpp"
#include "common/lab/checkpoint.hpp"

/// The parts of this chapter's lab. Given.
namespace wb::lab07 {

/// A network twice.
struct Network {
    std::unique_ptr<Sequential> born;     ///< before the first step
    std::unique_ptr<Sequential> trained;  ///< after the last
};

/// With --quick, a network that has to be trained here learns from at most this many samples.
inline constexpr std::size_t quick_samples = 12'000;

/// Trains for one epoch, or for as many as --epochs says.
/// \param prepare  makes samples of images
template <class Recipe>
void learn(Module& model, Recipe recipe, Rng& rng, const Lab& lab, const AsInput& prepare) {
    recipe.epochs = lab.options.epochs.value_or(1);
    fmt::print("Training it now: epochs {}. The earlier lab takes more.\n", recipe.epochs);
    DataSet all = load_data_set(lab.data.train_images, lab.data.train_labels);
    if (lab.options.quick) all = first_of(all, quick_samples);
    learn_on_screen(recipe, model, set_aside(all, prepare, {}, lab.options.seed), rng);
}

/// 784-20-10.
inline Network dense_network(const Lab& lab) {
    const DenseRecipe recipe = small_recipe();
    Rng rng(lab.options.seed), same(lab.options.seed);
    Network network{make_dense(recipe.units, 0, same), make_dense(recipe.units, 0, rng)};
    if (const auto file = earlier_checkpoint(lab, 4, recipe.name()))
        load(*network.trained, *file);
    else
        learn(*network.trained, recipe, rng, lab, [](const Images& images) { return as_rows(images); });
    return network;
}

/// Made of the layers of the exercises, whose outputs can be shown. If it has to be trained, the fast layers
/// are trained, and their weights copied.
inline Network cnn(const CnnRecipe& recipe, const Lab& lab) {
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

/// One parameter of a network, such as "conv1.weight".
inline np_tensor& weights_of(Sequential& model, const std::string& name) {
    for (const Parameter& parameter : model.parameters())
        if (parameter.name == name) return *parameter.tensor;
    throw std::invalid_argument("no parameter is called " + name);
}

}  // namespace wb::lab07
