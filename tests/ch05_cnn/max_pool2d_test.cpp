#include "ch05_cnn/max_pool2d.hpp"

#include <algorithm>
#include <stdexcept>

#include "tests/ch05_cnn/known_conv2d.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;
using wb::MaxPool2d;
using wb::np_tensor;
using wb::shape_error;

// Tolerances: numbers are chosen, not computed, so they are exact.

namespace {

MaxPool2d golden_layer(const char* file) {
    return MaxPool2d(static_cast<std::size_t>(single(golden(file, "side"))));
}

constexpr const char* files[] = {"ch05_max_pool2d", "ch05_max_pool2d_of_3"};

}  // namespace

TEST_CASE("of each square of 2 x 2, the largest", "[5.6]") {
    MaxPool2d pool;
    INFO("x = [[1 5 2 0] [4 3 9 1] [0 2 8 6] [7 1 3 4]]");
    CHECK_THAT(pool.forward(np_tensor({1, 1, 4, 4}, {1, 5, 2, 0, 4, 3, 9, 1, 0, 2, 8, 6, 7, 1, 3, 4})),
               IsCloseTo(Array({1, 1, 2, 2}, {5, 9, 7, 8}), 0, 0));
}

TEST_CASE("the largest may stand anywhere in its square", "[5.6]") {
    MaxPool2d pool;
    for (std::size_t place = 0; place < 4; ++place) {
        np_tensor x({1, 1, 2, 2}, {-1, -2, -3, -4});
        x.values()[place] = 6;
        INFO("x is 6 at (" << place / 2 << ", " << place % 2 << "), and less than 0 elsewhere");
        CHECK_THAT(pool.forward(x), IsCloseTo(Array({1, 1, 1, 1}, {6}), 0, 0));
    }
}

TEST_CASE("the largest of negative numbers is negative", "[5.6]") {
    MaxPool2d pool;
    INFO("x = [[-5 -2] [-7 -4]], and [[-1e300 -2e300] ...]: nothing may be compared with 0");
    CHECK_THAT(pool.forward(np_tensor({1, 1, 2, 2}, {-5, -2, -7, -4})),
               IsCloseTo(Array({1, 1, 1, 1}, {-2}), 0, 0));
    CHECK_THAT(pool.forward(np_tensor({1, 1, 2, 2}, {-1e300, -2e300, -3e300, -4e300})),
               IsCloseTo(Array({1, 1, 1, 1}, {-1e300}), 0, 0));
}

TEST_CASE("rows and columns that do not fill a square are dropped", "[5.6]") {
    MaxPool2d pool;
    INFO("the example of the stub, [[1 5 2] [4 3 9]]: the last column, with its 9, is dropped");
    CHECK_THAT(pool.forward(np_tensor({1, 1, 2, 3}, {1, 5, 2, 4, 3, 9})),
               IsCloseTo(Array({1, 1, 1, 1}, {5}), 0, 0));
    INFO("[[1 2] [3 4] [9 9]]: the last row is dropped");
    CHECK_THAT(pool.forward(np_tensor({1, 1, 3, 2}, {1, 2, 3, 4, 9, 9})),
               IsCloseTo(Array({1, 1, 1, 1}, {4}), 0, 0));
    CHECK_THAT(pool.forward(np_tensor({2, 3, 5, 7})), HasShape({2, 3, 2, 3}));
}

TEST_CASE("channels and images are not mixed", "[5.6]") {
    MaxPool2d pool;
    INFO(
        "each pixel is 1000 n + 100 c + 10 h + w, all counted from 1; the lower right of each square is the "
        "largest");
    CHECK_THAT(pool.forward(numbered_images(2, 3, 4, 2)),
               IsCloseTo(Array({2, 3, 2, 1},
                               {1122, 1142, 1222, 1242, 1322, 1342, 2122, 2142, 2222, 2242, 2322, 2342}),
                         0, 0));
}

TEST_CASE("the largest are those of PyTorch", "[5.6]") {
    for (const char* file : files) {
        INFO("see tests/golden/" << file << ".json");
        MaxPool2d pool = golden_layer(file);
        CHECK_THAT(pool.forward(tensor(golden(file, "x"))), IsCloseTo(golden(file, "y"), 0, 0));
    }
}

TEST_CASE("squares may have other sides: with 1, all stays as it is", "[5.6]") {
    const np_tensor x = tensor(random_array({2, 3, 4, 5}, 1));
    CHECK_THAT(MaxPool2d(1).forward(x), IsCloseTo(x, 0, 0));
    CHECK_THAT(MaxPool2d(3).forward(np_tensor({1, 2, 7, 9})), HasShape({1, 2, 2, 3}));
    CHECK_THAT(MaxPool2d(4).forward(np_tensor({1, 2, 7, 9})), HasShape({1, 2, 1, 2}));
}

TEST_CASE("no images are pooled to no images", "[5.6]") {
    CHECK_THAT(MaxPool2d().forward(np_tensor({0, 3, 6, 4})), HasShape({0, 3, 3, 2}));
}

TEST_CASE("images without room for a square, and what are no images, are refused", "[5.6]") {
    MaxPool2d pool;
    CHECK_THROWS_MATCHES(pool.forward(np_tensor({4, 4})), shape_error, MessageHas("(4, 4)"));
    CHECK_THROWS_MATCHES(pool.forward(np_tensor({1, 1, 1, 4})), shape_error, MessageHas("(1, 1, 1, 4)", "2"));
    CHECK_THROWS_MATCHES(pool.forward(np_tensor({1, 1, 4, 1})), shape_error, MessageHas("(1, 1, 4, 1)", "2"));
}

