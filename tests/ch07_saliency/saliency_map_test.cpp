#include "ch07_saliency/saliency_map.hpp"

#include <algorithm>

#include "ch07_saliency/input_gradient.hpp"
#include "tests/ch07_saliency/known_nets.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;
using wb::gradient_times_input;
using wb::np_tensor;
using wb::saliency_map;
using wb::shape_error;

// Tolerances: numbers are chosen, or sums of two products; the score is a sum of fewer than a hundred.

TEST_CASE("the example of the stub: of a pixel's channels the largest size", "[7.3]") {
    INFO("one pixel with the gradients 1, -4 and 2");
    CHECK_THAT(saliency_map(np_tensor({1, 3, 1, 1}, {1, -4, 2})), IsCloseTo(Array({1, 1, 1}, {4}), 0, 0));
}

TEST_CASE("with one channel, only the signs go", "[7.3]") {
    INFO("two images of 2 x 3, [[1 -2 3] [-4 5 -6]] and [[0 7 0] [-8 0 9]]");
    CHECK_THAT(saliency_map(np_tensor({2, 1, 2, 3}, {1, -2, 3, -4, 5, -6, 0, 7, 0, -8, 0, 9})),
               IsCloseTo(Array({2, 2, 3}, {1, 2, 3, 4, 5, 6, 0, 7, 0, 8, 0, 9}), 0, 0));
}

TEST_CASE("PyTorch's maps come out of its gradient", "[7.3]") {
    INFO("three images of 2 channels, 6 x 8: see tests/golden/ch07_saliency.json");
    CHECK_THAT(saliency_map(tensor(saliency_golden("gradient"))), IsCloseTo(saliency_golden("saliency")));
    CHECK_THAT(gradient_times_input(tensor(saliency_golden("gradient")), tensor(saliency_golden("x"))),
               IsCloseTo(saliency_golden("gradient_times_input")));
}

TEST_CASE("the example of the stub: gradient times value, added over the channels", "[7.3]") {
    INFO("one pixel with the gradients 1, -4 and 2 and the values 3, 1 and 0: 3 - 4 + 0");
    CHECK_THAT(gradient_times_input(np_tensor({1, 3, 1, 1}, {1, -4, 2}), np_tensor({1, 3, 1, 1}, {3, 1, 0})),
               IsCloseTo(Array({1, 1, 1}, {-1}), 0, 0));
}

TEST_CASE("blank paper contributes nothing, however steep the gradient", "[7.3]") {
    INFO("gradient [[100 2] [-3 -4]], x = [[0 1] [1 0]]");
    CHECK_THAT(gradient_times_input(np_tensor({1, 1, 2, 2}, {100, 2, -3, -4}),
                                    np_tensor({1, 1, 2, 2}, {0, 1, 1, 0})),
               IsCloseTo(Array({1, 2, 2}, {0, 2, -3, 0}), 0, 0));
}

TEST_CASE("of a network without biases, gradient times input adds up to the score", "[7.3]") {
    const auto model = golden_network(0);
    const np_tensor x = tensor(saliency_golden("x")), z = model->forward(x);
    for (const std::size_t k : {0, 1, 4}) {
        const np_tensor map = gradient_times_input(wb::input_gradient(*model, x, {k, k, k}), x);
        for (const std::size_t n : {0, 1, 2}) {
            INFO("image " << n << ", class " << k << ": convolutions, ReLU and pooling, all biases 0");
            CHECK_THAT(sum_of(map, n), Near(z(n, k)));
        }
    }
}

TEST_CASE("of a linear network the saliency is the sizes of its weights, for every image", "[7.3]") {
    const auto model = linear_network({{1, -2}, {3, 4}, {-5, 6}, {7, -8}, {-9, 10}, {11, 12}}, {1, 1});
    for (const unsigned seed : {1u, 2u, 3u}) {
        INFO("class 0 of the weights [[1 -2] [3 4] [-5 6] [7 -8] [-9 10] [11 12]], an image of 2 x 3");
        const np_tensor x = tensor(random_array({1, 1, 2, 3}, seed));
        CHECK_THAT(saliency_map(wb::input_gradient(*model, x, {0})),
                   IsCloseTo(Array({1, 2, 3}, {1, 3, 5, 7, 9, 11})));
    }
}

TEST_CASE("what is no batch of images is refused, and so is a gradient of other images", "[7.3]") {
    CHECK_THROWS_MATCHES(saliency_map(np_tensor({2, 12})), shape_error,
                         MessageHas("(2, 12)", "(N, C, H, W)"));
    CHECK_THROWS_MATCHES(gradient_times_input(np_tensor({2, 12}), np_tensor({2, 12})), shape_error,
                         MessageHas("(2, 12)", "(N, C, H, W)"));
    for (const wb::Shape& shape : {wb::Shape{2, 1, 4, 3}, {1, 1, 3, 4}, {2, 3, 3, 4}, {2, 12}})
        CHECK_THROWS_MATCHES(gradient_times_input(np_tensor({2, 1, 3, 4}), np_tensor(shape)), shape_error,
                             MessageHas("(2, 1, 3, 4)", wb::to_string(shape)));
}
