/// \file
/// The lab of chapter 04: dense networks trained by Adam, saved, and read back.

#include <iostream>
#include <optional>
#include <utility>

#include "ch01_data/idx_files.hpp"
#include "ch03_mlp/recipe.hpp"
#include "ch04_adam/dense.hpp"
#include "ch04_adam/lab_training.hpp"
#include "common/lab/lab.hpp"
#include "common/lab/progress_bar.hpp"

namespace {

/// All samples, and what the test samples look like.
struct Sets : wb::ThreeSets {
    wb::Images test_images;
};

Sets load_sets(const wb::Lab& lab) {
    wb::DataSet test = wb::load_data_set(lab.data.test_images, lab.data.test_labels);
    return {wb::set_aside(wb::load_data_set(lab.data.train_images, lab.data.train_labels), wb::as_rows,
                          wb::samples_of(test, wb::as_rows), lab.options.seed),
            std::move(test.images)};
}

void learn(const wb::DenseRecipe& full_recipe, double promised, const Sets& sets, wb::Lab& lab) {
    wb::DenseRecipe recipe = full_recipe;
    recipe.epochs = lab.options.epochs.value_or(lab.options.quick ? 2 : full_recipe.epochs);
    std::cout << recipe.name() << ", Adam, learning rate " << recipe.learning_rate << " falling to 0\n";

    wb::Rng rng(lab.options.seed);
    const auto model = wb::make_dense(recipe.units, 0, rng);
    const wb::Stopwatch watch;
    const wb::History history = wb::learn_on_screen(recipe, *model, sets, rng);
    const double seconds = watch.seconds();

    const double accuracy = wb::evaluate(*model, sets.test.x, sets.test.labels).accuracy;
    wb::Rng other_weights(lab.options.seed + 1);
    wb::save_and_read_back(*model, *wb::make_dense(recipe.units, 0, other_weights),
                           lab.options.results / (recipe.name() + ".npz"), sets.test, accuracy);
    // The promise holds for real MNIST and the full number of epochs.
    const bool full_run = lab.data.name == "mnist" && recipe.epochs >= full_recipe.epochs;
    lab.summary.add({.chapter = 4,
                     .model = recipe.name() + ", Adam",
                     .data = lab.data.name,
                     .metric = "test accuracy",
                     .value = accuracy,
                     .promised = full_run ? std::optional(promised) : std::nullopt,
                     .seconds = seconds});
    wb::show_training(
        *model, history, recipe.name(), sets.test, sets.test_images,
        {.curves = "Where the validation loss no longer falls with the training loss, the network "
                   "begins to learn its samples by heart.",
         .predictions = "The first test images that it reads right, and the first that it does not: "
                        "compare how sure it is of both."},
        lab);
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
