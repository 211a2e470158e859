#include "ch07_saliency/occlusion.hpp"

#include <cmath>
#include <stdexcept>

#include "tests/ch07_saliency/known_nets.hpp"
#include "tests/support/judge.hpp"
#include "tests/support/known_mistakes.hpp"
#include "tests/support/said_numbers.hpp"

using namespace wb::judge;
using wb::Indices;
using wb::np_tensor;
using wb::occlusion;

// Tolerances: differences of scores that are sums of fewer than a hundred products of numbers around 1. In
// batches of another size a product of matrices may be rounded differently: 1e-12, where "nothing changes" is
// asked.

namespace {

/// One score, the sum of all pixels.
std::unique_ptr<wb::Sequential> sum_of_pixels(std::size_t D) {
    return linear_network(Array({D, 1}, std::vector<double>(D, 1)), {0});
}

}  // namespace

TEST_CASE("the example of the stub: a score that is a sum falls by what is covered", "[7.5]") {
    const auto model = sum_of_pixels(4);
    const np_tensor x({1, 1, 2, 2}, {1, 2, 3, 4});
    INFO("scores that are the sum of all pixels, x = [[1 2] [3 4]], baseline 0");
    const auto map = [](std::vector<double> pixels) { return Array({1, 2, 2}, std::move(pixels)); };
    CHECK_THAT(
        occlusion(*model, x, {0}, 1, 0),
        IsCloseTo(map({1, 2, 3, 4}),
                  KnownMistakes{{"it is the rise of the score, not its fall", map({-1, -2, -3, -4})},
                                {"it is the score of the covered image", map({9, 8, 7, 6})},
                                {"each copy is covered by all squares before it, too", map({1, 3, 3, 7})},
                                {"each copy is covered by all squares before it, too", map({1, 3, 6, 10})},
                                {"the square begins one pixel too far", map({4, 4, 4, 4})},
                                {"rows and columns change places", map({1, 3, 2, 4})},
                                {"nothing is covered, or the baseline is subtracted instead of put there",
                                 map({0, 0, 0, 0})}}));
    INFO("with side 3, every square covers the whole image");
    CHECK_THAT(
        occlusion(*model, x, {0}, 3, 0),
        IsCloseTo(map({10, 10, 10, 10}),
                  KnownMistakes{{"h - reach is below 0, which an unsigned number cannot be: it becomes "
                                 "the largest number there is",
                                 map({0, 0, 0, 10})}}));
}

TEST_CASE("the square has its middle on the pixel, and ends where the image ends", "[7.5]") {
    const auto model = sum_of_pixels(12);
    INFO("the sum of all pixels, x = [[1 2 3 4] [10 20 30 40] [100 200 300 400]], side 3, baseline 0");
    CHECK_THAT(occlusion(*model, np_tensor({1, 1, 3, 4}, {1, 2, 3, 4, 10, 20, 30, 40, 100, 200, 300, 400}),
                         {0}, 3, 0),
               IsCloseTo(Array({1, 3, 4}, {33, 66, 99, 77, 333, 666, 999, 777, 330, 660, 990, 770}),
                         KnownMistakes{
                             {"the rows of the square reach as far as its side, not half of it",
                              Array({1, 3, 4}, {333, 666, 999, 777, 333, 666, 999, 777, 333, 666, 999, 777})},
                             {"the square has its upper left corner on the pixel",
                              Array({1, 3, 4}, {666, 999, 777, 444, 660, 990, 770, 440, 600, 900, 700, 400})},
                             {"only the row of the pixel is covered",
                              Array({1, 3, 4}, {3, 6, 9, 7, 30, 60, 90, 70, 300, 600, 900, 700})},
                             {"the last row of the square is left out",
                              Array({1, 3, 4}, {3, 6, 9, 7, 33, 66, 99, 77, 330, 660, 990, 770})}}));
    INFO("side 5: two rows and columns to each side");
    CHECK_THAT(
        occlusion(*model, np_tensor({1, 1, 3, 4}, {1, 2, 3, 4, 10, 20, 30, 40, 100, 200, 300, 400}), {0}, 5,
                  0),
        IsCloseTo(Array({1, 3, 4}, {666, 1110, 1110, 999, 666, 1110, 1110, 999, 666, 1110, 1110, 999})));
}

