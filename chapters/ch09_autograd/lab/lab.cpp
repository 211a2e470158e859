/// \file
/// The lab of chapter 09: networks that are forward functions only, and one that Sequential cannot express.

#include <fmt/format.h>

#include <cstddef>
#include <filesystem>
#include <iostream>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "ch01_data/idx_files.hpp"
#include "ch02_np_tensor/given/as_rows.hpp"
#include "ch03_mlp/evaluate.hpp"
#include "ch03_mlp/given/recipe.hpp"
#include "ch03_mlp/given/three_sets.hpp"
#include "ch04_adam/adam.hpp"
#include "ch04_adam/checkpoint.hpp"
#include "ch04_adam/fit.hpp"
#include "ch05_cnn/given/recipe.hpp"
#include "ch09_autograd/cross_entropy.hpp"
#include "ch09_autograd/given/graph.hpp"
#include "ch09_autograd/given/networks.hpp"
#include "ch09_autograd/given/training.hpp"
#include "ch09_autograd/lab/parts/graph.hpp"
#include "ch09_autograd/lab/parts/programs.hpp"
#include "common/lab/lab.hpp"
#include "common/lab/progress_bar.hpp"
#include "common/plot/learning_curves.hpp"
#include "common/plot/text_curves.hpp"

namespace {

using wb::Samples;
using wb::Variable;

/// Trains on the screen: a bar, and for each epoch a line if options.log says where.
wb::History learn_on_screen(wb::ForwardNetwork& network, wb::Optimizer& optimizer, const wb::ThreeSets& sets,
                            wb::FitOptions options, wb::Rng& rng) {
    wb::ProgressBar bar("training");
    options.progress = [&bar](std::size_t done, std::size_t total) {
        bar.update(done, total);
        if (done == total) bar.clear();  // the epoch's line takes its place
    };
    return wb::fit_by_autograd(network, optimizer, sets.train, sets.validation, options, rng);
}

/// Whether a promise holds: on real MNIST, all of it, and for the full number of epochs.
std::optional<double> if_full(double promised, std::size_t epochs, std::size_t all, const wb::Lab& lab) {
    const bool full_run = lab.data.name == "mnist" && !lab.options.quick && epochs >= all;
    return full_run ? std::optional(promised) : std::nullopt;
}

/// Part 1: by hand or by autograd, the losses are the same.
void compare_losses(const wb::Lab& lab) {
    const std::string program = wb::lab09::beside_this_program("ch09_same_losses_" WORKBOOK_FLAVOR);
    if (wb::lab09::run_program({program, lab.data.name, std::to_string(lab.options.seed)}) != 0)
        throw std::runtime_error("the two ways to learn were not found to be the same: see above");
    fmt::print("\n");
    std::fflush(stdout);
}

/// Part 2: the tape of 784-200-10, and that of a residual block.
void draw_graphs(const Samples& batch, wb::Lab& lab) {
    wb::Rng rng(lab.options.seed);
    wb::ForwardNetwork mlp = wb::forward_mlp(784, wb::MlpRecipe().hidden, 10, rng);
    const Variable x(batch.x, {.name = "x"});
    const std::string of_mlp = wb::graph_in_dot(wb::cross_entropy(mlp.scores(x), batch.labels));
    lab.pictures.add({.name = "graph_784-200-10",
                      .title = "784-200-10 and its loss, as the tape has recorded them",
                      .reading = "Follow the red arrows from the loss at the bottom: they reach the four "
                                 "parameters, and leave out the data."},
                     [&](const wb::plot::Picture& picture) { wb::lab09::draw_graph(picture, of_mlp); });

    const std::size_t width = wb::ResidualRecipe().width, N = batch.labels.size();
    const Variable h(wb::np_tensor({N, width}), {.requires_grad = true, .name = "x"});
    const Variable W(wb::np_tensor({width, width}), {.requires_grad = true, .name = "W"});
    const Variable b(wb::np_tensor({width}), {.requires_grad = true, .name = "b"});
    const std::string of_block = wb::graph_in_dot(wb::residual_block(h, W, b));
    lab.pictures.add({.name = "graph_residual_block",
                      .title = "A residual block, x + relu(x W + b)",
                      .reading = "Two red arrows reach x: one through the layer, and one around it, which "
                                 "no weight can make smaller."},
                     [&](const wb::plot::Picture& picture) { wb::lab09::draw_graph(picture, of_block); });
    std::cout << std::endl;
}

/// What the recipe's network reaches, and its validation scores after each epoch.
wb::History learn_deep(wb::ResidualRecipe recipe, const std::string& name, const wb::ThreeSets& sets,
                       wb::Lab& lab) {
    const std::size_t all_epochs = recipe.epochs;
    recipe.epochs = lab.options.epochs.value_or(lab.options.quick ? 2 : all_epochs);
    wb::Rng rng(lab.options.seed);
    wb::ForwardNetwork network = wb::forward_residual(recipe, sets.train.x.dim(1), rng);
    wb::Adam adam(network.parameters(), {.learning_rate = recipe.learning_rate});
    const wb::Stopwatch watch;
    // No line for each epoch: the curves show it, and those of the plain ones differ from machine to machine.
    wb::History history =
        learn_on_screen(network, adam, sets, wb::fit_options(recipe, adam, sets.train.labels.size()), rng);
    const double seconds = watch.seconds();
    const bool promises = recipe.residual && recipe.blocks == wb::ResidualRecipe().blocks;
    lab.summary.add(
        {.chapter = 9,
         .model = name + ", Adam",
         .data = lab.data.name,
         .metric = "test accuracy",
         .value = wb::evaluate(network, sets.test.x, sets.test.labels).accuracy,
         .promised = promises ? if_full(recipe.promised, recipe.epochs, all_epochs, lab) : std::nullopt,
         .seconds = seconds});
    return history;
}

/// Part 3: twelve layers and twenty-two, plain and residual.
void compare_depths(const wb::DataSet& train, const Samples& test, wb::Lab& lab) {
    const wb::ResidualRecipe recipe;
    const wb::ThreeSets sets =
        wb::set_aside(wb::first_of(train, recipe.samples), wb::as_rows, test, lab.options.seed);
    fmt::print("Deep networks, 784-{0}-...-{0}-10, Adam, learning rate {1} falling to 0, {2} samples\n",
               recipe.width, recipe.learning_rate, sets.train.labels.size());
    std::fflush(stdout);
    wb::plot::LearningCurves curves;
    for (const std::size_t blocks : {recipe.blocks, 2 * recipe.blocks})
        for (const bool residual : {false, true}) {
            const std::string name =
                fmt::format("{} layers, {}", blocks + 2, residual ? "residual" : "plain");
            wb::plot::Curve loss{.name = name, .values = {}}, accuracy = loss;
            for (const wb::EpochRecord& epoch :
                 learn_deep({.residual = residual, .blocks = blocks}, name, sets, lab)) {
                loss.values.push_back(epoch.validation.loss);
                accuracy.values.push_back(epoch.validation.accuracy);
            }
            curves.loss.push_back(loss);
            curves.accuracy.push_back(accuracy);
        }
    std::cout << "\n" << wb::plot::text_curves("validation loss", curves.loss) << "\n";
    // In the picture only the two of twelve layers: the plain one of twenty-two is a line at the edge.
    curves.loss.resize(2);
    curves.accuracy.resize(2);
    lab.pictures.add({.name = "learning_curves_residual",
                      .title = "Twelve layers, plain and residual: validation loss and accuracy",
                      .reading = "Both begin with the same weights and see the same batches. Only the "
                                 "connections around the layers differ."},
                     [&](const wb::plot::Picture& picture) { wb::plot::learning_curves(picture, curves); });
    std::cout << std::endl;
}

/// Part 4: cnn16 of chapter 05, for `./workbook draw`.
void learn_cnn16(const wb::DataSet& train, const wb::DataSet& test, wb::Lab& lab) {
    wb::NetworkRecipe recipe = wb::cnn16_recipe();
    recipe.epochs = lab.options.epochs.value_or(lab.options.quick ? 1 : wb::cnn16_epochs);
    const wb::ThreeSets sets =
        wb::set_aside(train, recipe.prepare, wb::samples_of(test, recipe.prepare), lab.options.seed);
    fmt::print("cnn16 as a forward function, Adam, learning rate {} falling to 0\n", recipe.learning_rate);
    std::fflush(stdout);

    const auto fresh = [&lab](wb::Rng& rng) {
        return lab.options.clear ? wb::forward_cnn16(rng) : wb::forward_fast_cnn16(rng, lab.options.threads);
    };
    wb::Rng rng(lab.options.seed);
    wb::ForwardNetwork network = fresh(rng);
    wb::Adam adam(network.parameters(), {.learning_rate = recipe.learning_rate});
    const wb::Stopwatch watch;
    wb::FitOptions options = wb::fit_options(recipe, adam, sets.train.labels.size());
    options.log = &std::cout;
    learn_on_screen(network, adam, sets, options, rng);
    const double seconds = watch.seconds();
    const double accuracy = wb::evaluate(network, sets.test.x, sets.test.labels).accuracy;

    // The file is one of chapter 05's: a network of its layers reads it, and must give the same answers.
    const std::filesystem::path file = lab.options.results / (recipe.name + ".npz");
    wb::save(network, file);
    const auto layers = lab.options.clear ? recipe.make(rng) : recipe.make_fast(rng, lab.options.threads);
    wb::load(*layers, file);
    if (wb::evaluate(*layers, sets.test.x, sets.test.labels).accuracy != accuracy)
        throw std::logic_error(file.string() + " does not hold the network that was saved");
    std::cout << "Saved as " << file.string()
              << "; chapter 05's cnn16 has read it, and reads the same digits.\nTo let it read your digits: "
                 "./workbook draw "
                 "--model "
              << file.string() << "\n";
    lab.summary.add({.chapter = 9,
                     .model = recipe.name + ", Adam",
                     .data = lab.data.name,
                     .metric = "test accuracy",
                     .value = accuracy,
                     .promised = if_full(wb::cnn16_promised, recipe.epochs, wb::cnn16_epochs, lab),
                     .seconds = seconds});
}

void lab09(wb::Lab& lab) {
    const wb::DataSet train = wb::load_data_set(lab.data.train_images, lab.data.train_labels);
    const wb::DataSet test = wb::load_data_set(lab.data.test_images, lab.data.test_labels);
    const Samples test_rows = wb::samples_of(test, wb::as_rows);
    compare_losses(lab);
    draw_graphs(test_rows.first(128), lab);
    compare_depths(train, test_rows, lab);
    learn_cnn16(train, test, lab);
}

}  // namespace

int main(int argc, char** argv) {
    return wb::run_lab(
        argc, argv, {.chapter = WORKBOOK_CHAPTER, .flavor = WORKBOOK_FLAVOR, .has_fast_layers = true}, lab09);
}
