/// \file
/// The lab of chapter 03: a multilayer perceptron, 784-200-10, trained by plain stochastic gradient descent.

#include <fmt/format.h>

#include <filesystem>
#include <iostream>
#include <optional>
#include <vector>

#include "ch01_data/idx_files.hpp"
#include "ch02_np_tensor/given/as_rows.hpp"
#include "ch03_mlp/given/mlp.hpp"
#include "ch03_mlp/given/recipe.hpp"
#include "ch03_mlp/given/three_sets.hpp"
#include "ch03_mlp/lab/parts/show.hpp"
#include "ch03_mlp/sgd.hpp"
#include "ch03_mlp/train.hpp"
#include "common/lab/lab.hpp"
#include "common/lab/progress_bar.hpp"
#include "common/npz/npz.hpp"
#include "common/plot/text_curves.hpp"

namespace {

/// Saves a network for later, in a file that `numpy.load` opens. Chapter 04 is about such files.
void save_network(wb::Module& model, const std::filesystem::path& file) {
    wb::NpzArrays arrays;
    for (const wb::Parameter& parameter : model.parameters()) {
        const auto numbers = parameter.tensor->values();
        arrays[parameter.name] = {parameter.tensor->shape(), {numbers.begin(), numbers.end()}};
    }
    wb::write_npz(file, arrays, wb::Precision::single);
    std::cout << "Saved as " << file.string() << "\n";
}

/// The scores after each epoch, on the samples that the network learns from and on those set aside.
struct TwoHistories {
    std::vector<wb::Score> training, validation;
};

/// Trains for one epoch at a time, and evaluates the network on the validation set after each.
TwoHistories train_and_validate(wb::Module& model, wb::Optimizer& optimizer, const wb::ThreeSets& sets,
                                std::size_t epochs, std::size_t batch_size, wb::Rng& rng) {
    wb::ProgressBar bar("training");
    wb::TrainOptions one_epoch{.epochs = 1, .batch_size = batch_size};
    one_epoch.progress = [&bar](std::size_t done, std::size_t total) {
        bar.update(done, total);
        if (done == total) bar.clear();  // the epoch's line takes its place
    };
    TwoHistories history;
    for (std::size_t epoch = 1; epoch <= epochs; ++epoch) {
        history.training.push_back(
            wb::train(model, optimizer, sets.train.x, sets.train.labels, one_epoch, rng).front());
        history.validation.push_back(wb::evaluate(model, sets.validation.x, sets.validation.labels));
        std::cout << fmt::format("{} - Validation cost: {:.2f}, accuracy: {:.2f}",
                                 wb::epoch_line(epoch, history.training.back()),
                                 history.validation.back().loss, history.validation.back().accuracy)
                  << std::endl;
    }
    return history;
}

void lab03(wb::Lab& lab) {
    const wb::DataSet test_set = wb::load_data_set(lab.data.test_images, lab.data.test_labels);
    const wb::ThreeSets sets =
        wb::set_aside(wb::load_data_set(lab.data.train_images, lab.data.train_labels), wb::as_rows,
                      wb::samples_of(test_set, wb::as_rows), lab.options.seed);
    std::cout << fmt::format("{} samples to learn from, {} set aside for validation\n",
                             sets.train.labels.size(), sets.validation.labels.size());

    const wb::MlpRecipe recipe;
    const std::size_t epochs = lab.options.epochs.value_or(lab.options.quick ? 3 : recipe.epochs);
    wb::Rng rng(lab.options.seed);
    const auto model = wb::make_mlp(sets.train.x.dim(1), recipe.hidden, 10, rng);
    model->need_input_gradient(false);  // images do not learn
    wb::SGD sgd(model->parameters(), recipe.learning_rate);
    const wb::Score untrained = wb::evaluate(*model, sets.validation.x, sets.validation.labels);
    std::cout << fmt::format("Before any step - Validation cost: {:.2f}, accuracy: {:.2f}: it guesses.\n",
                             untrained.loss, untrained.accuracy);

    const wb::Stopwatch watch;
    const TwoHistories history = train_and_validate(*model, sgd, sets, epochs, recipe.batch_size, rng);
    const double seconds = watch.seconds();
    save_network(*model, lab.options.results / "784-200-10.npz");

    // The promise holds for real MNIST and the full number of epochs.
    const bool full_run = lab.data.name == "mnist" && epochs >= recipe.epochs;
    lab.summary.add({.chapter = 3,
                     .model = "784-200-10, SGD",
                     .data = lab.data.name,
                     .metric = "test accuracy",
                     .value = wb::evaluate(*model, sets.test.x, sets.test.labels).accuracy,
                     .promised = full_run ? std::optional(0.975) : std::nullopt,
                     .seconds = seconds});

    const wb::plot::LearningCurves curves = wb::curves_of(history.training, history.validation);
    std::cout << "\n" << wb::plot::text_curves("loss", curves.loss) << "\n";
    lab.pictures.add({.name = "learning_curves",
                      .title = "784-200-10, SGD: loss and accuracy",
                      .reading = "The training loss falls in every epoch. Where the validation loss stops "
                                 "falling with it, the network begins to overfit."},
                     [&](const wb::plot::Picture& picture) { wb::plot::learning_curves(picture, curves); });
    const auto predictions = wb::sample_predictions(*model, sets.test, test_set.images, 16, 8);
    lab.pictures.add(
        {.name = "predictions",
         .title = "784-200-10, SGD: test images and predictions",
         .reading =
             "The first test images that it reads correctly, and below them the first that it does "
             "not. Its wrong answers are often less confident; you might get some of them wrong, too."},
        [&](const wb::plot::Picture& picture) { wb::plot::prediction_gallery(picture, predictions); });
}

}  // namespace

int main(int argc, char** argv) {
    return wb::run_lab(argc, argv, {.chapter = WORKBOOK_CHAPTER, .flavor = WORKBOOK_FLAVOR}, lab03);
}
