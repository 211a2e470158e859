// The last tests of all: the networks of the workbook, trained by one person's code alone, from the bytes of
// the files to the trained network. Each network has one test case, held to the same bar as its chapter's
// milestone.
#include "ch02_np_tensor/given/as_rows.hpp"
#include "tests/ch03_mlp/training_run.hpp"
#include "tests/ch04_adam/training_run.hpp"
#include "tests/ch05_cnn/training_run.hpp"
#include "tests/ch08_draw/reading_run.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;

TEST_CASE("chapter 03: 784-200-10, trained by plain SGD, reads digits", "[capstone]") {
    const wb::TrainAndTest digits("digits");
    CHECK_THAT(wb::accuracy_after_training(digits.train, digits.test, wb::MlpRecipe().epochs, 2),
               ReachesBar("ch03_mlp_digits"));
}

TEST_CASE("chapter 04: 784-128-128-128-10, trained by Adam, reads digits", "[capstone]") {
    const wb::ThreeSets digits = wb::three_sets(wb::TrainAndTest("digits"), 2);
    CHECK_THAT(wb::accuracy_after_fitting(wb::deep_recipe(), digits, 2), ReachesBar("ch04_deep_digits"));
}

TEST_CASE("chapter 05: the 16 x 16 network, trained on some of the digits, reads digits", "[capstone]") {
    const wb::NetworkRecipe recipe = wb::shortened(wb::cnn16_recipe());
    const wb::TrainAndTest digits = wb::images_for(recipe, "digits");
    const wb::ThreeSets sets = wb::set_aside(digits.train.first(wb::cnn_subset_size), digits.test, 2);
    CHECK_THAT(wb::accuracy_after_fitting(recipe, sets, 2), ReachesBar("ch05_cnn16_digits"));
}

TEST_CASE("chapter 08: digits of any size, anywhere on a canvas, are read as well as the originals",
          "[capstone]") {
    const wb::DatasetFiles files = wb::find_dataset("digits");
    wb::Rng rng(2);
    const auto model =
        wb::network_for_digits(wb::normalized_digits(files.train_images, files.train_labels), rng, 2);
    const wb::DataSet test = wb::normalized_digits(files.test_images, files.test_labels);
    CHECK_THAT(wb::read_twice(*model, wb::as_rows, test, 2).gained(), ReachesBar("ch08_dense_digits"));
}
