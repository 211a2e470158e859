/// \file
/// The networks that the lab explains, each before and after training.
#pragma once

#include <memory>
#include <string>

#include "ch03_mlp/sequential.hpp"
#include "ch04_adam/given/recipe.hpp"
#include "common/lab/lab.hpp"

/// The parts of this chapter's lab. Given.
namespace wb::lab07 {

/// A network twice.
struct Network {
    std::unique_ptr<Sequential> born;     ///< before the first step
    std::unique_ptr<Sequential> trained;  ///< after the last
};

/// Made of the layers of the exercises, whose outputs can be shown. Its weights are those that an earlier lab
/// has saved; or a network of the fast layers is trained now, and its weights are copied.
Network network(const NetworkRecipe& recipe, const Lab& lab);

/// One parameter of a network, such as "conv1.weight".
np_tensor& weights_of(Sequential& model, const std::string& name);

}  // namespace wb::lab07
