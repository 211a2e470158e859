#include "ch05_cnn/conv2d_by_loops.hpp"

#include <utility>
#include <vector>

#include "tests/ch05_cnn/known_conv2d.hpp"
#include "tests/support/judge.hpp"
#include "tests/support/known_mistakes.hpp"

using namespace wb::judge;
using wb::conv2d_by_loops;
using wb::np_tensor;
using wb::shape_error;

// Tolerances: sums of fewer than a hundred products of numbers around 1, so that any order of summation ends
// within 1e-14 of any other. The matchers' own 1e-6 is far above that and far below any mistake.

namespace {

/// One image, one channel, one row of two numbers.
Array answer(double left, double right) {
    return Array({1, 1, 1, 2}, {left, right});
}

}  // namespace

TEST_CASE("the example of the stub: a filter of 2 x 2 at its two places", "[5.1]") {
    const np_tensor x({1, 1, 2, 3}, {1, 2, 3, 4, 5, 6}), weight({1, 1, 2, 2}, {1, 0, 0, 10});
    INFO("x = [[1 2 3] [4 5 6]], weight = [[1 0] [0 10]], bias 100: 100 + 1*1 + 5*10 and 100 + 2*1 + 6*10");
    CHECK_THAT(conv2d_by_loops(x, weight, np_tensor({1}, {100}), 0),
               IsCloseTo(Array({1, 1, 1, 2}, {151, 162}),
                         KnownMistakes{{"the bias is forgotten", answer(51, 62)},
                                       {"the sum is not set to 0 for each place", answer(151, 213)},
                                       {"the bias is subtracted", answer(-49, -38)},
                                       {"the bias is added once for each weight", answer(451, 462)},
                                       {"the bias is multiplied by the sum", answer(5100, 6200)},
                                       {"the filter is turned by 180 degrees", answer(115, 126)},
                                       {"sum is set (=) where it should grow (+=)", answer(50, 60)}}));
}

TEST_CASE("the filter is not turned by 180 degrees", "[5.1]") {
    // The 1 is in the filter's upper left corner: y shows, at each place, the patch's upper left pixel.
    const np_tensor x({1, 1, 3, 3}, {1, 2, 3, 4, 5, 6, 7, 8, 9}), weight({1, 1, 2, 2}, {1, 0, 0, 0});
    INFO("x = [[1 2 3] [4 5 6] [7 8 9]], weight = [[1 0] [0 0]]; if it is turned, the first result is 5");
    CHECK_THAT(conv2d_by_loops(x, weight, np_tensor({1}), 0), IsCloseTo(Array({1, 1, 2, 2}, {1, 2, 4, 5})));
}

TEST_CASE("with padding, a filter is also centered on the edge pixels, half of it on zeros", "[5.1]") {
    const np_tensor x({1, 1, 2, 2}, {1, 2, 3, 4}), weight({1, 1, 3, 3}, {1, 1, 1, 1, 1, 1, 1, 1, 1});
    INFO(
        "x = [[1 2] [3 4]] in a frame of one zero; a filter of 3 x 3 ones sees all four pixels from each "
        "place");
    CHECK_THAT(
        conv2d_by_loops(x, weight, np_tensor({1}), 1),
        IsCloseTo(
            Array({1, 1, 2, 2}, {10, 10, 10, 10}),
            KnownMistakes{
                {"the frame is only at the bottom and at the right", Array({1, 1, 2, 2}, {10, 6, 7, 4})},
                {"the frame is only at the top and at the left", Array({1, 1, 2, 2}, {1, 3, 4, 10})}}));
    INFO("and in a frame of two zeros: the corners of the 4 x 4 result see one pixel each");
    CHECK_THAT(conv2d_by_loops(x, weight, np_tensor({1}), 2),
               IsCloseTo(Array({1, 1, 4, 4}, {1, 3, 3, 2, 4, 10, 10, 6, 4, 10, 10, 6, 3, 7, 7, 4})));
}

