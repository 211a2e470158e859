#include "ch04_adam/lab/parts/training.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <iostream>
#include <optional>
#include <stdexcept>

#include "ch03_mlp/evaluate.hpp"
#include "ch03_mlp/lab/parts/show.hpp"
#include "ch04_adam/adam.hpp"
#include "ch04_adam/checkpoint.hpp"
#include "ch04_adam/fit.hpp"
#include "ch04_adam/lab/parts/show.hpp"
#include "common/lab/progress_bar.hpp"
#include "common/plot/text_curves.hpp"

namespace {

using namespace wb;

// A line on the screen for each epoch, and a bar in between.
History learn_on_screen(const NetworkRecipe& recipe, Module& model, const ThreeSets& sets, Rng& rng) {
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

// Into another network of the same layers, whose accuracy must be exactly the same.
void save_and_read_back(Module& model, Module& copy, const std::filesystem::path& file, const Samples& test,
                        double accuracy) {
    save(model, file);
    load(copy, file);
    copy.eval();
    if (evaluate(copy, test.x, test.labels).accuracy != accuracy)
        throw std::logic_error(file.string() + " does not hold the network that was saved");
    std::cout << "Saved as " << file.string() << ", and read back: it reads the same digits.\n";
}

// The loss on the terminal, the learning curves and some predictions in pictures.
void show_training(Module& model, const History& history, const std::string& name, const Samples& test,
                   const Images& images, const TrainingReadings& readings, Lab& lab) {
    const plot::LearningCurves curves = curves_of(history);
    std::cout << "\n" << plot::text_curves("loss", curves.loss) << "\n";
    lab.pictures.add({.name = "learning_curves_" + name,
                      .title = name + ", Adam: loss and accuracy",
                      .reading = readings.curves},
                     [&](const plot::Picture& picture) { plot::learning_curves(picture, curves); });
    const auto predictions = sample_predictions(model, test, images, 16, 8);
    lab.pictures.add({.name = "predictions_" + name,
                      .title = name + ", Adam: test images, and what it says",
                      .reading = readings.predictions},
                     [&](const plot::Picture& picture) { plot::prediction_gallery(picture, predictions); });
}

NetworkRecipe for_epochs(NetworkRecipe recipe, std::size_t epochs) {
    recipe.epochs = epochs;
    return recipe;
}

}  // namespace

void wb::train_save_and_show(const NetworkRecipe& recipe, std::size_t epochs, Module& model, Module& copy,
                             const ThreeSets& sets, const Images& images, const TrainingReadings& readings,
                             Rng& rng, Lab& lab) {
    const Stopwatch watch;
    const History history = learn_on_screen(for_epochs(recipe, epochs), model, sets, rng);
    const double seconds = watch.seconds();
    const double accuracy = evaluate(model, sets.test.x, sets.test.labels).accuracy;
    save_and_read_back(model, copy, lab.options.results / (recipe.name + ".npz"), sets.test, accuracy);
    // The promise holds for real MNIST, all of it, and the full number of epochs.
    const bool full_run = lab.data.name == "mnist" && !lab.options.quick && epochs >= recipe.epochs;
    lab.summary.add({.chapter = recipe.chapter,
                     .model = recipe.name + ", Adam",
                     .data = lab.data.name,
                     .metric = "test accuracy",
                     .value = accuracy,
                     .promised = full_run ? std::optional(recipe.promised) : std::nullopt,
                     .seconds = seconds});
    show_training(model, history, recipe.name, sets.test, images, readings, lab);
    std::cout << "\n";
}

std::unique_ptr<wb::Sequential> wb::trained_here(const NetworkRecipe& recipe, std::size_t epochs, Rng& rng,
                                                 const Lab& lab) {
    epochs = lab.options.epochs.value_or(epochs);
    fmt::print("Training it now: epochs {}, where the lab of chapter {:02} has {}.\n", epochs, recipe.chapter,
               recipe.epochs);
    DataSet all = load_data_set(lab.data.train_images, lab.data.train_labels);
    if (lab.options.quick) all = first_of(all, quick_samples);
    auto model = recipe.make_fast(rng, 1);
    learn_on_screen(for_epochs(recipe, epochs), *model, set_aside(all, recipe.prepare, {}, lab.options.seed),
                    rng);
    return model;
}
