/// \file
/// The lab of chapter 05: two convolutional networks trained by Adam, saved, and read back.

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "ch01_data/idx_files.hpp"
#include "ch03_mlp/show.hpp"
#include "ch04_adam/checkpoint.hpp"
#include "ch04_adam/show.hpp"
#include "ch04_adam/three_sets.hpp"
#include "ch05_cnn/agreement.hpp"
#include "ch05_cnn/recipe.hpp"
#include "common/lab/lab.hpp"
#include "common/lab/progress_bar.hpp"
#include "common/plot/text_curves.hpp"

namespace {

/// The quick look with --clear learns from no more samples than this, for one epoch.
constexpr std::size_t quick_samples = 12'000;

/// In single precision, two right ways to add up the same products differ by less than this.
constexpr double most_disagreement = 1e-3;

wb::Samples load_samples(const std::filesystem::path& images, const std::filesystem::path& labels,
                         const wb::CnnRecipe& recipe) {
    wb::DataSet set = wb::load_data_set(images, labels);
    return {wb::as_images(set.images, recipe), std::move(set.labels)};
}

wb::ThreeSets load_sets(const wb::Lab& lab, const wb::CnnRecipe& recipe) {
    wb::DataSet train = wb::load_data_set(lab.data.train_images, lab.data.train_labels);
    if (lab.options.quick && lab.options.clear && train.labels.size() > quick_samples) {
        std::cout << "A quick look: " << quick_samples << " of the " << train.labels.size()
                  << " training samples.\n";
        wb::Indices first(quick_samples);
        std::iota(first.begin(), first.end(), std::size_t{0});
        train = wb::some(train, first);
    }
    return wb::set_aside(
        train, [&](const wb::Images& images) { return wb::as_images(images, recipe); },
        load_samples(lab.data.test_images, lab.data.test_labels, recipe), lab.options.seed);
}

/// A fresh network, of the layers that this run is about.
std::unique_ptr<wb::Sequential> fresh(const wb::CnnRecipe& recipe, wb::Rng& rng, const wb::Lab& lab) {
    return lab.options.clear ? recipe.make(rng) : recipe.make_fast(rng, lab.options.threads);
}

/// What is saved must be what is read back, to the last bit: it goes into a fresh network, which is then
/// judged.
void save_and_read_back(wb::Module& model, const wb::CnnRecipe& recipe, const wb::Samples& test,
                        double accuracy, const wb::Lab& lab) {
    const std::filesystem::path file = lab.options.results / (recipe.name + ".npz");
    wb::save(model, file);
    wb::Rng other_weights(lab.options.seed + 1);
    const auto copy = fresh(recipe, other_weights, lab);
    wb::load(*copy, file);
    copy->eval();
    if (wb::evaluate(*copy, test.x, test.labels).accuracy != accuracy)
        throw std::logic_error(file.string() + " does not hold the network that was saved");
    std::cout << "Saved as " << file.string() << ", and read back: it reads the same digits.\n";
}

/// The network to train: of the fast layers, once they have been seen to compute what the layers of the
/// exercises do; or of those themselves.
std::unique_ptr<wb::Sequential> make_model(const wb::CnnRecipe& recipe, const wb::Samples& train,
                                           wb::Rng& rng, const wb::Lab& lab) {
    const std::string whose = std::string_view(WORKBOOK_FLAVOUR) == "student" ? "your" : "the exercises'";
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
            "the fast layers and {} do not agree: {} differ by {:.1e} of their size. Look for the mistake "
            "with ./workbook check 5.5, or train with {} alone: --clear",
            whose, found.where, found.size, whose));
    fmt::print(
        "Layers: fast ones, {}. They agree with {} Conv2d, ReLU and MaxPool2d\n"
        "        to {:.0e} (scores and all gradients of one batch); to train with those: --clear\n",
        lab.options.threads == 1 ? "one thread" : fmt::format("{} threads", lab.options.threads), whose,
        found.size);
    return fast;
}

/// On the terminal, and in pictures.
void show(wb::Module& model, const wb::History& history, const wb::CnnRecipe& recipe, const wb::Samples& test,
          wb::Lab& lab) {
    const wb::plot::LearningCurves curves = wb::curves_of(history);
    std::cout << "\n" << wb::plot::text_curves("loss", curves.loss) << "\n";
    lab.pictures.add(
        {.name = "learning_curves_" + recipe.name,
         .title = recipe.name + ", Adam: loss and accuracy",
         .reading =
             "Measured while learning, the training loss of an epoch is that of a network still on its way: "
             "so at first the validation loss lies below it."},
        [&](const wb::plot::Picture& picture) { wb::plot::learning_curves(picture, curves); });
    const auto predictions =
        wb::sample_predictions(model, test, wb::load_images(lab.data.test_images), 16, 8);
    lab.pictures.add(
        {.name = "predictions_" + recipe.name,
         .title = recipe.name + ", Adam: test images, and what it says",
         .reading =
             "The first test images that it reads right, and the first that it does not: compare these with "
             "those of chapter 04."},
        [&](const wb::plot::Picture& picture) { wb::plot::prediction_gallery(picture, predictions); });
}

void learn(const wb::CnnRecipe& full_recipe, double promised, wb::Lab& lab) {
    wb::CnnRecipe recipe = full_recipe;
    recipe.epochs = lab.options.epochs.value_or(lab.options.quick ? 1 : full_recipe.epochs);
    std::cout << recipe.name << ", images of " << recipe.image_side << " x " << recipe.image_side
              << ", Adam, learning rate " << recipe.learning_rate << " falling to 0\n";
    const wb::ThreeSets sets = load_sets(lab, recipe);

    wb::Rng rng(lab.options.seed);
    const auto model = make_model(recipe, sets.train, rng, lab);
    model->need_input_gradient(false);
    wb::Adam adam(model->parameters(), {.learning_rate = recipe.learning_rate});
    wb::ProgressBar bar("training");
    wb::FitOptions options = wb::fit_options(recipe, adam, sets.train.labels.size());
    options.log = &std::cout;
    options.progress = [&bar](std::size_t done, std::size_t total) {
        bar.update(done, total);
        if (done == total) bar.clear();  // the epoch's line takes its place
    };
    const wb::Stopwatch watch;
    const wb::History history = wb::fit(*model, adam, sets.train, sets.validation, options, rng);
    const double seconds = watch.seconds();

    const double accuracy = wb::evaluate(*model, sets.test.x, sets.test.labels).accuracy;
    save_and_read_back(*model, recipe, sets.test, accuracy, lab);
    // The promise holds for real MNIST, all of it, and the full number of epochs.
    const bool full_run =
        lab.data.name == "mnist" && !lab.options.quick && recipe.epochs >= full_recipe.epochs;
    lab.summary.add({.chapter = 5,
                     .model = recipe.name + ", Adam",
                     .data = lab.data.name,
                     .metric = "test accuracy",
                     .value = accuracy,
                     .promised = full_run ? std::optional(promised) : std::nullopt,
                     .seconds = seconds});
    show(*model, history, recipe, sets.test, lab);
    std::cout << "\n";
}

void lab05(wb::Lab& lab) {
    learn(wb::cnn16_recipe(), 0.987, lab);
    learn(wb::cnn28_recipe(), 0.990, lab);
}

}  // namespace

int main(int argc, char** argv) {
    return wb::run_lab(argc, argv,
                       {.chapter = WORKBOOK_CHAPTER, .flavour = WORKBOOK_FLAVOUR, .has_fast_layers = true},
                       lab05);
}