TEST_CASE("a filter has weights for each channel, and sums over all channels", "[5.1]") {
    const np_tensor x({1, 3, 1, 2}, {1, 2, 10, 20, 100, 200}), weight({1, 3, 1, 1}, {1, 2, 3});
    INFO("three channels of 1 x 2, [1 2], [10 20], [100 200], and the filter 1, 2, 3: 1 + 2*10 + 3*100");
    CHECK_THAT(
        conv2d_by_loops(x, weight, np_tensor({1}), 0),
        IsCloseTo(Array({1, 1, 1, 2}, {321, 642}),
                  KnownMistakes{{"all weights read the first channel of the image", answer(6, 12)},
                                {"all channels are read with the first channel's weight", answer(111, 222)},
                                {"only the first channel counts", answer(1, 2)},
                                {"only the last channel counts", answer(300, 600)},
                                {"the channels are averaged, not added up", answer(107, 214)}}));
    INFO("and a bias of 1000, which is added once");
    CHECK_THAT(conv2d_by_loops(x, weight, np_tensor({1}, {1000}), 0),
               IsCloseTo(answer(1321, 1642),
                         KnownMistakes{{"the bias is added once for each channel", answer(3321, 3642)}}));
}

TEST_CASE("each filter makes one channel, with its own bias", "[5.1]") {
    const np_tensor x({2, 1, 1, 2}, {1, 2, 3, 4}), weight({3, 1, 1, 1}, {1, 10, 100});
    INFO("two images, [1 2] and [3 4]; filters 1, 10 and 100, biases 2, 0.5 and 0.25");
    const auto images = [](std::vector<double> numbers) { return Array({2, 3, 1, 2}, std::move(numbers)); };
    CHECK_THAT(
        conv2d_by_loops(x, weight, np_tensor({3}, {2, 0.5, 0.25}), 0),
        IsCloseTo(images({3, 4, 10.5, 20.5, 100.25, 200.25, 5, 6, 30.5, 40.5, 300.25, 400.25}),
                  KnownMistakes{
                      {"all filters have the bias of the first",
                       images({3, 4, 12, 22, 102, 202, 5, 6, 32, 42, 302, 402})},
                      {"the sum is a whole number", images({3, 4, 10, 20, 100, 200, 5, 6, 30, 40, 300, 400})},
                      {"the first filter is used for all",
                       images({3, 4, 1.5, 2.5, 1.25, 2.25, 5, 6, 3.5, 4.5, 3.25, 4.25})},
                      {"the first image is read for all",
                       images({3, 4, 10.5, 20.5, 100.25, 200.25, 3, 4, 10.5, 20.5, 100.25, 200.25})}}));
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
    INFO("a filter as large as the image has one place; an empty batch gives an empty batch");
    CHECK_THAT(shape_of_y({3, 1, 5, 5}, 5, 0), HasShape({3, 2, 1, 1}));
    CHECK_THAT(shape_of_y({0, 1, 5, 5}, 3, 1), HasShape({0, 2, 5, 5}));
}

