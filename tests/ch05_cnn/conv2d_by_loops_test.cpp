#include "ch05_cnn/conv2d_by_loops.hpp"

#include "tests/ch05_cnn/known_conv2d.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;
using wb::conv2d_by_loops;
using wb::np_tensor;
using wb::shape_error;

// Tolerances: sums of fewer than a hundred products of numbers around 1, so that any order of summation ends
// within 1e-14 of any other. The matchers' own 1e-6 is far above that and far below any mistake.

TEST_CASE("the example of the stub: a filter of 2 x 2 at its two places", "[5.1]") {
    const np_tensor x({1, 1, 2, 3}, {1, 2, 3, 4, 5, 6}), weight({1, 1, 2, 2}, {1, 0, 0, 10});
    INFO("x = [[1 2 3] [4 5 6]], weight = [[1 0] [0 10]], bias 100: 100 + 1*1 + 5*10 and 100 + 2*1 + 6*10");
    CHECK_THAT(conv2d_by_loops(x, weight, np_tensor({1}, {100}), 0),
               IsCloseTo(Array({1, 1, 1, 2}, {151, 162})));
}

TEST_CASE("the filter is laid on as it is, not turned by 180 degrees", "[5.1]") {
    // The 1 stands in the filter's upper left corner: y shows, at each place, the patch's upper left pixel.
    const np_tensor x({1, 1, 3, 3}, {1, 2, 3, 4, 5, 6, 7, 8, 9}), weight({1, 1, 2, 2}, {1, 0, 0, 0});
    INFO("x = [[1 2 3] [4 5 6] [7 8 9]], weight = [[1 0] [0 0]]; turned, it would find 5 first");
    CHECK_THAT(conv2d_by_loops(x, weight, np_tensor({1}), 0), IsCloseTo(Array({1, 1, 2, 2}, {1, 2, 4, 5})));
}

TEST_CASE("with padding, a filter also stands at the edge, half of it on zeros", "[5.1]") {
    const np_tensor x({1, 1, 2, 2}, {1, 2, 3, 4}), weight({1, 1, 3, 3}, {1, 1, 1, 1, 1, 1, 1, 1, 1});
    INFO(
        "x = [[1 2] [3 4]] in a frame of one zero; a filter of 3 x 3 ones sees all four pixels from each "
        "place");
    CHECK_THAT(conv2d_by_loops(x, weight, np_tensor({1}), 1),
               IsCloseTo(Array({1, 1, 2, 2}, {10, 10, 10, 10})));
    INFO("and in a frame of two zeros: the corners of the 4 x 4 result see one pixel each");
    CHECK_THAT(conv2d_by_loops(x, weight, np_tensor({1}), 2),
               IsCloseTo(Array({1, 1, 4, 4}, {1, 3, 3, 2, 4, 10, 10, 6, 4, 10, 10, 6, 3, 7, 7, 4})));
}

TEST_CASE("a filter has weights for each channel, and adds up what it finds in all of them", "[5.1]") {
    const np_tensor x({1, 3, 1, 2}, {1, 2, 10, 20, 100, 200}), weight({1, 3, 1, 1}, {1, 2, 3});
    INFO("three channels of 1 x 2, [1 2], [10 20], [100 200], and the filter 1, 2, 3: 1 + 2*10 + 3*100");
    CHECK_THAT(conv2d_by_loops(x, weight, np_tensor({1}), 0), IsCloseTo(Array({1, 1, 1, 2}, {321, 642})));
}

TEST_CASE("each filter makes a channel, with a bias of its own", "[5.1]") {
    const np_tensor x({2, 1, 1, 2}, {1, 2, 3, 4}), weight({3, 1, 1, 1}, {1, 10, 100});
    INFO("two images, [1 2] and [3 4]; filters 1, 10 and 100, biases 0, 0.5 and 0.25");
    CHECK_THAT(conv2d_by_loops(x, weight, np_tensor({3}, {0, 0.5, 0.25}), 0),
               IsCloseTo(Array({2, 3, 1, 2}, {1, 2, 10.5, 20.5, 100.25, 200.25,  //
                                              3, 4, 30.5, 40.5, 300.25, 400.25})));
}

TEST_CASE("the loops agree with PyTorch", "[5.1]") {
    for (const char* file : {"ch05_conv2d", "ch05_conv2d_unpadded"}) {
        INFO("see tests/golden/" << file << ".json");
        const auto padding = static_cast<std::size_t>(single(golden(file, "padding")));
        CHECK_THAT(conv2d_by_loops(tensor(golden(file, "x")), tensor(golden(file, "weight")),
                                   tensor(golden(file, "bias")), padding),
                   IsCloseTo(golden(file, "y")));
    }
}

