/// \file
/// The lab of chapter 05: two convolutional networks trained by Adam, saved, and read back.

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include "ch01_data/idx_files.hpp"
#include "ch04_adam/lab/parts/training.hpp"
#include "ch05_cnn/given/agreement.hpp"
#include "ch05_cnn/given/recipe.hpp"
#include "common/lab/lab.hpp"

namespace {

/// In single precision, two right ways to add up the same products differ by less than this.
constexpr double most_disagreement = 1e-3;

/// Both parts of the data set, as they are in the files.
struct Files {
    wb::DataSet train, test;
};

Files load_files(const wb::Lab& lab) {
    Files files{wb::load_data_set(lab.data.train_images, lab.data.train_labels),
                wb::load_data_set(lab.data.test_images, lab.data.test_labels)};
    if (lab.options.quick && lab.options.clear && files.train.labels.size() > wb::quick_samples) {
        std::cout << "A quick look: " << wb::quick_samples << " of the " << files.train.labels.size()
                  << " training samples.\n";
        files.train = wb::first_of(files.train, wb::quick_samples);
    }
    return files;
}

/// A new network, made of the layers that this run uses.
std::unique_ptr<wb::Sequential> fresh(const wb::NetworkRecipe& recipe, wb::Rng& rng, const wb::Lab& lab) {
    return lab.options.clear ? recipe.make(rng) : recipe.make_fast(rng, lab.options.threads);
}

/// The network to train: made of the fast layers, after a check that they compute what the layers of the
/// exercises do; with --clear, made of the layers of the exercises.
std::unique_ptr<wb::Sequential> make_model(const wb::NetworkRecipe& recipe, const wb::Samples& train,
                                           wb::Rng& rng, const wb::Lab& lab) {
    const bool mine = std::string_view(WORKBOOK_FLAVOR) == "student";
    const std::string whose = mine ? "your" : "the exercises'";
    if (lab.options.clear) {
        std::cout << "Layers: " << whose << " Conv2d, ReLU and MaxPool2d, the clear ones\n";
        return fresh(recipe, rng, lab);
    }
    wb::Rng same(lab.options.seed);
    const auto clear = recipe.make(same);
    auto fast = fresh(recipe, rng, lab);
    const wb::Disagreement found =
        wb::disagreement(*clear, *fast, train.first(std::min(recipe.batch_size, train.labels.size())));
    if (found.size > most_disagreement)
        throw std::runtime_error(fmt::format(
            "the fast layers and {} do not agree: on one batch they differ in {}, by {:.0e} of its largest "
            "number.\nTo find out which is wrong: ./workbook check 5. To train with {} nevertheless: --clear",
            mine ? "yours" : "those of the exercises", found.where, found.size,
            mine ? "yours" : "those of the exercises"));
    fmt::print(
        "Layers: fast ones, {}. They agree with {} Conv2d, ReLU and MaxPool2d\n"
        "        to {:.0e} (scores and all gradients of one batch); to train with those: --clear\n",
        lab.options.threads == 1 ? "one thread" : fmt::format("{} threads", lab.options.threads), whose,
        found.size);
    return fast;
}

void learn(const wb::NetworkRecipe& recipe, const Files& files, wb::Lab& lab) {
    const wb::ThreeSets sets = wb::set_aside(files.train, recipe.prepare,
                                             wb::samples_of(files.test, recipe.prepare), lab.options.seed);
    const std::size_t side = sets.test.x.dim(2);
    std::cout << recipe.name << ", images of " << side << " x " << side << ", Adam, learning rate "
              << recipe.learning_rate << " falling to 0\n";

    wb::Rng rng(lab.options.seed), other_weights(lab.options.seed + 1);
    const auto model = make_model(recipe, sets.train, rng, lab);
    const auto copy = fresh(recipe, other_weights, lab);
    wb::train_save_and_show(
        recipe, lab.options.epochs.value_or(lab.options.quick ? 1 : recipe.epochs), *model, *copy, sets,
        files.test.images,
        {.curves = "The training loss is a mean over the epoch, while the network improves; the validation "
                   "loss is measured at the end. So at first the validation loss is the lower one.",
         .predictions = "The first test images that it reads correctly, and the first that it does not: "
                        "compare them with those of chapter 04."},
        rng, lab);
}

void lab05(wb::Lab& lab) {
    const Files files = load_files(lab);
    learn(wb::cnn16_recipe(), files, lab);
    learn(wb::cnn28_recipe(), files, lab);
}

}  // namespace

int main(int argc, char** argv) {
    return wb::run_lab(
        argc, argv, {.chapter = WORKBOOK_CHAPTER, .flavor = WORKBOOK_FLAVOR, .has_fast_layers = true}, lab05);
}
