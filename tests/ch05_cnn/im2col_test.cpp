#include "ch05_cnn/im2col.hpp"

#include <cstddef>
#include <utility>
#include <vector>

#include "tests/ch05_cnn/known_conv2d.hpp"
#include "tests/support/judge.hpp"
#include "tests/support/known_mistakes.hpp"

using namespace wb::judge;
using wb::col2im;
using wb::im2col;
using wb::np_tensor;
using wb::shape_error;

// Tolerances: im2col copies, so its numbers are exact; col2im adds up fewer than ten numbers around 1.

TEST_CASE("two patches of 2 x 2, as in the stub's example", "[5.2]") {
    INFO("x = [[1 2 3] [4 5 6]]: the first patch is [[1 2] [4 5]], the second one pixel further right");
    CHECK_THAT(
        im2col(np_tensor({1, 1, 2, 3}, {1, 2, 3, 4, 5, 6}), 2, 0),
        IsCloseTo({{1, 2, 4, 5}, {2, 3, 5, 6}},
                  KnownMistakes{
                      {"each patch is copied column by column", {{1, 4, 2, 5}, {2, 5, 3, 6}}},
                      {"the patches are columns, not rows", {{1, 2}, {2, 3}, {4, 5}, {5, 6}}},
                      {"the patches are columns, not rows", {{1, 2}, {4, 5}, {2, 3}, {5, 6}}},
                      {"rows are taken to be as long as columns: H for W", {{1, 2, 3, 4}, {2, 3, 4, 5}}},
                      {"each row of a patch is the first row", {{1, 2, 1, 2}, {2, 3, 2, 3}}},
                      {"the filter moves by its own side, not by one pixel", {{1, 2, 4, 5}, {3, 4, 6, 0}}}}));
}

TEST_CASE("rows by image and place in reading order; in a row channel after channel", "[5.2]") {
    INFO(
        "each pixel is 1000 n + 100 c + 10 h + w, all counted from 1: 1234 is image 1, channel 2, row 3, "
        "column 4");
    // Each number of the patches from the place in x that a mistake takes it from.
    const auto patches = [](auto place) {
        const np_tensor x = numbered_images(2, 2, 3, 3);
        Array result({8, 8}, std::vector<double>(64));
        for (std::size_t i = 0; i < 64; ++i)
            result.values()[i] = place(x, i / 32, i / 16 % 2, i / 8 % 2, i / 4 % 2, i / 2 % 2, i % 2);
        return result;
    };
    using Index = std::size_t;
    const auto first_channel = [](const np_tensor& x, Index n, Index h, Index w, Index, Index u, Index v) {
        return x(n, 0, h + u, w + v);
    };
    const auto first_image = [](const np_tensor& x, Index, Index h, Index w, Index c, Index u, Index v) {
        return x(0, c, h + u, w + v);
    };
    const auto columns_first = [](const np_tensor& x, Index n, Index h, Index w, Index c, Index u, Index v) {
        return x(n, c, w + u, h + v);
    };
    const auto channels_last = [](const np_tensor& x, Index n, Index h, Index w, Index c, Index u, Index v) {
        return x(n, v, h + c, w + u);
    };
    const auto turned = [](const np_tensor& x, Index n, Index h, Index w, Index c, Index u, Index v) {
        return x(n, c, h + 1 - u, w + 1 - v);
    };
    const auto mirrored = [](const np_tensor& x, Index n, Index h, Index w, Index c, Index u, Index v) {
        return x(n, c, h + u, w + 1 - v);
    };
    CHECK_THAT(
        im2col(numbered_images(2, 2, 3, 3), 2, 0),
        IsCloseTo({{1111, 1112, 1121, 1122, 1211, 1212, 1221, 1222},
                   {1112, 1113, 1122, 1123, 1212, 1213, 1222, 1223},
                   {1121, 1122, 1131, 1132, 1221, 1222, 1231, 1232},
                   {1122, 1123, 1132, 1133, 1222, 1223, 1232, 1233},
                   {2111, 2112, 2121, 2122, 2211, 2212, 2221, 2222},
                   {2112, 2113, 2122, 2123, 2212, 2213, 2222, 2223},
                   {2121, 2122, 2131, 2132, 2221, 2222, 2231, 2232},
                   {2122, 2123, 2132, 2133, 2222, 2223, 2232, 2233}},
                  KnownMistakes{{"the first channel is read for all", patches(first_channel)},
                                {"the first image is read for all", patches(first_image)},
                                {"the places go column by column", patches(columns_first)},
                                {"the channels of a pixel lie side by side", patches(channels_last)},
                                {"each patch is turned by 180 degrees", patches(turned)},
                                {"each patch is mirrored: its rows are read backwards", patches(mirrored)}}));
}