TEST_CASE("H' = H + 2P - F + 1 rows, and as many columns as W has it", "[5.1]") {
    const auto shape_of_y = [](wb::Shape x, std::size_t filter, std::size_t padding) {
        const std::size_t C = x[1];
        return conv2d_by_loops(np_tensor(std::move(x)), np_tensor({2, C, filter, filter}), np_tensor({2}),
                               padding);
    };
    CHECK_THAT(shape_of_y({3, 1, 5, 7}, 3, 0), HasShape({3, 2, 3, 5}));
    CHECK_THAT(shape_of_y({3, 1, 5, 7}, 3, 1), HasShape({3, 2, 5, 7}));
    CHECK_THAT(shape_of_y({3, 1, 5, 7}, 5, 1), HasShape({3, 2, 3, 5}));
    CHECK_THAT(shape_of_y({3, 4, 5, 7}, 1, 0), HasShape({3, 2, 5, 7}));
    INFO("a filter as large as the image has one place; no images make no images");
    CHECK_THAT(shape_of_y({3, 1, 5, 5}, 5, 0), HasShape({3, 2, 1, 1}));
    CHECK_THAT(shape_of_y({0, 1, 5, 5}, 3, 1), HasShape({0, 2, 5, 5}));
}

TEST_CASE("what is found moves with the image", "[5.1]") {
    // A small pattern in the middle of zeros, and the same one a row lower and two columns further right.
    np_tensor x({1, 1, 8, 9}), moved({1, 1, 8, 9});
    const Array pattern = random_array({2, 2}, 1);
    for (std::size_t h = 0; h < 2; ++h)
        for (std::size_t w = 0; w < 2; ++w)
            x(0, 0, 3 + h, 3 + w) = moved(0, 0, 4 + h, 5 + w) = pattern.values()[2 * h + w];
    const np_tensor weight = tensor(random_array({1, 1, 3, 3}, 2)), bias({1}, {0.5});
    const np_tensor y = conv2d_by_loops(x, weight, bias, 1);
    np_tensor expected({1, 1, 8, 9}, 0.5);
    for (std::size_t h = 0; h < 7; ++h)
        for (std::size_t w = 0; w < 7; ++w) expected(0, 0, h + 1, w + 2) = y(0, 0, h, w);
    INFO("an image moved down by 1 and right by 2: y moves with it");
    CHECK_THAT(conv2d_by_loops(moved, weight, bias, 1), IsCloseTo(expected));
}

TEST_CASE("arrays that do not fit together are refused, and their shapes named", "[5.1]") {
    const np_tensor x({2, 3, 5, 6}), weight({4, 3, 3, 3}), bias({4});
    INFO("three axes; one channel instead of three; a filter that is no square; one larger than the image");
    CHECK_THROWS_MATCHES(conv2d_by_loops(np_tensor({3, 5, 6}), weight, bias, 1), shape_error,
                         MessageHas("(3, 5, 6)", "(N, C, H, W)"));
    CHECK_THROWS_MATCHES(conv2d_by_loops(np_tensor({2, 1, 5, 6}), weight, bias, 1), shape_error,
                         MessageHas("(2, 1, 5, 6)", "(4, 3, 3, 3)", "channels"));
    CHECK_THROWS_MATCHES(conv2d_by_loops(x, np_tensor({4, 3, 3, 2}), bias, 1), shape_error,
                         MessageHas("(4, 3, 3, 2)", "(M, C, F, F)"));
    CHECK_THROWS_MATCHES(conv2d_by_loops(x, np_tensor({4, 3, 6, 6}), bias, 0), shape_error,
                         MessageHas("(2, 3, 5, 6)", "side 6"));
}

TEST_CASE("as many biases as filters: any other number is refused", "[5.1]") {
    const np_tensor x({2, 3, 5, 6}), weight({4, 3, 3, 3});
    CHECK_THROWS_MATCHES(conv2d_by_loops(x, weight, np_tensor({3}), 1), shape_error,
                         MessageHas("(4, 3, 3, 3)", "(3,)"));
    INFO("five biases for four filters");
    CHECK_THROWS_MATCHES(conv2d_by_loops(x, weight, np_tensor({5}), 1), shape_error,
                         MessageHas("(4, 3, 3, 3)", "(5,)"));
}