TEST_CASE("if the image moves, the output moves with it", "[5.1]") {
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

TEST_CASE("arrays that do not fit together are an error that names their shapes", "[5.1]") {
    const np_tensor x({2, 3, 5, 6}), weight({4, 3, 3, 3}), bias({4});
    INFO("three axes; one channel instead of three; a filter that is no square; one larger than the image");
    CHECK_THROWS_MATCHES(conv2d_by_loops(np_tensor({3, 5, 6}), weight, bias, 1), shape_error,
                         MessageHas("(3, 5, 6)"));
    CHECK_THROWS_MATCHES(conv2d_by_loops(np_tensor({2, 1, 5, 6}), weight, bias, 1), shape_error,
                         MessageHas("(2, 1, 5, 6)"));
    CHECK_THROWS_MATCHES(conv2d_by_loops(x, np_tensor({4, 3, 3, 2}), bias, 1), shape_error,
                         MessageHas("(4, 3, 3, 2)"));
    CHECK_THROWS_AS(conv2d_by_loops(x, np_tensor({4, 3, 6, 6}), bias, 0), shape_error);
}

TEST_CASE("a number of biases other than the number of filters is rejected", "[5.1]") {
    const np_tensor x({2, 3, 5, 6}), weight({4, 3, 3, 3});
    CHECK_THROWS_MATCHES(conv2d_by_loops(x, weight, np_tensor({3}), 1), shape_error, MessageHas("(3,)"));
    INFO("five biases for four filters");
    CHECK_THROWS_MATCHES(conv2d_by_loops(x, weight, np_tensor({5}), 1), shape_error, MessageHas("(5,)"));
}

TEST_CASE("u counts the rows of the filter, v its columns", "[5.1]") {
    // The 1 is in the middle of the filter's first row: y shows each patch's first row, second column.
    np_tensor x({1, 1, 4, 5}), weight({1, 1, 3, 3}), expected({1, 1, 2, 3}), swapped({1, 1, 2, 3}),
        turned({1, 1, 2, 3});
    const auto pixel = [](std::size_t h, std::size_t w) { return static_cast<double>(10 * h + w); };
    for (std::size_t h = 0; h < 4; ++h)
        for (std::size_t w = 0; w < 5; ++w) x(0, 0, h, w) = pixel(h, w);
    weight(0, 0, 0, 1) = 1;
    for (std::size_t h = 0; h < 2; ++h)
        for (std::size_t w = 0; w < 3; ++w) {
            expected(0, 0, h, w) = pixel(h, w + 1);
            swapped(0, 0, h, w) = pixel(h + 1, w);
            turned(0, 0, h, w) = pixel(h + 2, w + 1);
        }
    INFO("x(h, w) = 10 h + w, 4 x 5; weight = [[0 1 0] [0 0 0] [0 0 0]]");
    CHECK_THAT(conv2d_by_loops(x, weight, np_tensor({1}), 0),
               IsCloseTo(expected, KnownMistakes{{"u and v are swapped: the filter is transposed", swapped},
                                                 {"the filter is turned by 180 degrees", turned}}));
}

TEST_CASE("sums are real numbers, not integers", "[5.1]") {
    const np_tensor x({1, 1, 1, 2}, {0.5, 0.75}), weight({1, 1, 1, 1}, {0.5});
    INFO("x = [[0.5 0.75]], a filter of 1 x 1, 0.5, and the bias 0.25");
    CHECK_THAT(conv2d_by_loops(x, weight, np_tensor({1}, {0.25}), 0),
               IsCloseTo(answer(0.5, 0.625), KnownMistakes{{"the sum is a whole number", answer(0, 0)}}));
}

TEST_CASE("each call starts again: nothing of an earlier call is left", "[5.1]") {
    const np_tensor x = tensor(random_array({2, 3, 4, 5}, 31)),
                    other = tensor(random_array({2, 3, 4, 5}, 32)),
                    weight = tensor(random_array({2, 3, 2, 2}, 33)), bias({2});
    const np_tensor first = conv2d_by_loops(x, weight, bias, 1);
    conv2d_by_loops(other, weight, bias, 1);
    INFO(
        "images x, then other images of the same shape, then x again: is an array static, or a sum not "
        "reset?");
    CHECK_THAT(conv2d_by_loops(x, weight, bias, 1), IsCloseTo(first));
    np_tensor negative = x;
    for (wb::real& value : negative.values()) value = -value;
    np_tensor opposite = first;
    for (wb::real& value : opposite.values()) value = -value;
    INFO("the images -x give -y, as all biases are 0: is an array static, or a sum not reset?");
    CHECK_THAT(conv2d_by_loops(negative, weight, bias, 1), IsCloseTo(opposite));
}

TEST_CASE("one image, one channel and one filter, and several of each", "[5.1]") {
    for (const wb::Shape& shape : {wb::Shape{1, 1, 3, 5}, {1, 3, 5, 3}, {3, 1, 5, 3}, {2, 3, 3, 5}})
        for (const std::size_t filters : {1, 2}) {
            const np_tensor x = tensor(random_array(shape, 34)),
                            weight = tensor(random_array({filters, shape[1], 3, 3}, 35));
            const np_tensor y = conv2d_by_loops(x, weight, np_tensor({filters}), 1);
            INFO("images " << wb::to_string(shape) << ", " << filters << " filter(s) of 3 x 3, padding 1");
            REQUIRE_THAT(y, HasShape({shape[0], filters, shape[2], shape[3]}));
            // At the last place, only the filter's upper left 2 x 2 lies on the image.
            double sum = 0;
            for (std::size_t c = 0; c < shape[1]; ++c)
                for (std::size_t u = 0; u < 2; ++u)
                    for (std::size_t v = 0; v < 2; ++v)
                        sum += x(shape[0] - 1, c, shape[2] - 2 + u, shape[3] - 2 + v) *
                               weight(filters - 1, c, u, v);
            INFO("the last number of y: the lower right corner of the last image, under the last filter");
            CHECK_THAT(y(shape[0] - 1, filters - 1, shape[2] - 1, shape[3] - 1), Near(sum));
        }
}