TEST_CASE("with padding, the patches at the edge hold zeros", "[5.2]") {
    INFO("x = [[1 2] [3 4]] in a frame of one zero, patches of 3 x 3");
    CHECK_THAT(im2col(np_tensor({1, 1, 2, 2}, {1, 2, 3, 4}), 3, 1), IsCloseTo({{0, 0, 0, 0, 1, 2, 0, 3, 4},
                                                                               {0, 0, 0, 1, 2, 0, 3, 4, 0},
                                                                               {0, 1, 2, 0, 3, 4, 0, 0, 0},
                                                                               {1, 2, 0, 3, 4, 0, 0, 0, 0}},
                                                                              0, 0));
}

TEST_CASE("the patches are those of PyTorch", "[5.2]") {
    for (const char* file : {"ch05_conv2d", "ch05_conv2d_unpadded"}) {
        INFO("see tests/golden/" << file << ".json, patches");
        const Array weight = golden(file, "weight");
        CHECK_THAT(im2col(tensor(golden(file, "x")), weight.shape()[2],
                          static_cast<std::size_t>(single(golden(file, "padding")))),
                   IsCloseTo(golden(file, "patches"), 0, 0));
    }
}

TEST_CASE("patches of 1 x 1: the channels of each pixel, side by side", "[5.2]") {
    CHECK_THAT(
        im2col(numbered_images(1, 3, 2, 2), 1, 0),
        IsCloseTo({{1111, 1211, 1311}, {1112, 1212, 1312}, {1121, 1221, 1321}, {1122, 1222, 1322}}, 0, 0));
}

TEST_CASE("N H' W' rows of C F F numbers", "[5.2]") {
    CHECK_THAT(im2col(np_tensor({3, 2, 5, 7}), 3, 0), HasShape({3 * 3 * 5, 2 * 9}));
    CHECK_THAT(im2col(np_tensor({3, 2, 5, 7}), 3, 1), HasShape({3 * 5 * 7, 2 * 9}));
    CHECK_THAT(im2col(np_tensor({3, 2, 5, 7}), 5, 0), HasShape({3 * 1 * 3, 2 * 25}));
    CHECK_THAT(im2col(np_tensor({0, 2, 5, 7}), 3, 1), HasShape({0, 2 * 9}));
}

TEST_CASE("rows and columns are not mixed up: an image that is not square", "[5.2]") {
    INFO(
        "one image of 3 x 4 and 2 channels, each pixel 1000 n + 100 c + 10 h + w, all counted from 1; F = 2");
    CHECK_THAT(im2col(numbered_images(1, 2, 3, 4), 2, 0),
               IsCloseTo({{1111, 1112, 1121, 1122, 1211, 1212, 1221, 1222},
                          {1112, 1113, 1122, 1123, 1212, 1213, 1222, 1223},
                          {1113, 1114, 1123, 1124, 1213, 1214, 1223, 1224},
                          {1121, 1122, 1131, 1132, 1221, 1222, 1231, 1232},
                          {1122, 1123, 1132, 1133, 1222, 1223, 1232, 1233},
                          {1123, 1124, 1133, 1134, 1223, 1224, 1233, 1234}},
                         0, 0));
}

TEST_CASE("im2col starts again with each call: nothing of an earlier one is left", "[5.2]") {
    INFO("an image of nines first, then [[1 2] [3 4]] of the same shape, both in a frame of one zero");
    im2col(np_tensor({1, 1, 2, 2}, 9), 2, 1);
    INFO("is an array static, and kept from the first call?");
    CHECK_THAT(im2col(np_tensor({1, 1, 2, 2}, {1, 2, 3, 4}), 2, 1), IsCloseTo({{0, 0, 0, 1},
                                                                               {0, 0, 1, 2},
                                                                               {0, 0, 2, 0},
                                                                               {0, 1, 0, 3},
                                                                               {1, 2, 3, 4},
                                                                               {2, 0, 4, 0},
                                                                               {0, 3, 0, 0},
                                                                               {3, 4, 0, 0},
                                                                               {4, 0, 0, 0}},
                                                                              0, 0));
}

