// The sanity ladder of chapter 03, for both networks of this chapter, and ten steps beside PyTorch.
#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "ch05_cnn/conv2d_by_loops.hpp"
#include "tests/ch03_mlp/ladder.hpp"
#include "tests/ch03_mlp/ten_steps.hpp"
#include "tests/ch05_cnn/known_conv2d.hpp"
#include "tests/ch05_cnn/training_run.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;
using wb::np_tensor;
using wb::Samples;

namespace {

const wb::NetworkRecipe recipes[] = {wb::cnn16_recipe(), wb::cnn28_recipe()};

/// The digits as the recipe's network takes them.
const wb::TrainAndTest& digits(const wb::NetworkRecipe& recipe) {
    static const wb::TrainAndTest of_16 = images_for(wb::cnn16_recipe(), "digits");
    static const wb::TrainAndTest of_28 = images_for(wb::cnn28_recipe(), "digits");
    return recipe.name == "cnn16" ? of_16 : of_28;
}

double accuracy_on_a_subset(const wb::NetworkRecipe& recipe, std::uint32_t seed) {
    const wb::TrainAndTest& set = digits(recipe);
    return wb::accuracy_after_fitting(
        wb::shortened(recipe), wb::set_aside(set.train.first(wb::cnn_subset_size), set.test, seed), seed);
}

/// Ten steps of Adam beside PyTorch.
void compare_with_pytorch(const wb::NetworkRecipe& recipe, const std::string& file, const Array& images) {
    wb::Rng rng(0);
    compare_ten_steps(
        *recipe.make(rng),
        [](std::vector<wb::Parameter> parameters, double rate) {
            return std::make_unique<wb::Adam>(std::move(parameters), wb::AdamOptions{.learning_rate = rate});
        },
        file, images);
}

}  // namespace

TEST_CASE("matrix products and seven loops give the same convolution", "[milestone-5]") {
    const Array weight = random_array({4, 3, 5, 5}, 31), bias = random_array({4}, 32);
    const np_tensor x = tensor(random_array({2, 3, 9, 8}, 33));
    KnownConv2d layer(weight, bias, 2);
    INFO("x (2, 3, 9, 8), weight (4, 3, 5, 5), padding 2");
    CHECK_THAT(layer.forward(x), IsCloseTo(wb::conv2d_by_loops(x, tensor(weight), tensor(bias), 2)));
}

TEST_CASE("the 16 x 16 network: ten steps of Adam end where PyTorch's do", "[milestone-5]") {
    compare_with_pytorch(wb::cnn16_recipe(), "ch05_cnn16", random_array({3, 1, 16, 16}, 21));
}

TEST_CASE("the 28 x 28 network: ten steps of Adam end where PyTorch's do", "[milestone-5]") {
    compare_with_pytorch(wb::cnn28_recipe(), "ch05_cnn28", random_array({3, 1, 28, 28}, 22));
}

TEST_CASE("rung 1: before any step, the loss is about that of guessing", "[milestone-5]") {
    for (const wb::NetworkRecipe& recipe : recipes) {
        wb::Rng rng(1);
        const auto model = recipe.make(rng);
        model->eval();
        // The scores begin with a spread of some tenths. A wrong layer or loss, such as a sum over the batch
        // or weights of variance 1, would cost tens or thousands.
        INFO(recipe.name << " untrained, on 200 images");
        CHECK_THAT(cost_of(*model, digits(recipe).train.first(200)), Near(std::log(10.0), 0, 0.3));
    }
}

TEST_CASE("rung 2: one short step lowers the loss of its own batch", "[milestone-5]") {
    for (const wb::NetworkRecipe& recipe : recipes) {
        wb::Rng rng(2);
        const auto model = recipe.make(rng);
        model->eval();  // with dropout, other units would be at work than in the step
        // A short one: the first step of the recipe moves all 200,000 weights by 0.003 at once, and may jump
        // across the valley.
        wb::Adam adam(model->parameters(), {.learning_rate = 1e-4});
        const auto [before, after] =
            cost_around_a_step(*model, adam, digits(recipe).train.first(recipe.batch_size));
        INFO(recipe.name << ": the loss before and after one step");
        CHECK(after < before);
    }
}

TEST_CASE("rung 3: every gradient of a small network of all layers agrees with numerical derivatives",
          "[milestone-5]") {
    wb::Rng rng(3);
    wb::Sequential model;
    model.add("conv1", std::make_unique<wb::Conv2d>(
                           wb::Conv2dOptions{.channels = 2, .filters = 3, .side = 3, .padding = 1}, rng));
    model.add("relu1", std::make_unique<wb::ReLU>());
    model.add("pool1", std::make_unique<wb::MaxPool2d>());
    model.add("conv2", std::make_unique<wb::Conv2d>(
                           wb::Conv2dOptions{.channels = 3, .filters = 4, .side = 2, .padding = 1}, rng));
    model.add("relu2", std::make_unique<wb::ReLU>());
    model.add("pool2", std::make_unique<wb::MaxPool2d>());
    model.add("flatten", std::make_unique<wb::Flatten>());
    model.add("fc1", std::make_unique<wb::Linear>(4 * 2 * 1, 3, rng));
    // Scores further apart than a fresh network's: then a p that is wrong shows.
    for (const wb::Parameter& parameter : model.parameters())
        for (wb::real& w : parameter.tensor->values()) w *= 2;
    Samples batch{tensor(random_array({5, 2, 7, 5}, 81)), {2, 0, 1, 2, 1}};
    GradientProblem problem = cost_as_problem(model, batch);
    CHECK(problem.inputs.size() == 7);
    problem.allow_equal_axes = true;  // a filter is a square
    CHECK_THAT(check_gradients(problem), AllAgree());
}

TEST_CASE("rung 4: they can memorize 20 images", "[milestone-5]") {
    for (wb::NetworkRecipe recipe : recipes) {
        const Samples few = digits(recipe).train.first(20);
        recipe.epochs = 30;
        recipe.batch_size = 20;
        INFO(recipe.name << ": 20 images, 30 epochs of one step, evaluated on the same 20 images");
        CHECK(wb::accuracy_after_fitting(recipe, {few, few, few}, 4) == 1.0);
    }
}

TEST_CASE("rung 5: the 16 x 16 network, trained on some of the digits, reads digits it has never seen",
          "[milestone-5]") {
    CHECK_THAT(accuracy_on_a_subset(wb::cnn16_recipe(), 1), ReachesBar("ch05_cnn16_digits"));
}

TEST_CASE("rung 5: the 28 x 28 network, trained on some of the digits, reads digits it has never seen",
          "[milestone-5]") {
    CHECK_THAT(accuracy_on_a_subset(wb::cnn28_recipe(), 1), ReachesBar("ch05_cnn28_digits"));
}
