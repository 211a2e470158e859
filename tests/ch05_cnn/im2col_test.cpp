#include "ch05_cnn/im2col.hpp"

#include "tests/ch05_cnn/known_conv2d.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;
using wb::col2im;
using wb::im2col;
using wb::np_tensor;
using wb::shape_error;

// Tolerances: im2col copies, so its numbers are exact; col2im adds up fewer than ten numbers around 1.

TEST_CASE("two patches of 2 x 2, as in the stub's example", "[5.2]") {
    INFO("x = [[1 2 3] [4 5 6]]: the first patch is [[1 2] [4 5]], the second one pixel further right");
    CHECK_THAT(im2col(np_tensor({1, 1, 2, 3}, {1, 2, 3, 4, 5, 6}), 2, 0),
               IsCloseTo({{1, 2, 4, 5}, {2, 3, 5, 6}}, 0, 0));
}

TEST_CASE("rows by image and place in reading order; in a row channel after channel", "[5.2]") {
    INFO(
        "each pixel is 1000 n + 100 c + 10 h + w, all counted from 1: 1234 is image 1, channel 2, row 3, "
        "column 4");
    CHECK_THAT(im2col(numbered_images(2, 2, 3, 3), 2, 0),
               IsCloseTo({{1111, 1112, 1121, 1122, 1211, 1212, 1221, 1222},
                          {1112, 1113, 1122, 1123, 1212, 1213, 1222, 1223},
                          {1121, 1122, 1131, 1132, 1221, 1222, 1231, 1232},
                          {1122, 1123, 1132, 1133, 1222, 1223, 1232, 1233},
                          {2111, 2112, 2121, 2122, 2211, 2212, 2221, 2222},
                          {2112, 2113, 2122, 2123, 2212, 2213, 2222, 2223},
                          {2121, 2122, 2131, 2132, 2221, 2222, 2231, 2232},
                          {2122, 2123, 2132, 2133, 2222, 2223, 2232, 2233}},
                         0, 0));
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

TEST_CASE("im2col refuses what are no images, and a filter that has no place", "[5.2]") {
    CHECK_THROWS_MATCHES(im2col(np_tensor({5, 7}), 3, 0), shape_error, MessageHas("(5, 7)", "(N, C, H, W)"));
    CHECK_THROWS_MATCHES(im2col(np_tensor({1, 1, 5, 7}), 6, 0), shape_error,
                         MessageHas("(1, 1, 5, 7)", "side 6"));
    CHECK_THROWS_MATCHES(im2col(np_tensor({1, 1, 5, 7}), 0, 0), shape_error, MessageHas("side 0"));
}

TEST_CASE("the example of the stub: where two patches overlap, both are added", "[5.4]") {
    INFO("patches [[1 2] [4 5]] and, one pixel further right, [[2 3] [5 6]]: the middle column is in both");
    CHECK_THAT(col2im(np_tensor({2, 4}, {1, 2, 4, 5, 2, 3, 5, 6}), {1, 1, 2, 3}, 2, 0),
               IsCloseTo(Array({1, 1, 2, 3}, {1, 4, 3, 4, 10, 6})));
}

TEST_CASE("of patches of ones comes how many patches each pixel lies in", "[5.4]") {
    INFO("3 x 3 pixels, patches of 2 x 2: a corner lies in one, an edge in two, the middle in four");
    CHECK_THAT(col2im(np_tensor({4, 4}, 1), {1, 1, 3, 3}, 2, 0),
               IsCloseTo(Array({1, 1, 3, 3}, {1, 2, 1, 2, 4, 2, 1, 2, 1})));
    INFO("2 x 2 pixels in a frame, patches of 3 x 3: every pixel lies in all four; the frame is thrown away");
    CHECK_THAT(col2im(np_tensor({4, 9}, 1), {1, 1, 2, 2}, 3, 1),
               IsCloseTo(Array({1, 1, 2, 2}, {4, 4, 4, 4})));
}

TEST_CASE("each patch goes to its own image, and to the channel it came from", "[5.4]") {
    // One number of all patches is 1: image 1, place (1, 0) of 2 x 2; channel 1, u = 0, v = 1 of 2 x 2.
    np_tensor dpatches({2 * 4, 3 * 4}), expected({2, 3, 3, 3});
    dpatches(4 + 2, 4 + 1) = 1;
    expected(1, 1, 1 + 0, 0 + 1) = 1;
    INFO(
        "2 images of 3 channels, 3 x 3; a single 1 in patch 6 of 8, at 5 of 12: n = 1, h = 1, w = 0; c = 1, "
        "u = 0, v = 1");
    CHECK_THAT(col2im(dpatches, {2, 3, 3, 3}, 2, 0), IsCloseTo(expected));
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

TEST_CASE("no patches make no images", "[5.4]") {
    CHECK_THAT(col2im(np_tensor({0, 18}), {0, 2, 5, 7}, 3, 1), HasShape({0, 2, 5, 7}));
}

TEST_CASE("col2im refuses patches that such images do not have", "[5.4]") {
    // Images (2, 3, 5, 6) have 60 patches of 27 numbers each.
    INFO(
        "transposed; one patch too few; patches of another filter; the shape of the images is no shape of "
        "images");
    CHECK_THROWS_MATCHES(col2im(np_tensor({27, 60}), {2, 3, 5, 6}, 3, 1), shape_error,
                         MessageHas("(27, 60)", "(60, 27)"));
    CHECK_THROWS_MATCHES(col2im(np_tensor({59, 27}), {2, 3, 5, 6}, 3, 1), shape_error,
                         MessageHas("(59, 27)", "(60, 27)"));
    CHECK_THROWS_MATCHES(col2im(np_tensor({60, 75}), {2, 3, 5, 6}, 3, 1), shape_error,
                         MessageHas("(60, 75)", "(60, 27)"));
    CHECK_THROWS_MATCHES(col2im(np_tensor({60, 27}), {2, 3, 30}, 3, 1), shape_error,
                         MessageHas("(2, 3, 30)", "(N, C, H, W)"));
}