TEST_CASE("im2col rejects arrays that are not images, and a filter that fits nowhere", "[5.2]") {
    CHECK_THROWS_MATCHES(im2col(np_tensor({5, 7}), 3, 0), shape_error, MessageHas("(5, 7)"));
    INFO("images of 5 x 7 without a frame: filters of side 6 and of side 0");
    CHECK_THROWS_AS(im2col(np_tensor({1, 1, 5, 7}), 6, 0), shape_error);
    CHECK_THROWS_AS(im2col(np_tensor({1, 1, 5, 7}), 0, 0), shape_error);
}

TEST_CASE("the example of the stub: where two patches overlap, both are added", "[5.4]") {
    INFO("patches [[1 2] [4 5]] and, one pixel further right, [[2 3] [5 6]]: the middle column is in both");
    const auto image = [](std::vector<double> pixels) { return Array({1, 1, 2, 3}, std::move(pixels)); };
    CHECK_THAT(
        col2im(np_tensor({2, 4}, {1, 2, 4, 5, 2, 3, 5, 6}), {1, 1, 2, 3}, 2, 0),
        IsCloseTo(image({1, 4, 3, 4, 10, 6}),
                  KnownMistakes{
                      {"a patch replaces what earlier patches left, or the sum is divided by their number",
                       image({1, 2, 3, 4, 5, 6})},
                      {"only the first row of each patch arrives", image({1, 4, 3, 0, 0, 0})},
                      {"each patch is read column by column", image({1, 6, 5, 2, 8, 6})},
                      {"only the first patch arrives", image({1, 2, 0, 4, 5, 0})},
                      {"rows are taken to be as long as columns: H for W", image({1, 4, 7, 10, 6, 0})}}));
}

TEST_CASE("with a frame, the middle of the first patch is pixel (0, 0)", "[5.4]") {
    // 2 x 3 pixels in a frame of one zero, patches of 3 x 3: one number of the first patch, u = 1, v = 1.
    np_tensor dpatches({6, 9}), expected({1, 1, 2, 3}), shifted({1, 1, 2, 3});
    dpatches(0, 4) = expected(0, 0, 0, 0) = shifted(0, 0, 1, 1) = 1;
    INFO("an image of 2 x 3, F = 3, P = 1; a single 1 in patch 0, at u = 1, v = 1");
    CHECK_THAT(
        col2im(dpatches, {1, 1, 2, 3}, 3, 1),
        IsCloseTo(expected,
                  KnownMistakes{{"the frame is taken away at the bottom and at the right only", shifted}}));
}

TEST_CASE("col2im of all-ones patches counts the patches that cover each pixel", "[5.4]") {
    INFO("3 x 3 pixels, patches of 2 x 2: a corner is in one, an edge in two, the middle in four");
    CHECK_THAT(col2im(np_tensor({4, 4}, 1), {1, 1, 3, 3}, 2, 0),
               IsCloseTo(Array({1, 1, 3, 3}, {1, 2, 1, 2, 4, 2, 1, 2, 1})));
    INFO("2 x 2 pixels in a frame, patches of 3 x 3: every pixel is in all four; the frame is removed");
    CHECK_THAT(col2im(np_tensor({4, 9}, 1), {1, 1, 2, 2}, 3, 1),
               IsCloseTo(Array({1, 1, 2, 2}, {4, 4, 4, 4})));
}

TEST_CASE("each patch goes to its own image, and to the channel it came from", "[5.4]") {
    // One number of all patches is 1: image 1, place (1, 0) of 2 x 2; channel 1, u = 0, v = 1 of 2 x 2.
    np_tensor dpatches({2 * 4, 3 * 4}), expected({2, 3, 3, 3});
    dpatches(4 + 2, 4 + 1) = 1;
    expected(1, 1, 1 + 0, 0 + 1) = 1;
    np_tensor first_channel({2, 3, 3, 3}), first_image({2, 3, 3, 3});
    first_channel(1, 0, 1, 1) = first_image(0, 1, 1, 1) = 1;
    INFO(
        "2 images of 3 channels, 3 x 3; a single 1 in patch 6 of 8, at 5 of 12: n = 1, h = 1, w = 0; c = 1, "
        "u = 0, v = 1");
    CHECK_THAT(col2im(dpatches, {2, 3, 3, 3}, 2, 0),
               IsCloseTo(expected, KnownMistakes{{"all channels go to the first", first_channel},
                                                 {"all images go to the first", first_image}}));
}

