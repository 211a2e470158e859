// The sanity ladder: what to look at, in this order, before one believes a network. Each rung is cheaper than
// the next, and a mistake shows at the lowest rung that it can reach.
#include <cmath>
#include <memory>
#include <utility>
#include <vector>

#include "tests/ch03_mlp/ladder.hpp"
#include "tests/ch03_mlp/ten_steps.hpp"
#include "tests/ch03_mlp/training_run.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;
using wb::Samples;

namespace {

const wb::TrainAndTest& digits() {
    static const wb::TrainAndTest set("digits");
    return set;
}

}  // namespace

TEST_CASE("784-200-10: forward, backward, and ten steps of SGD end where PyTorch's do", "[milestone-3]") {
    wb::Rng rng(0);
    compare_ten_steps(
        *wb::make_mlp(784, 200, 10, rng),
        [](std::vector<wb::Parameter> parameters, double rate) {
            return std::make_unique<wb::SGD>(std::move(parameters), rate);
        },
        "ch03_784-200-10", random_array({3, 784}, 23));
}

TEST_CASE("rung 1: before any step it guesses, and the loss is near ln 10", "[milestone-3]") {
    const Samples batch = digits().train.first(500);
    for (const unsigned seed : {1, 2, 3}) {
        wb::Rng rng(seed);
        const auto model = wb::make_mlp(784, 200, 10, rng);
        // The scores begin with a spread of about 0.1. That moves the mean cost by half its square, 0.005,
        // and by a few hundredths by chance, as all images of a class look alike. 0.15 is far outside of
        // that, and far below what a wrong loss makes of it: a sum over the batch is 1151, and log2
        // gives 3.3.
        INFO("seed " << seed << ": 784-200-10 untrained, on 500 images");
        CHECK_THAT(cost_of(*model, batch), Near(std::log(10.0), 0, 0.15));
    }
}

TEST_CASE("rung 2: one step lowers the loss of its own batch", "[milestone-3]") {
    const wb::MlpRecipe recipe;
    const Samples batch = digits().train.first(recipe.batch_size);
    for (const unsigned seed : {1, 2, 3}) {
        wb::Rng rng(seed);
        const auto model = wb::make_mlp(784, recipe.hidden, 10, rng);
        wb::SGD sgd(model->parameters(), recipe.learning_rate);
        const auto [before, after] = cost_around_a_step(*model, sgd, batch);
        INFO("seed " << seed << ": the loss before and after one step");
        CHECK(after < before);
    }
}

TEST_CASE("rung 3: every gradient of a small copy, 6-5-3, agrees with numerical derivatives",
          "[milestone-3]") {
    wb::Rng rng(4);
    const auto model = wb::make_mlp(6, 5, 3, rng);
    // Scores further apart than a fresh network's: then a p that is wrong shows.
    for (const wb::Parameter& parameter : model->parameters())
        for (wb::real& w : parameter.tensor->values()) w *= 2;
    Samples batch{tensor(random_array({4, 6}, 81)), {2, 0, 1, 2}};
    const GradientProblem problem = cost_as_problem(*model, batch);
    CHECK(problem.inputs.size() == 5);
    CHECK_THAT(check_gradients(problem), AllAgree());
}

TEST_CASE("rung 4: it can memorize 20 images", "[milestone-3]") {
    const Samples few = digits().train.first(20);
    // 784 numbers an image, 158,800 weights: whatever the labels, there is room for them.
    INFO("20 images, 100 epochs of one step, evaluated on the same 20 images");
    CHECK(wb::accuracy_after_training(few, few, 100, 1) == 1.0);
}

TEST_CASE("rung 5: a tenth of the digits gives far more than chance, in seconds", "[milestone-3]") {
    const Samples subset = digits().train.first(wb::subset_size);
    CHECK_THAT(wb::accuracy_after_training(subset, digits().test, wb::subset_epochs, 1),
               ReachesBar("ch03_mlp_subset"));
}

TEST_CASE("rung 6: trained on all digits, it reads digits it has never seen", "[milestone-3]") {
    CHECK_THAT(wb::accuracy_after_training(digits().train, digits().test, wb::MlpRecipe().epochs, 1),
               ReachesBar("ch03_mlp_digits"));
}
