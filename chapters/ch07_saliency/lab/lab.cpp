/// \file
/// The lab of chapter 07: what trained networks look at, in pictures, and how far the pictures can be
/// trusted.

#include "common/lab/lab.hpp"
#include "ch01_data/idx_files.hpp"
#include "ch01_data/normalize.hpp"
#include "ch05_cnn/given/recipe.hpp"
#include "ch07_saliency/given/digits.hpp"
#include "ch07_saliency/lab/parts/activations.hpp"
#include "ch07_saliency/lab/parts/saliency.hpp"
#include "ch07_saliency/lab/parts/weights.hpp"

using namespace wb::lab07;

namespace {

void look_inside(wb::Lab& lab) {
    const wb::DataSet test = wb::load_data_set(lab.data.test_images, lab.data.test_labels);
    Network dense = network(wb::small_recipe(), lab);
    show_pixel_importance(dense, ink_of(test.images), lab);

    const wb::NetworkRecipe small = wb::cnn16_recipe(), large = wb::cnn28_recipe();
    Network cnn16 = network(small, lab);
    show_filters(cnn16, small.name, lab);
    Network cnn28 = network(large, lab);
    show_filters(cnn28, large.name, lab);

    const wb::Digits digits = first_of_each_class(test);
    const wb::np_tensor x = large.prepare(digits.images);
    const wb::real baseline = wb::standardize({.count = 1, .rows = 1, .cols = 1, .pixels = {0}}).front();
    show_activations(*cnn28.trained, x.rows({4}), digits.classes[4], lab);
    show_saliency(cnn28, digits, x, baseline, lab);
    show_classes(*cnn28.trained, digits, x, baseline, lab);
}

}  // namespace

int main(int argc, char** argv) {
    return wb::run_lab(argc, argv, {.chapter = WORKBOOK_CHAPTER, .flavor = WORKBOOK_FLAVOR}, look_inside);
}
