/// \file
/// The lab of chapter 04: dense networks trained by Adam, saved, and read back.

#include <iostream>
#include <optional>
#include <stdexcept>

#include "ch01_data/idx_files.hpp"
#include "ch03_mlp/recipe.hpp"
#include "ch03_mlp/show.hpp"
#include "ch04_adam/checkpoint.hpp"
#include "ch04_adam/dense.hpp"
#include "ch04_adam/recipe.hpp"
#include "ch04_adam/show.hpp"
#include "ch04_adam/three_sets.hpp"
#include "common/lab/lab.hpp"
#include "common/lab/progress_bar.hpp"
#include "common/plot/text_curves.hpp"

namespace {

/// All samples, and what the test samples look like.
struct Sets : wb::ThreeSets {
    wb::Images test_images;
};

wb::Samples load_samples(const std::filesystem::path& images, const std::filesystem::path& labels) {
    wb::DataSet set = wb::load_data_set(images, labels);
    return {wb::as_rows(set.images), std::move(set.labels)};
}

Sets load_sets(const wb::Lab& lab) {
    return {wb::set_aside(wb::load_data_set(lab.data.train_images, lab.data.train_labels), wb::as_rows,
                          load_samples(lab.data.test_images, lab.data.test_labels), lab.options.seed),
            wb::load_images(lab.data.test_images)};
}

/// What is saved must be what is read back, to the last bit: it goes into a fresh network, which is then
/// judged.
void save_and_read_back(wb::Module& model, const wb::DenseRecipe& recipe, const wb::Samples& test,
                        double accuracy, const wb::Lab& lab) {
    const std::filesystem::path file = lab.options.results / (recipe.name() + ".npz");
    wb::save(model, file);
    wb::Rng other_weights(lab.options.seed + 1);
    const auto copy = wb::make_dense(recipe.units, 0, other_weights);
    wb::load(*copy, file);
    copy->eval();
    if (wb::evaluate(*copy, test.x, test.labels).accuracy != accuracy)
        throw std::logic_error(file.string() + " does not hold the network that was saved");
    std::cout << "Saved as " << file.string() << ", and read back: it reads the same digits.\n";
}

/// On the terminal, and in pictures.
void show(wb::Module& model, const wb::History& history, const wb::DenseRecipe& recipe, const Sets& sets,
          wb::Lab& lab) {
    const wb::plot::LearningCurves curves = wb::curves_of(history);
    std::cout << "\n" << wb::plot::text_curves("loss", curves.loss) << "\n";
    lab.pictures.add(
        {.name = "learning_curves_" + recipe.name(),
         .title = recipe.name() + ", Adam: loss and accuracy",
         .reading =
             "Where the validation loss no longer falls with the training loss, the network begins to learn "
             "its samples by heart."},
        [&](const wb::plot::Picture& picture) { wb::plot::learning_curves(picture, curves); });
    const auto predictions = wb::sample_predictions(model, sets.test, sets.test_images, 16, 8);
    lab.pictures.add(
        {.name = "predictions_" + recipe.name(),
         .title = recipe.name() + ", Adam: test images, and what it says",
         .reading =
             "The first test images that it reads right, and the first that it does not: compare how sure it "
             "is of both."},
        [&](const wb::plot::Picture& picture) { wb::plot::prediction_gallery(picture, predictions); });
}

void learn(const wb::DenseRecipe& full_recipe, double promised, const Sets& sets, wb::Lab& lab) {
    wb::DenseRecipe recipe = full_recipe;
    recipe.epochs = lab.options.epochs.value_or(lab.options.quick ? 2 : full_recipe.epochs);
    std::cout << recipe.name() << ", Adam, learning rate " << recipe.learning_rate << " falling to 0\n";

    wb::Rng rng(lab.options.seed);
    const auto model = wb::make_dense(recipe.units, 0, rng);
    model->need_input_gradient(false);  // images do not learn
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
    // The promise holds for real MNIST and the full number of epochs.
    const bool full_run = lab.data.name == "mnist" && recipe.epochs >= full_recipe.epochs;
    lab.summary.add({.chapter = 4,
                     .model = recipe.name() + ", Adam",
                     .data = lab.data.name,
                     .metric = "test accuracy",
                     .value = accuracy,
                     .promised = full_run ? std::optional(promised) : std::nullopt,
                     .seconds = seconds});
    show(*model, history, recipe, sets, lab);
    std::cout << "\n";
}

void lab04(wb::Lab& lab) {
    const Sets sets = load_sets(lab);
    learn(wb::small_recipe(), 0.945, sets, lab);
    learn(wb::deep_recipe(), 0.978, sets, lab);
}

}  // namespace

int main(int argc, char** argv) {
    return wb::run_lab(argc, argv, {.chapter = WORKBOOK_CHAPTER, .flavour = WORKBOOK_FLAVOUR}, lab04);
}