TEST_CASE("all channels are covered, with the baseline", "[7.5]") {
    const auto model = sum_of_pixels(4);
    INFO("the sum of two channels of 1 x 2, [[1 2]] and [[10 20]]; what is covered becomes 3");
    CHECK_THAT(
        occlusion(*model, np_tensor({1, 2, 1, 2}, {1, 2, 10, 20}), {0}, 1, 3),
        IsCloseTo(
            Array({1, 1, 2}, {11 - 6, 22 - 6}),
            KnownMistakes{{"what is covered becomes 0, whatever the baseline is", Array({1, 1, 2}, {11, 22})},
                          {"only the first channel is covered", Array({1, 1, 2}, {1 - 3, 2 - 3})},
                          {"only the last channel is covered", Array({1, 1, 2}, {10 - 3, 20 - 3})},
                          {"the baseline is subtracted, not put there", Array({1, 1, 2}, {6, 6})}}));
}

TEST_CASE("a fall of the score is positive, a rise is negative; each image has its own class", "[7.5]") {
    const auto model = linear_network({{1, 10}, {2, -20}, {-3, 30}, {4, 40}, {5, 50}, {6, 60}}, {7, 8});
    np_tensor x({2, 1, 2, 3}, 1);
    for (std::size_t i = 6; i < 12; ++i) x.values()[i] = 3;
    INFO(
        "W = [[1 10] [2 -20] [-3 30] [4 40] [5 50] [6 60]], two images, of ones and of threes, classes 1 and "
        "0");
    CHECK_THAT(occlusion(*model, x, {1, 0}, 1, 0),
               IsCloseTo(Array({2, 2, 3}, {10, -20, 30, 40, 50, 60, 3, 6, -9, 12, 15, 18}),
                         KnownMistakes{
                             {"all images are asked about the class of the first",
                              Array({2, 2, 3}, {10, -20, 30, 40, 50, 60, 30, -60, 90, 120, 150, 180})},
                             {"the first image is covered in place of each",
                              Array({2, 2, 3}, {10, -20, 30, 40, 50, 60, 31, 32, 27, 34, 35, 36})},
                             {"the fall is measured from the score of the first image",
                              Array({2, 2, 3}, {10, -20, 30, 40, 50, 60, -27, -24, -39, -18, -15, -12})}}));
}

TEST_CASE("the lesson's network: a unit that was 0 becomes active when a pixel is covered", "[7.5]") {
    wb::Sequential model;
    model.add("flatten", std::make_unique<wb::Flatten>());
    model.add("fc1", std::make_unique<KnownLinear>(Array{{1, 1}, {2, -2}}, Array{0, 0}));
    model.add("relu", std::make_unique<wb::ReLU>());
    model.add("fc2", std::make_unique<KnownLinear>(Array({2, 1}, {3, 5}), Array{0}));
    INFO("hidden units x0 + 2 x1 and x0 - 2 x1, z is 3 of the one and 5 of the other, x = [[1 1]]: z = 9");
    INFO("covered at 0: 3 * 2 + 5 * 0 = 6; covered at 1: 3 * 1 + 5 * 1 = 8");
    CHECK_THAT(occlusion(model, np_tensor({1, 1, 1, 2}, 1), {0}, 1, 0), IsCloseTo(Array({1, 1, 2}, {3, 1})));
}

TEST_CASE("the same falls of the score as PyTorch", "[7.5]") {
    const auto model = golden_network();
    INFO("side 3, baseline -0.25: see tests/golden/ch07_saliency.json");
    CHECK_THAT(occlusion(*model, tensor(saliency_golden("x")), golden_classes(),
                         static_cast<std::size_t>(single(saliency_golden("side"))),
                         single(saliency_golden("baseline"))),
               IsCloseTo(saliency_golden("occlusion")));
}

TEST_CASE("covering blank paper changes nothing", "[7.5]") {
    const auto model = golden_network();
    np_tensor x = tensor(saliency_golden("x"));
    // The left half of image 1 becomes blank paper.
    for (const std::size_t c : {0, 1})
        for (std::size_t h = 0; h < 6; ++h)
            for (std::size_t w = 0; w < 4; ++w) x(1, c, h, w) = 0.5;
    const np_tensor map = occlusion(*model, x, golden_classes(), 3, 0.5);
    INFO(
        "columns 0 to 3 of image 1 are 0.5, the baseline: around columns 0 to 2 a square of 3 meets nothing "
        "else");
    for (std::size_t h = 0; h < 6; ++h)
        for (std::size_t w = 0; w < 3; ++w) CHECK_THAT(map(1, h, w), Near(0, 0, 1e-12));
    CHECK(std::abs(map(1, 0, 3)) > 1e-6);
}

