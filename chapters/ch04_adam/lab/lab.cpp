/// \file
/// The lab of chapter 04: dense networks trained by Adam, saved, and read back.

#include <iostream>
#include <utility>

#include "ch01_data/idx_files.hpp"
#include "ch02_np_tensor/given/as_rows.hpp"
#include "ch04_adam/given/recipe.hpp"
#include "ch04_adam/lab/parts/training.hpp"
#include "common/lab/lab.hpp"

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

void learn(const wb::NetworkRecipe& recipe, const Sets& sets, wb::Lab& lab) {
    std::cout << recipe.name << ", Adam, learning rate " << recipe.learning_rate << " falling to 0\n";
    wb::Rng rng(lab.options.seed), other_weights(lab.options.seed + 1);
    const auto model = recipe.make(rng), copy = recipe.make(other_weights);
    wb::train_save_and_show(
        recipe, lab.options.epochs.value_or(lab.options.quick ? 2 : recipe.epochs), *model, *copy, sets,
        sets.test_images,
        {.curves = "Where the validation loss no longer falls with the training loss, the network "
                   "begins to memorize its training samples.",
         .predictions = "The first test images that it reads correctly, and the first that it "
                        "does not: compare how confident it is."},
        rng, lab);
}

void lab04(wb::Lab& lab) {
    const Sets sets = load_sets(lab);
    learn(wb::small_recipe(), sets, lab);
    learn(wb::deep_recipe(), sets, lab);
}

}  // namespace

int main(int argc, char** argv) {
    return wb::run_lab(argc, argv, {.chapter = WORKBOOK_CHAPTER, .flavor = WORKBOOK_FLAVOR}, lab04);
}
