/// \file
/// The networks that read.
#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "ch01_data/idx_files.hpp"
#include "ch02_np_tensor/as_rows.hpp"
#include "ch02_np_tensor/reductions.hpp"
#include "ch03_mlp/evaluate.hpp"
#include "ch04_adam/dense.hpp"
#include "ch04_adam/lab_training.hpp"
#include "ch05_cnn/recipe.hpp"
#include "ch06_evaluation/predict.hpp"
#include "ch08_draw/network_file.hpp"
#include "common/lab/checkpoint.hpp"

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
inline std::vector<NetworkFromFile> networks(const Lab& lab) {
    std::vector<NetworkFromFile> all;
    const DenseRecipe dense = deep_recipe();
    if (const auto file = earlier_checkpoint(lab, 4, dense.name())) {
        all.push_back(load_network(*file));
    } else {
        Rng rng(lab.options.seed);
        const auto model = make_dense(dense.units, 0, rng);
        all.push_back(trained_here(
            dense, dense.name(), *model, rng, [](const Images& images) { return as_rows(images); }, lab));
    }
    const CnnRecipe cnn = cnn28_recipe();
    if (const auto file = earlier_checkpoint(lab, 5, cnn.name)) {
        all.push_back(load_network(*file));
    } else {
        Rng rng(lab.options.seed);
        const auto model = cnn.make_fast(rng, 1);
        all.push_back(trained_here(
            cnn, cnn.name, *model, rng, [&](const Images& images) { return as_images(images, cnn); }, lab));
    }
    return all;
}

/// A network's answers to some images.
struct Verdicts {
    np_tensor probabilities;  ///< (N, K)
    Indices digits;           ///< (N), the most probable ones
    double accuracy = 0;      ///< the share of these that are right
    double confidence = 0;    ///< their mean probability
};

/// Reads them all, a hundred at a time.
inline Verdicts read_all(NetworkFromFile& network, const Images& images, const Labels& labels) {
    Verdicts verdicts{.probabilities = predict_probabilities(*network.model, network.prepare(images), 100),
                      .digits = {}};
    const np_tensor& p = verdicts.probabilities;
    verdicts.digits = argmax(p);
    verdicts.accuracy = static_cast<double>(count_correct(p, labels)) / static_cast<double>(labels.size());
    verdicts.confidence = static_cast<double>(mean(max(p, {.axis = -1})).item());
    return verdicts;
}

}  // namespace wb::lab08
