/// \file
/// The networks that read.
#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "ch01_data/idx_files.hpp"
#include "ch02_np_tensor/np_tensor.hpp"
#include "ch04_adam/checkpoint.hpp"
#include "ch04_adam/lab/parts/training.hpp"
#include "ch08_draw/given/network_file.hpp"

/// The parts of this chapter's lab. Given.
namespace wb::lab08 {

/// With --quick, a network that has to be trained here learns from at most this many samples.
inline constexpr std::size_t quick_samples = 12'000;

/// Trains for one epoch, or for as many as --epochs says, saves, and reads the file back.
template <class Recipe>
NetworkFromFile trained_here(Recipe recipe, const std::string& name, Sequential& model, Rng& rng,
                             const AsInput& prepare, const Lab& lab) {
    recipe.epochs = lab.options.epochs.value_or(1);
    fmt::print("Training it now: epochs {}. The earlier lab takes more.\n", recipe.epochs);
    DataSet all = load_data_set(lab.data.train_images, lab.data.train_labels);
    if (lab.options.quick) all = first_of(all, quick_samples);
    learn_on_screen(recipe, model, set_aside(all, prepare, {}, lab.options.seed), rng);
    const std::filesystem::path file = lab.options.results / (name + ".npz");
    save(model, file);
    return load_network(file);
}

/// 784-128-128-128-10 of chapter 04 and cnn28 of chapter 05, as their labs have saved them.
std::vector<NetworkFromFile> networks(const Lab& lab);

/// A network's answers to some images.
struct Verdicts {
    np_tensor probabilities;  ///< (N, K)
    Indices digits;           ///< (N), the most probable ones
    double accuracy = 0;      ///< the share of these that are right
    double confidence = 0;    ///< their mean probability
};

/// Reads them all, a hundred at a time.
Verdicts read_all(NetworkFromFile& network, const Images& images, const Labels& labels);

}  // namespace wb::lab08
