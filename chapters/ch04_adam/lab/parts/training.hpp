/// \file
/// What the labs from this chapter on do in the same way. Given.
#pragma once

#include <cstddef>
#include <filesystem>
#include <iostream>
#include <optional>
#include <string>

#include "ch01_data/idx_files.hpp"
#include "ch03_mlp/given/three_sets.hpp"
#include "ch03_mlp/lab/parts/show.hpp"
#include "ch04_adam/adam.hpp"
#include "ch04_adam/fit.hpp"
#include "ch04_adam/given/recipe.hpp"
#include "common/lab/lab.hpp"
#include "common/lab/progress_bar.hpp"

namespace wb {

/// Trains a network by its recipe: Adam, its learning rate falling to 0, a line on the screen for each epoch
/// and a bar in between.
/// \param recipe  such as a DenseRecipe: what fit_options() takes
template <class Recipe>
History learn_on_screen(const Recipe& recipe, Module& model, const ThreeSets& sets, Rng& rng) {
    model.need_input_gradient(false);  // images do not learn
    Adam adam(model.parameters(), {.learning_rate = recipe.learning_rate});
    ProgressBar bar("training");
    FitOptions options = fit_options(recipe, adam, sets.train.labels.size());
    options.log = &std::cout;
    options.progress = [&bar](std::size_t done, std::size_t total) {
        bar.update(done, total);
        if (done == total) bar.clear();  // the epoch's line takes its place
    };
    return fit(model, adam, sets.train, sets.validation, options, rng);
}

/// Saves a network, and reads the file back into another one. Its accuracy on the test samples must be
/// exactly the same.
/// \param copy      of the same layers, with other weights
/// \param accuracy  of the model
/// \throws std::logic_error if it is not
void save_and_read_back(Module& model, Module& copy, const std::filesystem::path& file, const Samples& test,
                        double accuracy);

/// What the pictures of a training should be read for, a sentence each.
struct TrainingReadings {
    std::string curves;       ///< of the learning curves
    std::string predictions;  ///< of the gallery of predictions
};

/// Shows a training: the loss on the terminal, the learning curves and some predictions in pictures.
/// \param name    of the network, and of the pictures' files
/// \param images  what the test samples look like
void show_training(Module& model, const History& history, const std::string& name, const Samples& test,
                   const Images& images, const TrainingReadings& readings, Lab& lab);

/// The accuracy that a lab promises for a network, and the texts of its pictures.
struct TrainingPlan {
    int chapter = 0;            ///< the chapter of the lab
    std::string name;           ///< of the network, and of its files: "cnn16"
    double promised = 0;        ///< accuracy on MNIST's test set ...
    std::size_t epochs = 0;     ///< ... after as many epochs, without --quick
    TrainingReadings readings;  ///< of its pictures
};

/// Trains a network on the screen, saves it, reads it back, notes what it has reached, and shows it.
/// \param recipe  how it is trained this time; perhaps for fewer epochs than the plan's
/// \param model   fresh
/// \param copy    of the same layers, with other weights
/// \param images  what the test samples look like
template <class Recipe>
void train_save_and_show(const TrainingPlan& plan, const Recipe& recipe, Module& model, Module& copy,
                         const ThreeSets& sets, const Images& images, Rng& rng, Lab& lab) {
    const Stopwatch watch;
    const History history = learn_on_screen(recipe, model, sets, rng);
    const double seconds = watch.seconds();
    const double accuracy = evaluate(model, sets.test.x, sets.test.labels).accuracy;
    save_and_read_back(model, copy, lab.options.results / (plan.name + ".npz"), sets.test, accuracy);
    // The promise holds for real MNIST, all of it, and the full number of epochs.
    const bool full_run = lab.data.name == "mnist" && !lab.options.quick && recipe.epochs >= plan.epochs;
    lab.summary.add({.chapter = plan.chapter,
                     .model = plan.name + ", Adam",
                     .data = lab.data.name,
                     .metric = "test accuracy",
                     .value = accuracy,
                     .promised = full_run ? std::optional(plan.promised) : std::nullopt,
                     .seconds = seconds});
    show_training(model, history, plan.name, sets.test, images, plan.readings, lab);
    std::cout << "\n";
}

}  // namespace wb