TEST_CASE("col2im agrees with PyTorch", "[5.4]") {
    for (const char* file : {"ch05_conv2d", "ch05_conv2d_unpadded"}) {
        INFO("see tests/golden/" << file << ".json, folded");
        CHECK_THAT(col2im(tensor(golden(file, "dpatches")), golden(file, "x").shape(),
                          golden(file, "weight").shape()[2],
                          static_cast<std::size_t>(single(golden(file, "padding")))),
                   IsCloseTo(golden(file, "folded")));
    }
}

TEST_CASE("it is the transpose of im2col: sum(im2col(x) d) = sum(x col2im(d))", "[5.4]") {
    const np_tensor x = tensor(random_array({2, 3, 5, 6}, 1)),
                    d = tensor(random_array({2 * 5 * 6, 3 * 9}, 2));
    const np_tensor patches = im2col(x, 3, 1), image = col2im(d, x.shape(), 3, 1);
    REQUIRE_THAT(patches, HasShape(d.shape()));
    REQUIRE_THAT(image, HasShape(x.shape()));
    double of_patches = 0, of_images = 0;
    for (std::size_t i = 0; i < d.size(); ++i) of_patches += patches.values()[i] * d.values()[i];
    for (std::size_t i = 0; i < x.size(); ++i) of_images += x.values()[i] * image.values()[i];
    INFO("x (2, 3, 5, 6) and d (60, 27) at random, F = 3, P = 1");
    CHECK_THAT(of_images, Near(of_patches));
}

TEST_CASE("dx agrees with numerical derivatives of im2col", "[5.4]") {
    np_tensor x = tensor(random_array({2, 3, 4, 5}, 3));
    const Array dpatches = random_array({2 * 4 * 5, 3 * 9}, 4);
    const np_tensor dx = col2im(tensor(dpatches), x.shape(), 3, 1);
    CHECK_THAT(check_gradients({.forward = [&] { return Array(im2col(x, 3, 1)); },
                                .upstream = dpatches,
                                .inputs = {gradient_of("x", x, dx)},
                                .batch = 2}),
               AllAgree());
}

TEST_CASE("no patches give an empty batch of images", "[5.4]") {
    CHECK_THAT(col2im(np_tensor({0, 18}), {0, 2, 5, 7}, 3, 1), HasShape({0, 2, 5, 7}));
}

TEST_CASE("col2im rejects patches that do not fit the shape of the images", "[5.4]") {
    // Images (2, 3, 5, 6) have 60 patches of 27 numbers each.
    INFO(
        "transposed; one patch too few; patches of another filter; the shape of the images is no shape of "
        "images");
    CHECK_THROWS_MATCHES(col2im(np_tensor({27, 60}), {2, 3, 5, 6}, 3, 1), shape_error,
                         MessageHas("(27, 60)"));
    CHECK_THROWS_MATCHES(col2im(np_tensor({59, 27}), {2, 3, 5, 6}, 3, 1), shape_error,
                         MessageHas("(59, 27)"));
    CHECK_THROWS_MATCHES(col2im(np_tensor({60, 75}), {2, 3, 5, 6}, 3, 1), shape_error,
                         MessageHas("(60, 75)"));
    CHECK_THROWS_AS(col2im(np_tensor({60, 27}), {2, 3, 30}, 3, 1), shape_error);
}

TEST_CASE("col2im starts with zeros each time: nothing of an earlier call is left", "[5.4]") {
    const np_tensor d = tensor(random_array({2 * 4 * 5, 3 * 9}, 5));
    const np_tensor first = col2im(d, {2, 3, 4, 5}, 3, 1);
    INFO("the same patches again: is an array static, and still holds the sums of the first call?");
    CHECK_THAT(col2im(d, {2, 3, 4, 5}, 3, 1), IsCloseTo(first));
}

TEST_CASE("patches of 1 x 1 go back to where they were, without a frame and with one", "[5.4]") {
    const np_tensor x = tensor(random_array({2, 3, 4, 5}, 6));
    for (const std::size_t padding : {0, 1, 2}) {
        INFO("F = 1, each pixel is a patch; padding " << padding);
        CHECK_THAT(col2im(im2col(x, 1, padding), x.shape(), 1, padding), IsCloseTo(x));
    }
}
