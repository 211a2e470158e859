/// \file
/// The lab of chapter 03: a multilayer perceptron, 784-200-10, trained by plain stochastic gradient descent.

#include <fmt/format.h>

#include <filesystem>
#include <iostream>
#include <optional>
#include <vector>

#include "ch01_data/idx_files.hpp"
#include "ch03_mlp/mlp.hpp"
#include "ch03_mlp/recipe.hpp"
#include "ch03_mlp/sgd.hpp"
#include "ch03_mlp/show.hpp"
#include "ch03_mlp/train.hpp"
#include "common/lab/lab.hpp"
#include "common/lab/progress_bar.hpp"
#include "common/npz/npz.hpp"
#include "common/plot/text_curves.hpp"

namespace {

/// Keeps a network for those who come later, in a file that `numpy.load` opens. Chapter 04 is about such
/// files.
void keep(wb::Module& model, const std::filesystem::path& file) {
    wb::NpzArrays arrays;
    for (const wb::Parameter& parameter : model.parameters()) {
        const auto numbers = parameter.tensor->values();
        arrays[parameter.name] = {parameter.tensor->shape(), {numbers.begin(), numbers.end()}};
    }
    wb::write_npz(file, arrays, wb::Precision::single);
    std::cout << "Kept as " << file.string() << "\n";
}

void lab03(wb::Lab& lab) {
    const wb::DataSet train_set = wb::load_data_set(lab.data.train_images, lab.data.train_labels);
    const wb::DataSet test_set = wb::load_data_set(lab.data.test_images, lab.data.test_labels);
    const wb::np_tensor x = wb::as_rows(train_set.images);
    const wb::np_tensor x_test = wb::as_rows(test_set.images);

    const wb::MlpRecipe recipe;
    wb::Rng rng(lab.options.seed);
    const auto model = wb::make_mlp(x.dim(1), recipe.hidden, 10, rng);
    model->need_input_gradient(false);  // images do not learn
    wb::SGD sgd(model->parameters(), recipe.learning_rate);
    const wb::Score untrained = wb::evaluate(*model, x_test, test_set.labels);
    std::cout << fmt::format(
        "Before any step - Cost: {:.2f}, accuracy: {:.2f} on the test set: it guesses.\n", untrained.loss,
        untrained.accuracy);

    wb::ProgressBar bar("training");
    wb::TrainOptions options{.epochs = lab.options.epochs.value_or(lab.options.quick ? 3 : recipe.epochs),
                             .batch_size = recipe.batch_size};
    options.log = &std::cout;
    options.progress = [&bar](std::size_t done, std::size_t total) {
        bar.update(done, total);
        if (done == total) bar.clear();  // the epoch's line takes its place
    };
    const wb::Stopwatch watch;
    const std::vector<wb::Score> history = wb::train(*model, sgd, x, train_set.labels, options, rng);
    const double seconds = watch.seconds();
    keep(*model, lab.options.results / "784-200-10.npz");

    // The promise holds for real MNIST and the full number of epochs.
    const bool full_run = lab.data.name == "mnist" && options.epochs >= recipe.epochs;
    lab.summary.add({.chapter = 3,
                     .model = "784-200-10, SGD",
                     .data = lab.data.name,
                     .metric = "test accuracy",
                     .value = wb::evaluate(*model, x_test, test_set.labels).accuracy,
                     .promised = full_run ? std::optional(0.975) : std::nullopt,
                     .seconds = seconds});

    const wb::plot::LearningCurves curves = wb::curves_of(history);
    std::cout << "\n" << wb::plot::text_curves("loss", curves.loss) << "\n";
    lab.pictures.add(
        {.name = "learning_curves",
         .title = "784-200-10, SGD: loss and accuracy while it learns",
         .reading =
             "The loss falls steeply at first and ever more slowly later; what the network does on digits "
             "that it has not learnt from, these curves do not tell."},
        [&](const wb::plot::Picture& picture) { wb::plot::learning_curves(picture, curves); });
    const auto predictions =
        wb::sample_predictions(*model, {x_test, test_set.labels}, test_set.images, 16, 8);
    lab.pictures.add(
        {.name = "predictions",
         .title = "784-200-10, SGD: test images, and what it says",
         .reading =
             "Of most digits it is very sure; of those that it gets wrong it is often less sure, and some of "
             "them you might get wrong, too."},
        [&](const wb::plot::Picture& picture) { wb::plot::prediction_gallery(picture, predictions); });
}

}  // namespace

int main(int argc, char** argv) {
    return wb::run_lab(argc, argv, {.chapter = WORKBOOK_CHAPTER, .flavour = WORKBOOK_FLAVOUR}, lab03);
}