TEST_CASE("a square over everything lowers the score to that of blank paper", "[7.5]") {
    const auto model = golden_network();
    const np_tensor x = tensor(saliency_golden("x"));
    const Indices classes = golden_classes();
    const np_tensor z = model->forward(x), z_blank = model->forward(np_tensor(x.shape(), -0.25));
    const np_tensor map = occlusion(*model, x, classes, 17, -0.25);
    for (const std::size_t n : {0, 1, 2}) {
        INFO("image " << n
                      << ", 6 x 8, and a square of 17: the score of the image minus that of blank paper");
        CHECK_THAT(map.rows({n}),
                   IsCloseTo(np_tensor({1, 6, 8}, z(n, classes[n]) - z_blank(n, classes[n])), 1e-9, 1e-12));
    }
}

TEST_CASE("the network runs in eval mode, and is not trained", "[7.5]") {
    wb::Sequential model;
    auto moody = std::make_unique<MoodyLinear>(Array({4, 1}, {1, 2, 3, 4}), Array{0});
    const MoodyLinear& layer = *moody;
    model.add("flatten", std::make_unique<wb::Flatten>()).add("fc1", std::move(moody));
    const auto before = copies_of_parameters(model);
    INFO("a fresh network is in train mode, where this one has the opposite sign");
    CHECK_THAT(occlusion(model, np_tensor({1, 1, 2, 2}, 1), {0}, 1, 0),
               IsCloseTo(Array({1, 2, 2}, {1, 2, 3, 4})));
    CHECK_FALSE(layer.learning);
    CHECK(layer.backward_calls == 0);
    check_untouched(model, before);
}

TEST_CASE("an even side, and classes or images that do not fit, are rejected", "[7.5]") {
    const auto model = sum_of_pixels(12);
    for (const std::size_t side : {0, 2, 4}) {
        INFO("side " << side);
        CHECK_THROWS_MATCHES(occlusion(*model, np_tensor({1, 1, 3, 4}), {0}, side, 0), std::invalid_argument,
                             MessageSays(side));
    }
    CHECK_THROWS_MATCHES(occlusion(*model, np_tensor({1, 12}), {0}, 3, 0), wb::shape_error,
                         MessageHas("(1, 12)"));
    CHECK_THROWS_MATCHES(occlusion(*model, np_tensor({2, 1, 3, 4}), {0}, 3, 0), std::invalid_argument,
                         MessageSays(1, 2));
    CHECK_THROWS_MATCHES(occlusion(*model, np_tensor({1, 1, 3, 4}), {8}, 3, 0), std::out_of_range,
                         MessageSays(0, 8, 1));
}

TEST_CASE("an image of one row, or of one column, and several channels", "[7.5]") {
    INFO("the sum of all pixels, [[1 2 3]] and its 3 x 1 twin, side 3, baseline 0");
    const auto model = sum_of_pixels(3);
    CHECK_THAT(occlusion(*model, np_tensor({1, 1, 1, 3}, {1, 2, 3}), {0}, 3, 0),
               IsCloseTo(Array({1, 1, 3}, {3, 6, 5})));
    CHECK_THAT(occlusion(*model, np_tensor({1, 1, 3, 1}, {1, 2, 3}), {0}, 3, 0),
               IsCloseTo(Array({1, 3, 1}, {3, 6, 5})));
}

TEST_CASE("a second image of the same shape is covered again", "[7.5]") {
    const auto model = sum_of_pixels(4);
    np_tensor x({1, 1, 2, 2}, {1, 2, 3, 4});
    const Array before(x);
    occlusion(*model, np_tensor({1, 1, 2, 2}, 9), {0}, 1, 0);
    INFO("an image of nines first, then [[1 2] [3 4]]: is an array static?");
    CHECK_THAT(occlusion(*model, x, {0}, 1, 0), IsCloseTo(Array({1, 2, 2}, {1, 2, 3, 4})));
    INFO("and the image itself stays uncovered");
    CHECK_THAT(x, IsCloseTo(before));
}

TEST_CASE("an empty batch has no occlusion maps", "[7.5]") {
    CHECK_THAT(occlusion(*sum_of_pixels(4), np_tensor({0, 1, 2, 2}), {}, 1, 0), HasShape({0, 2, 2}));
}
