/// \file
/// What the labs from this chapter on do in the same way. Given.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "ch01_data/idx_files.hpp"
#include "ch03_mlp/given/three_sets.hpp"
#include "ch03_mlp/sequential.hpp"
#include "ch04_adam/given/recipe.hpp"
#include "common/lab/lab.hpp"

namespace wb {

/// What the pictures of a training should be read for, a sentence each.
struct TrainingReadings {
    std::string curves;       ///< of the learning curves
    std::string predictions;  ///< of the gallery of predictions
};

/// Trains a network by its recipe on the screen (Adam, its learning rate falling to 0, a line for each
/// epoch), saves it, reads the file back, notes what it has reached, and shows it in pictures.
/// \param recipe  what it promises holds for all of its epochs
/// \param epochs  of this run; perhaps fewer
/// \param model   fresh
/// \param copy    of the same layers, with other weights
/// \param images  what the test samples look like
/// \throws std::logic_error if the copy that was read back does not have exactly the same accuracy
void train_save_and_show(const NetworkRecipe& recipe, std::size_t epochs, Module& model, Module& copy,
                         const ThreeSets& sets, const Images& images, const TrainingReadings& readings,
                         Rng& rng, Lab& lab);

/// With --quick, a network that has to be trained in a later lab, or of clear layers, learns from at most
/// this many samples.
inline constexpr std::size_t quick_samples = 12'000;

/// Trains a network that no earlier lab has left, for a short time.
/// \param epochs  unless --epochs says another number
/// \param rng     draws the weights; must outlive the network
/// \return made of the fast layers
std::unique_ptr<Sequential> trained_here(const NetworkRecipe& recipe, std::size_t epochs, Rng& rng,
                                         const Lab& lab);

}  // namespace wb
