/// \file
/// The lab of chapter 02: NumPy, np_tensor and xtensor side by side; then logistic regression reads digits.

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <iostream>
#include <optional>
#include <stdexcept>

#include "ch02_np_tensor/given/as_rows.hpp"
#include "ch02_np_tensor/given/logistic_regression.hpp"
#include "ch02_np_tensor/given/xtensor_view.hpp"
#include "common/lab/lab.hpp"
#include "common/lab/progress_bar.hpp"

namespace {

/// Prints a line of code, and runs it: what you read is what was compiled.
#define SHOW_AND_RUN(library, ...)                     \
    std::cout << "  " library "  " #__VA_ARGS__ ";\n"; \
    __VA_ARGS__

/// The two libraries must agree, but for the order in which they add up.
void require_equal(const wb::np_tensor& ours, const wb::np_tensor& theirs) {
    bool equal = ours.shape() == theirs.shape();
    for (std::size_t i = 0; equal && i < ours.size(); ++i)
        equal = std::abs(ours.values()[i] - theirs.values()[i]) <= 1e-6;
    if (!equal)
        throw std::logic_error("np_tensor and xtensor disagree: is an exercise of this chapter wrong?");
    std::cout << "  both give\n" << ours << "\n\n";
}

/// How far each number is from the mean of its column, and which share of its row's squares that makes.
void side_by_side() {
    using wb::np_tensor;
    using xarray = xt::xarray<wb::real>;
    std::cout << "The same in three libraries\n\n";
    const np_tensor x({3, 2}, {1, 2, 4, 8, 4, 2});
    const xarray y = wb::as_xtensor(x);

    std::cout << "  NumPy      d = x - x.mean(axis=0)\n";
    SHOW_AND_RUN("np_tensor", const np_tensor d = x - mean(x, {.axis = 0}));
    SHOW_AND_RUN("xtensor  ", const xarray m = xt::mean(y, {0}));
    SHOW_AND_RUN("xtensor  ", const xarray e = y - m);
    require_equal(d, wb::from_xtensor(e));

    std::cout << "  NumPy      share = d * d / np.sum(d * d, axis=1, keepdims=True)\n";
    SHOW_AND_RUN("np_tensor", const np_tensor share = d * d / sum(d * d, {.axis = 1, .keepdims = true}));
    SHOW_AND_RUN("xtensor  ", const xarray s = xt::sum(e * e, {1}, xt::keep_dims));
    SHOW_AND_RUN("xtensor  ", const xarray part = e * e / s);
    require_equal(share, wb::from_xtensor(part));
}

/// Multinomial logistic regression by plain gradient descent.
void read_digits(wb::Lab& lab) {
    const wb::DataSet train_set = wb::load_data_set(lab.data.train_images, lab.data.train_labels);
    const wb::DataSet test_set = wb::load_data_set(lab.data.test_images, lab.data.test_labels);
    const wb::np_tensor x = wb::as_rows(train_set.images);
    const wb::np_tensor targets = wb::as_targets(train_set.labels);
    const wb::np_tensor x_test = wb::as_rows(test_set.images);
    const wb::np_tensor targets_test = wb::as_targets(test_set.labels);

    wb::Rng rng(lab.options.seed);
    wb::LogisticRegression model(x.dim(1), 10);
    std::cout << std::fixed << std::setprecision(4);
    std::cout << "Logistic regression, before training: test loss "
              << wb::cross_entropy(model, x_test, targets_test) << " (ln 10 is " << std::log(10.0) << ")\n";

    const wb::LogisticRecipe recipe;
    const std::size_t epochs = lab.options.epochs.value_or(lab.options.quick ? 3 : recipe.epochs);
    double seconds = 0;
    for (std::size_t epoch = 1; epoch <= epochs; ++epoch) {
        const wb::Stopwatch watch;
        wb::learn_epoch(model, x, targets, recipe, rng);
        seconds += watch.seconds();
        std::cout << "Epoch " << epoch << " - test loss: " << wb::cross_entropy(model, x_test, targets_test)
                  << ", test accuracy: " << wb::accuracy(model, x_test, test_set.labels) << std::endl;
    }

    // The promise holds for real MNIST and the full number of epochs.
    const bool full_run = lab.data.name == "mnist" && epochs >= recipe.epochs;
    lab.summary.add({.chapter = 2,
                     .model = "logistic regression",
                     .data = lab.data.name,
                     .metric = "test accuracy",
                     .value = wb::accuracy(model, x_test, test_set.labels),
                     .promised = full_run ? std::optional(0.919) : std::nullopt,
                     .seconds = seconds});
}

void lab02(wb::Lab& lab) {
    side_by_side();
    read_digits(lab);
}

}  // namespace

int main(int argc, char** argv) {
    return wb::run_lab(argc, argv, {.chapter = WORKBOOK_CHAPTER, .flavor = WORKBOOK_FLAVOR}, lab02);
}
