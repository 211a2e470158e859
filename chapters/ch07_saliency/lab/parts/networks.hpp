/// \file
/// The networks that the lab explains, each before and after training.
#pragma once

#include <fmt/format.h>

#include <memory>
#include <string>

#include "ch01_data/idx_files.hpp"
#include "ch03_mlp/sequential.hpp"
#include "ch04_adam/lab/parts/training.hpp"
#include "ch05_cnn/given/recipe.hpp"

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
Network dense_network(const Lab& lab);

/// Made of the layers of the exercises, whose outputs can be shown. If it has to be trained, the fast layers
/// are trained, and their weights copied.
Network cnn(const CnnRecipe& recipe, const Lab& lab);

/// One parameter of a network, such as "conv1.weight".
np_tensor& weights_of(Sequential& model, const std::string& name);

}  // namespace wb::lab07