TEST_CASE("the gradient goes to the largest of each square, and to no other", "[5.7]") {
    MaxPool2d pool;
    pool.forward(np_tensor({1, 1, 2, 4}, {1, 5, 2, 0, 4, 3, 9, 1}));
    INFO("x = [[1 5 2 0] [4 3 9 1]], dy = [[7 -8]]");
    CHECK_THAT(pool.backward(np_tensor({1, 1, 1, 2}, {7, -8})),
               IsCloseTo(Array({1, 1, 2, 4}, {0, 7, 0, 0, 0, 0, -8, 0}), 0, 0));
}

TEST_CASE("of equals, the first in reading order gets the whole gradient", "[5.7]") {
    MaxPool2d pool;
    pool.forward(np_tensor({1, 1, 2, 6}, {3, 3, 1, 2, 0, 0,  //
                                          3, 3, 2, 1, 0, 0}));
    INFO(
        "three squares, [[3 3] [3 3]], [[1 2] [2 1]] and [[0 0] [0 0]], dy = [[10 20 30]]: nothing is "
        "shared, or "
        "given twice");
    CHECK_THAT(pool.backward(np_tensor({1, 1, 1, 3}, {10, 20, 30})),
               IsCloseTo(Array({1, 1, 2, 6}, {10, 0, 0, 20, 30, 0,  //
                                              0, 0, 0, 0, 0, 0}),
                         0, 0));
}

TEST_CASE("what was dropped gets no gradient", "[5.7]") {
    MaxPool2d pool;
    pool.forward(np_tensor({1, 1, 3, 3}, {1, 5, 9, 4, 3, 9, 9, 9, 9}));
    INFO("x = [[1 5 9] [4 3 9] [9 9 9]], dy = [[7]]: the nines had no influence");
    CHECK_THAT(pool.backward(np_tensor({1, 1, 1, 1}, {7})),
               IsCloseTo(Array({1, 1, 3, 3}, {0, 7, 0, 0, 0, 0, 0, 0, 0}), 0, 0));
}

TEST_CASE("dx of the pool agrees with numerical derivatives", "[5.7]") {
    MaxPool2d pool;
    // Between random numbers there are no ties. Sides of 5 and 7: a row and a column are left over.
    np_tensor x = tensor(random_array({4, 3, 5, 8}, 2));
    const Array dy = random_array({4, 3, 2, 4}, 3);
    const np_tensor y = pool.forward(x);
    const np_tensor dx = pool.backward(tensor(dy));
    CHECK_THAT(check_gradients({.forward = [&] { return Array(pool.forward(x)); },
                                .upstream = dy,
                                .inputs = {gradient_of("x", x, dx)},
                                .related = {{"x", Array(x)}},
                                .allow_equal_axes = true}),
               AllAgree());
}

TEST_CASE("dx is that of PyTorch, ties included", "[5.7]") {
    for (const char* file : files) {
        INFO("see tests/golden/" << file << ".json");
        MaxPool2d pool = golden_layer(file);
        pool.forward(tensor(golden(file, "x")));
        CHECK_THAT(pool.backward(tensor(golden(file, "dy"))), IsCloseTo(golden(file, "dx"), 0, 0));
    }
}

TEST_CASE("each square passes on what it was given, no more and no less", "[5.7]") {
    MaxPool2d pool(3);
    const np_tensor dy = tensor(random_array({2, 3, 2, 2}, 4));
    pool.forward(np_tensor({2, 3, 7, 8}));
    const np_tensor dx = pool.backward(dy);
    const auto nonzero = std::ranges::count_if(dx.values(), [](double value) { return value != 0; });
    INFO("x is 0 everywhere, so each square is one large tie; dy has 24 numbers, none of them 0");
    CHECK(nonzero == 24);
}

TEST_CASE("backward may be called again, and gives the same again", "[5.7]") {
    MaxPool2d pool;
    pool.forward(np_tensor({1, 1, 2, 2}, {1, 5, 4, 3}));
    const np_tensor dy({1, 1, 1, 1}, {7});
    pool.backward(dy);
    INFO("x = [[1 5] [4 3]], dy = [[7]], for the second time");
    CHECK_THAT(pool.backward(dy), IsCloseTo(Array({1, 1, 2, 2}, {0, 7, 0, 0}), 0, 0));
}

TEST_CASE("backward belongs to the last forward of the pool", "[5.7]") {
    MaxPool2d pool;
    pool.forward(np_tensor({1, 1, 4, 4}, 1));
    pool.forward(np_tensor({1, 1, 2, 2}, {1, 5, 4, 3}));
    INFO("forward saw a larger image first, and then [[1 5] [4 3]], which is the one that counts");
    CHECK_THAT(pool.backward(np_tensor({1, 1, 1, 1}, {7})),
               IsCloseTo(Array({1, 1, 2, 2}, {0, 7, 0, 0}), 0, 0));
}

TEST_CASE("a gradient of another shape is refused, and both shapes named", "[5.7]") {
    MaxPool2d pool;
    pool.forward(np_tensor({2, 3, 4, 6}));
    INFO("the last output was (2, 3, 2, 3): the shape of x, rows and columns swapped, flattened");
    for (const wb::Shape& shape : {wb::Shape{2, 3, 4, 6}, {2, 3, 3, 2}, {2, 18}})
        CHECK_THROWS_MATCHES(pool.backward(np_tensor(shape)), shape_error,
                             MessageHas(wb::to_string(shape), "(2, 3, 2, 3)"));
}

TEST_CASE("MaxPool2d.backward without a forward is a std::logic_error that says so", "[5.7]") {
    MaxPool2d pool;
    CHECK_THROWS_MATCHES(pool.backward(np_tensor({1, 1, 1, 1})), std::logic_error, MessageHas("forward"));
}
