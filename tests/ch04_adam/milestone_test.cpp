// The sanity ladder of chapter 03, for both networks of this chapter; rungs that need no repeating are left
// out.
#include <cmath>
#include <memory>
#include <utility>
#include <vector>

#include "tests/ch03_mlp/ladder.hpp"
#include "tests/ch03_mlp/ten_steps.hpp"
#include "tests/ch04_adam/training_run.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;
using wb::Samples;

namespace {

const wb::TrainAndTest& digits() {
    static const wb::TrainAndTest set("digits");
    return set;
}

const wb::NetworkRecipe recipes[] = {wb::small_recipe(), wb::deep_recipe()};

}  // namespace

TEST_CASE("both networks: forward, backward, and ten steps of Adam end where PyTorch's do", "[milestone-4]") {
    for (const wb::NetworkRecipe& recipe : recipes) {
        wb::Rng rng(0);
        INFO(recipe.name);
        compare_ten_steps(
            *recipe.make(rng),
            [](std::vector<wb::Parameter> parameters, double rate) {
                return std::make_unique<wb::Adam>(std::move(parameters),
                                                  wb::AdamOptions{.learning_rate = rate});
            },
            "ch04_" + recipe.name, random_array({3, 784}, 23));
    }
}

TEST_CASE("rung 1: before any step, the loss is about that of guessing", "[milestone-4]") {
    const Samples batch = digits().train.first(500);
    for (const wb::NetworkRecipe& recipe : recipes) {
        wb::Rng rng(1);
        const auto model = recipe.make(rng);
        // He's weights make scores of mean square 2 times that of the pixels, some 0.1: the loss lies above
        // ln 10 by about half their variance, 0.1, and by chance, all images looking alike. 1 is far outside
        // of that; weights of variance 1 would cost some hundreds.
        INFO(recipe.name << " untrained, on 500 images");
        CHECK_THAT(cost_of(*model, batch), Near(std::log(10.0), 0, 1));
    }
}

TEST_CASE("rung 2: one step lowers the loss of its own batch", "[milestone-4]") {
    for (const wb::NetworkRecipe& recipe : recipes) {
        const Samples batch = digits().train.first(recipe.batch_size);
        wb::Rng rng(2);
        const auto model = recipe.make(rng);
        wb::Adam adam(model->parameters(), {.learning_rate = recipe.learning_rate});
        const auto [before, after] = cost_around_a_step(*model, adam, batch);
        INFO(recipe.name << ": the loss before and after one step");
        CHECK(after < before);
    }
}

TEST_CASE("rung 3: every gradient of a small copy with dropout, 6-5-4-3, agrees with numerical derivatives",
          "[milestone-4]") {
    wb::Rng rng(3);
    const auto model = wb::make_dense({6, 5, 4, 3}, 0.25, rng);
    Samples batch{tensor(random_array({7, 6}, 81)), {2, 0, 1, 2, 1, 0, 0}};
    // Biases of 0 put silent units on the kink of the ReLU.
    for (const wb::Parameter& parameter : model->parameters())
        if (parameter.name.ends_with("bias"))
            *parameter.tensor = tensor(random_array(parameter.tensor->shape(), 82));
    const wb::Rng draws = rng;
    // Dropout silences the same units each time.
    const GradientProblem problem = cost_as_problem(*model, batch, [&] { rng = draws; });
    CHECK(problem.inputs.size() == 7);
    CHECK_THAT(check_gradients(problem), AllAgree());
}

TEST_CASE("rung 4: they can memorize 20 images", "[milestone-4]") {
    const Samples few = digits().train.first(20);
    for (wb::NetworkRecipe recipe : recipes) {
        recipe.epochs = 100;
        recipe.batch_size = 20;
        wb::Rng rng(4);
        const auto model = recipe.make(rng);
        wb::Adam adam(model->parameters(), {.learning_rate = recipe.learning_rate});
        wb::fit(*model, adam, few, few, wb::fit_options(recipe, adam, 20), rng);
        INFO(recipe.name << ": 20 images, 100 epochs of one step, evaluated on the same 20 images");
        CHECK(wb::evaluate(*model, few.x, few.labels).accuracy == 1.0);
    }
}

TEST_CASE("rung 6: 784-20-10, trained on all digits, reads digits it has never seen", "[milestone-4]") {
    CHECK_THAT(wb::accuracy_after_fitting(wb::small_recipe(), wb::three_sets(digits(), 1), 1),
               ReachesBar("ch04_small_digits"));
}

TEST_CASE("rung 6: 784-128-128-128-10, trained on all digits, reads digits it has never seen",
          "[milestone-4]") {
    CHECK_THAT(wb::accuracy_after_fitting(wb::deep_recipe(), wb::three_sets(digits(), 1), 1),
               ReachesBar("ch04_deep_digits"));
}
