#include "ch07_saliency/occlusion.hpp"

#include <stdexcept>

#include "tests/ch07_saliency/known_nets.hpp"
#include "tests/support/judge.hpp"

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

TEST_CASE("the example of the stub: a sum loses what is covered", "[7.5]") {
    const auto model = sum_of_pixels(4);
    const np_tensor x({1, 1, 2, 2}, {1, 2, 3, 4});
    INFO("scores that are the sum of all pixels, x = [[1 2] [3 4]], baseline 0");
    CHECK_THAT(occlusion(*model, x, {0}, 1, 0), IsCloseTo(Array({1, 2, 2}, {1, 2, 3, 4})));
    INFO("with side 3, every square covers the whole image");
    CHECK_THAT(occlusion(*model, x, {0}, 3, 0), IsCloseTo(Array({1, 2, 2}, {10, 10, 10, 10})));
}

TEST_CASE("the square has its middle on the pixel, and ends where the image ends", "[7.5]") {
    const auto model = sum_of_pixels(12);
    INFO("the sum of all pixels, x = [[1 2 3 4] [10 20 30 40] [100 200 300 400]], side 3, baseline 0");
    CHECK_THAT(occlusion(*model, np_tensor({1, 1, 3, 4}, {1, 2, 3, 4, 10, 20, 30, 40, 100, 200, 300, 400}),
                         {0}, 3, 0),
               IsCloseTo(Array({1, 3, 4}, {33, 66, 99, 77, 333, 666, 999, 777, 330, 660, 990, 770})));
    INFO("side 5: two rows and columns to each side");
    CHECK_THAT(
        occlusion(*model, np_tensor({1, 1, 3, 4}, {1, 2, 3, 4, 10, 20, 30, 40, 100, 200, 300, 400}), {0}, 5,
                  0),
        IsCloseTo(Array({1, 3, 4}, {666, 1110, 1110, 999, 666, 1110, 1110, 999, 666, 1110, 1110, 999})));
}

TEST_CASE("all channels are covered, with the baseline", "[7.5]") {
    const auto model = sum_of_pixels(4);
    INFO("the sum of two channels of 1 x 2, [[1 2]] and [[10 20]]; what is covered becomes 3");
    CHECK_THAT(occlusion(*model, np_tensor({1, 2, 1, 2}, {1, 2, 10, 20}), {0}, 1, 3),
               IsCloseTo(Array({1, 1, 2}, {11 - 6, 22 - 6})));
}

TEST_CASE("a fall of the score is positive, a rise negative; each image has its own class", "[7.5]") {
    const auto model = linear_network({{1, 10}, {2, -20}, {-3, 30}, {4, 40}, {5, 50}, {6, 60}}, {7, 8});
    INFO("W = [[1 10] [2 -20] [-3 30] [4 40] [5 50] [6 60]], two images of ones, 2 x 3, classes 1 and 0");
    CHECK_THAT(occlusion(*model, np_tensor({2, 1, 2, 3}, 1), {1, 0}, 1, 0),
               IsCloseTo(Array({2, 2, 3}, {10, -20, 30, 40, 50, 60, 1, 2, -3, 4, 5, 6})));
}

TEST_CASE("PyTorch's falls of the score come out", "[7.5]") {
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

TEST_CASE("a square over everything costs all that the image has brought in", "[7.5]") {
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

TEST_CASE("the network is judged in eval mode, and learns nothing", "[7.5]") {
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

TEST_CASE("a square without a middle, and what does not fit, is refused", "[7.5]") {
    const auto model = sum_of_pixels(12);
    for (const std::size_t side : {0, 2, 4}) {
        INFO("side " << side);
        CHECK_THROWS_MATCHES(occlusion(*model, np_tensor({1, 1, 3, 4}), {0}, side, 0), std::invalid_argument,
                             MessageHas("odd", std::to_string(side)));
    }
    CHECK_THROWS_MATCHES(occlusion(*model, np_tensor({1, 12}), {0}, 3, 0), wb::shape_error,
                         MessageHas("(1, 12)", "(N, C, H, W)"));
    CHECK_THROWS_MATCHES(occlusion(*model, np_tensor({2, 1, 3, 4}), {0}, 3, 0), std::invalid_argument,
                         MessageHas("1 classes", "2 samples"));
    CHECK_THROWS_MATCHES(occlusion(*model, np_tensor({1, 1, 3, 4}), {1}, 3, 0), std::out_of_range,
                         MessageHas("class 0 is 1"));
}
