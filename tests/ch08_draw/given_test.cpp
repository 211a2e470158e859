// The parts of this chapter that are given: the exercises stand on them.
#include <algorithm>
#include <stdexcept>

#include "ch04_adam/checkpoint.hpp"
#include "ch04_adam/given/dense.hpp"
#include "ch05_cnn/given/recipe.hpp"
#include "ch08_draw/given/network_file.hpp"
#include "ch08_draw/given/paste.hpp"
#include "ch08_draw/normalize_drawing.hpp"
#include "ch08_draw/scale_to_fit.hpp"
#include "common/errors/data_error.hpp"
#include "tests/ch08_draw/drawings.hpp"
#include "tests/common/temporary_folder.hpp"

using namespace wb::judge;
using wb::np_tensor;

TEST_CASE("an image is placed in a field of paper, or rejected if it does not fit", "[given]") {
    CHECK_THAT(wb::place(np_tensor({1, 2}, {3, 4}), {.top = 2, .left = 1}, 3),
               IsCloseTo({{0, 0, 0}, {0, 0, 0}, {0, 3, 4}}));
    CHECK_THROWS_MATCHES(wb::place(np_tensor({1, 2}, 1), {.top = 0, .left = 2}, 3), std::out_of_range,
                         MessageHas("(3, 3)"));
}

TEST_CASE("the scale is the same for both axes, and below 1 for what has to grow", "[given]") {
    CHECK_THAT(wb::fitting_scale({.top = 0, .left = 0, .rows = 50, .cols = 10}, 20), Near(2.5));
    CHECK_THAT(wb::fitting_scale({.top = 3, .left = 9, .rows = 2, .cols = 5}, 20), Near(0.25));
}

TEST_CASE("ink becomes rounded bytes, limited to 0 and 255", "[given]") {
    const wb::Images bytes = wb::as_bytes(np_tensor({2, 3}, {0, 1, 0.5, 1.7 / 255, -0.1, 1.0000001}));
    CHECK((bytes.count == 1 && bytes.rows == 2 && bytes.cols == 3));
    CHECK_THAT(Array(bytes.pixels), IsCloseTo({0, 255, 128, 2, 0, 255}));
}

TEST_CASE("a point of the image has a position on the canvas", "[given]") {
    const wb::Placement placement{
        .box = {.top = 30, .left = 50, .rows = 60, .cols = 20}, .scale = 3, .offset = {.top = 4, .left = 11}};
    const wb::Point p = wb::canvas_position(placement, {.x = 12.5, .y = 4});
    CHECK_THAT(Array({p.x, p.y}), IsCloseTo(Array({54.5, 30.0})));
}

TEST_CASE("a pasted image is complete, has the returned place and size, and is the same for the same seed",
          "[given]") {
    wb::Images images{.count = 1, .rows = 28, .cols = 28, .pixels = std::vector<std::uint8_t>(784, 255)};
    double least = 100, most = 0;
    for (unsigned seed = 1; seed <= 40; ++seed) {
        wb::Rng rng(seed), same(seed);
        const wb::Pasted pasted = wb::paste(images, 0, rng);
        INFO("seed " << seed << ": an image of full ink, " << pasted.scale << " times as large");
        REQUIRE_THAT(pasted.canvas, HasShape({280, 280}));
        const double side = 28 * pasted.scale;
        REQUIRE_THAT(ink_of(pasted.canvas), Near(side * side));
        REQUIRE_THAT(pasted.canvas(pasted.offset.top, pasted.offset.left), Near(1));
        REQUIRE_THAT(wb::paste(images, 0, same).canvas, IsCloseTo(pasted.canvas, 0, 0));
        least = std::min(least, pasted.scale);
        most = std::max(most, pasted.scale);
    }
    INFO("the smallest and the largest of 40");
    CHECK((least >= 1.5 && least < 2.5 && most <= 10 && most > 9));
}

TEST_CASE("the entries of a checkpoint show which network it belongs to", "[given]") {
    const TemporaryFolder folder;
    const auto file = folder / "net.npz";
    const auto check = [&](wb::Sequential& model, const std::string& name, const wb::Shape& input) {
        wb::save(model, file);
        const wb::NetworkFromFile network = wb::load_network(file);
        INFO(name);
        CHECK(network.name == name);
        CHECK(network.is_cnn == (input.size() == 4));
        const wb::Images images{
            .count = 2, .rows = 28, .cols = 28, .pixels = std::vector<std::uint8_t>(1568, 9)};
        const np_tensor x = network.prepare(images);
        REQUIRE_THAT(x, HasShape(input));
        // Dropout is silent: the file holds the numbers of the double in full.
        model.eval();
        CHECK_THAT(network.model->forward(x), IsCloseTo(model.forward(x), 0, 0));
    };
    wb::Rng rng(3);
    for (const wb::NetworkRecipe& recipe : {wb::small_recipe(), wb::deep_recipe()})
        check(*recipe.make(rng), recipe.name, {2, 784});
    check(*wb::cnn16_recipe().make(rng), "cnn16", {2, 1, 16, 16});
    check(*wb::cnn28_recipe().make(rng), "cnn28", {2, 1, 28, 28});
    INFO("cnn28 was trained on standardized images: blank paper is not 0 to it");
    wb::save(*wb::cnn28_recipe().make(rng), file);
    const wb::Images blank{.count = 1, .rows = 28, .cols = 28, .pixels = std::vector<std::uint8_t>(784)};
    CHECK_THAT(wb::load_network(file).prepare(blank)(0, 0, 0, 0), Near(-0.1307 / 0.3081));
}

TEST_CASE("a file of another network is an error that says what it holds and which networks are known",
          "[given]") {
    const TemporaryFolder folder;
    const auto file = folder / "other.npz";
    wb::Rng rng(1);
    wb::save(*wb::make_dense({784, 200, 10}, 0, rng), file);
    CHECK_THROWS_MATCHES(wb::load_network(file), wb::data_error,
                         MessageHas("other.npz", "784-20-10", "784-128-128-128-10", "cnn16", "cnn28",
                                    "fc1.weight (784, 200)", "lab"));
    CHECK_THROWS_MATCHES(wb::load_network(folder / "none.npz"), wb::data_error, MessageHas("none.npz"));
}
