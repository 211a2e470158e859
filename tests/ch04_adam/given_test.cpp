// The given code of this chapter: no exercise, but what the exercises stand on.
#include <limits>
#include <stdexcept>

#include "ch02_np_tensor/given/as_rows.hpp"
#include "ch03_mlp/given/three_sets.hpp"
#include "ch04_adam/adam.hpp"
#include "ch04_adam/dropout.hpp"
#include "ch04_adam/fit.hpp"
#include "ch04_adam/given/recipe.hpp"
#include "ch04_adam/given/schedule.hpp"
#include "tests/ch03_mlp/arrays.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;

TEST_CASE("an option of Adam outside its range is an error that names the option", "[given]") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (const double bad : {0.0, -1.0, nan}) {
        CHECK_THROWS_MATCHES(wb::Adam({}, {.learning_rate = bad}), std::invalid_argument,
                             MessageHas("learning_rate"));
        CHECK_THROWS_MATCHES(wb::Adam({}, {.epsilon = bad}), std::invalid_argument, MessageHas("epsilon"));
        CHECK_THROWS_MATCHES(wb::Adam({}).set_learning_rate(bad), std::invalid_argument,
                             MessageHas("learning_rate"));
    }
    for (const double bad : {-0.1, 1.0, nan}) {
        CHECK_THROWS_MATCHES(wb::Adam({}, {.beta1 = bad}), std::invalid_argument, MessageHas("beta1"));
        CHECK_THROWS_MATCHES(wb::Adam({}, {.beta2 = bad}), std::invalid_argument, MessageHas("beta2"));
    }
}

TEST_CASE("a probability of Dropout outside its range is rejected", "[given]") {
    wb::Rng rng(1);
    for (const double bad : {-0.1, 1.0, 1.5, std::numeric_limits<double>::quiet_NaN()})
        CHECK_THROWS_MATCHES(wb::Dropout(bad, rng), std::invalid_argument, MessageHas("Dropout", "p"));
}

TEST_CASE("the learning rate falls on a straight line, and never to 0", "[given]") {
    CHECK_THAT(wb::linear_decay(0.5, 0, 4), Near(0.5));
    CHECK_THAT(wb::linear_decay(0.5, 1, 4), Near(0.375));
    CHECK_THAT(wb::linear_decay(0.5, 3, 4), Near(0.125));
}

TEST_CASE("the line of an epoch names both curves", "[given]") {
    CHECK(wb::history_line(1, {.train = {.loss = 0.35, .accuracy = 0.9},
                               .validation = {.loss = 0.304, .accuracy = 0.906}}) ==
          "Epoch 1 - Cost: 0.35, accuracy: 0.90 - Validation cost: 0.30, accuracy: 0.91");
}

TEST_CASE("a recipe gives its name and the number of its steps", "[given]") {
    const wb::NetworkRecipe recipe = wb::small_recipe();
    CHECK(recipe.name == "784-20-10");
    CHECK(55000 / recipe.batch_size * recipe.epochs == 5000);
    CHECK(wb::deep_recipe().name == "784-128-128-128-10");
}

TEST_CASE("images are set aside as bytes just as they are as numbers", "[given]") {
    wb::DataSet all{.images = {.count = 36, .rows = 1, .cols = 2, .pixels = {}}, .labels = {}};
    for (std::uint8_t n = 0; n < 36; ++n) {
        all.images.pixels.insert(all.images.pixels.end(), {n, static_cast<std::uint8_t>(100 + n)});
        all.labels.push_back(n % 10);
    }
    const wb::ThreeSets of_bytes = wb::set_aside(all, wb::as_rows, {}, 5);
    const wb::ThreeSets of_numbers = wb::set_aside({wb::as_rows(all.images), all.labels}, {}, 5);
    CHECK(of_bytes.validation.labels.size() == 3);
    CHECK_THAT(of_bytes.train.x, IsCloseTo(Array(of_numbers.train.x)));
    CHECK_THAT(of_bytes.validation.x, IsCloseTo(Array(of_numbers.validation.x)));
    CHECK(of_bytes.train.labels == of_numbers.train.labels);
    CHECK(of_bytes.validation.labels == of_numbers.validation.labels);
}
