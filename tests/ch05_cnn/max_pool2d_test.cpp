#include "ch05_cnn/max_pool2d.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <utility>
#include <vector>

#include "tests/ch03_mlp/backward_after_forward.hpp"
#include "tests/ch05_cnn/known_conv2d.hpp"
#include "tests/support/judge.hpp"
#include "tests/support/known_mistakes.hpp"

using namespace wb::judge;
using wb::MaxPool2d;
using wb::np_tensor;
using wb::shape_error;

// Tolerances: numbers are chosen, not computed, so they are exact.

namespace {

MaxPool2d golden_pool(const char* file) {
    return MaxPool2d(static_cast<std::size_t>(single(golden(file, "side"))));
}

/// A layer whose memory the tests can read.
class OpenPool : public MaxPool2d {
public:
    using MaxPool2d::MaxPool2d;

    /// What last_ says the winners are: numbers of elements of x.values().
    Array winners() const {
        REQUIRE(last_.has_value());
        return Array(last_->winners);
    }
    /// The shape that last_ holds of the input, or of the output.
    wb::Shape x_shape() const { return last_.value().x_shape; }
    wb::Shape y_shape() const { return last_.value().y_shape; }
};

/// What a search from these numbers on gives, for squares of 2 x 2 of one row.
Array row(std::vector<double> numbers) {
    return Array({1, 1, 1, numbers.size()}, numbers);
}

constexpr const char* pool_files[] = {"ch05_max_pool2d", "ch05_max_pool2d_of_3"};

}  // namespace

TEST_CASE("of each square of 2 x 2, the largest", "[5.6]") {
    MaxPool2d pool;
    INFO("x = [[1 5 2 0] [4 3 9 1] [0 2 8 6] [7 1 3 4]]");
    CHECK_THAT(
        pool.forward(np_tensor({1, 1, 4, 4}, {1, 5, 2, 0, 4, 3, 9, 1, 0, 2, 8, 6, 7, 1, 3, 4})),
        IsCloseTo(
            Array({1, 1, 2, 2}, {5, 9, 7, 8}),
            KnownMistakes{
                {"it is the mean of each square", Array({1, 1, 2, 2}, {3.25, 3, 2.5, 5.25})},
                {"it is the smallest of each square", Array({1, 1, 2, 2}, {1, 0, 0, 3})},
                {"it is the sum of each square", Array({1, 1, 2, 2}, {13, 12, 10, 21})},
                {"it is the first of each square", Array({1, 1, 2, 2}, {1, 2, 0, 8})},
                {"only the first row of each square is looked at", Array({1, 1, 2, 2}, {5, 2, 2, 8})},
                {"only the first column of each square is looked at", Array({1, 1, 2, 2}, {4, 9, 7, 8})},
                {"the squares move by one pixel, not by their side", Array({1, 1, 2, 2}, {5, 9, 4, 9})}}));
}

TEST_CASE("the largest may be anywhere in its square", "[5.6]") {
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
    INFO(
        "x = [[-5 -2] [-7 -4]], and [[-1e300 -2e300] ...]: start the search with a number of the square, not "
        "with 0");
    CHECK_THAT(pool.forward(np_tensor({1, 1, 2, 2}, {-5, -2, -7, -4})),
               IsCloseTo(Array({1, 1, 1, 1}, {-2}), 0, 0));
    CHECK_THAT(pool.forward(np_tensor({1, 1, 2, 2}, {-1e300, -2e300, -3e300, -4e300})),
               IsCloseTo(Array({1, 1, 1, 1}, {-1e300}), 0, 0));
}

TEST_CASE("fractions are compared, to the last digit of a double", "[5.6]") {
    MaxPool2d pool;
    INFO("x = [[0.25 0.75] [0.5 0.125]]: whole numbers would all be 0");
    CHECK_THAT(pool.forward(np_tensor({1, 1, 2, 2}, {0.25, 0.75, 0.5, 0.125})),
               IsCloseTo(Array({1, 1, 1, 1}, {0.75}), 0, 0));
    INFO("x = [[0 0] [1 1 + 1e-12]]: as floats, the last two would be equal");
    CHECK_THAT(pool.forward(np_tensor({1, 1, 2, 2}, {0, 0, 1, 1 + 1e-12})),
               IsCloseTo(Array({1, 1, 1, 1}, {1 + 1e-12}), 0, 0));
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

TEST_CASE("the output is that of PyTorch", "[5.6]") {
    for (const char* file : pool_files) {
        INFO("see tests/golden/" << file << ".json");
        MaxPool2d pool = golden_pool(file);
        CHECK_THAT(pool.forward(tensor(golden(file, "x"))), IsCloseTo(golden(file, "y"), 0, 0));
    }
}

TEST_CASE("squares may have other sides: with 1, nothing changes", "[5.6]") {
    const np_tensor x = tensor(random_array({2, 3, 4, 5}, 1));
    CHECK_THAT(MaxPool2d(1).forward(x), IsCloseTo(x, 0, 0));
    CHECK_THAT(MaxPool2d(3).forward(np_tensor({1, 2, 7, 9})), HasShape({1, 2, 2, 3}));
    CHECK_THAT(MaxPool2d(4).forward(np_tensor({1, 2, 7, 9})), HasShape({1, 2, 1, 2}));
}

TEST_CASE("pooling an empty batch gives an empty batch", "[5.6]") {
    CHECK_THAT(MaxPool2d().forward(np_tensor({0, 3, 6, 4})), HasShape({0, 3, 3, 2}));
}

TEST_CASE("images smaller than a square, and arrays that are not images, are rejected", "[5.6]") {
    MaxPool2d pool;
    CHECK_THROWS_MATCHES(pool.forward(np_tensor({4, 4})), shape_error, MessageHas("(4, 4)"));
    CHECK_THROWS_MATCHES(pool.forward(np_tensor({1, 1, 1, 4})), shape_error, MessageHas("(1, 1, 1, 4)"));
    CHECK_THROWS_MATCHES(pool.forward(np_tensor({1, 1, 4, 1})), shape_error, MessageHas("(1, 1, 4, 1)"));
}

TEST_CASE("last_ holds both shapes, and for each number of y which element of x it is", "[5.6]") {
    OpenPool pool;
    pool.forward(np_tensor({1, 1, 2, 3}, {1, 5, 2, 4, 3, 9}));
    INFO("the example of the stub, [[1 5 2] [4 3 9]]: the 5 is element 1");
    CHECK_THAT(pool.winners(), IsCloseTo({1}));
    CHECK(pool.x_shape() == wb::Shape{1, 1, 2, 3});
    CHECK(pool.y_shape() == wb::Shape{1, 1, 1, 1});
    pool.forward(numbered_images(2, 2, 2, 4));
    INFO("two images of two channels, 2 x 4, where the lower right of each square is the largest");
    CHECK_THAT(
        pool.winners(),
        IsCloseTo(
            {5, 7, 13, 15, 21, 23, 29, 31},
            KnownMistakes{{"elements are counted from 0 again in each channel", {5, 7, 5, 7, 5, 7, 5, 7}},
                          {"elements are counted from 0 again in each image", {5, 7, 13, 15, 5, 7, 13, 15}},
                          {"elements are counted from 0 again in each square", {3, 3, 3, 3, 3, 3, 3, 3}}}));
}

TEST_CASE("of equals in a square, last_ names the first in reading order", "[5.6]") {
    OpenPool pool;
    pool.forward(np_tensor({1, 1, 2, 6}, {3, 3, 1, 2, 0, 0,  //
                                          3, 3, 2, 1, 0, 0}));
    INFO("three squares, [[3 3] [3 3]], [[1 2] [2 1]] and [[0 0] [0 0]], in rows of 6");
    CHECK_THAT(pool.winners(),
               IsCloseTo({0, 3, 4}, KnownMistakes{{"the last of equals is taken: > and not >=", {7, 8, 11}},
                                                  {"squares are read column by column", {0, 8, 4}}}));
}

TEST_CASE("the largest of the smallest possible numbers: the search starts with a number of the square",
          "[5.6]") {
    const double lowest = std::numeric_limits<double>::lowest(),
                 infinity = std::numeric_limits<double>::infinity();
    OpenPool pool;
    INFO("x is minus infinity everywhere, 2 x 4");
    CHECK_THAT(pool.forward(np_tensor({1, 1, 2, 4}, -infinity)),
               IsCloseTo(row({-infinity, -infinity}),
                         KnownMistakes{{"the search begins with lowest(): minus infinity is lower still",
                                        row({lowest, lowest})}}));
    INFO("the winners are the first of each square, elements 0 and 2");
    CHECK_THAT(pool.winners(), IsCloseTo({0, 2}));
    INFO("the same if x is lowest() everywhere: a search that begins with lowest() and asks > finds nothing");
    CHECK_THAT(pool.forward(np_tensor({1, 1, 2, 4}, lowest)), IsCloseTo(row({lowest, lowest})));
    CHECK_THAT(pool.winners(), IsCloseTo({0, 2}));
}

TEST_CASE("forward starts again each time: nothing of an earlier call is left", "[5.6]") {
    OpenPool pool, other;
    pool.forward(np_tensor({1, 1, 4, 4}, 9));
    other.forward(np_tensor({1, 1, 2, 4}, {1, 2, 3, 4, 5, 6, 7, 8}));
    INFO("a layer sees nines of 4 x 4, another one 2 x 4 numbers; then the first sees [[1 5 2 0] [4 3 9 1]]");
    CHECK_THAT(pool.forward(np_tensor({1, 1, 2, 4}, {1, 5, 2, 0, 4, 3, 9, 1})), IsCloseTo(row({5, 9})));
    CHECK_THAT(pool.winners(), IsCloseTo({1, 6}));
    INFO("the other one still knows its own winners: is something static, and shared?");
    CHECK_THAT(other.winners(), IsCloseTo({5, 7}));
}

TEST_CASE("last_ counts beyond 65535: a batch has many elements", "[5.6]") {
    OpenPool pool;
    pool.forward(np_tensor({2, 1, 260, 256}));
    INFO("two images of 260 x 256, all 0: the last square begins at element 132862; 16 bits end at 65535");
    CHECK(Array(pool.winners()).values().back() == 132862);
}

TEST_CASE("the gradient goes to the largest of each square, and to no other", "[5.7]") {
    MaxPool2d pool;
    pool.forward(np_tensor({1, 1, 2, 4}, {1, 5, 2, 0, 4, 3, 9, 1}));
    INFO("x = [[1 5 2 0] [4 3 9 1]], dy = [[7 -8]]");
    const auto image = [](std::vector<double> pixels) { return Array({1, 1, 2, 4}, std::move(pixels)); };
    CHECK_THAT(
        backward_after_forward(pool, np_tensor({1, 1, 1, 2}, {7, -8}), "5.6"),
        IsCloseTo(image({0, 7, 0, 0, 0, 0, -8, 0}),
                  KnownMistakes{
                      {"the gradient is spread evenly over the square, as for a mean",
                       image({1.75, 1.75, -2, -2, 1.75, 1.75, -2, -2})},
                      {"all of the square get the gradient", image({7, 7, -8, -8, 7, 7, -8, -8})},
                      {"dy goes to its own place in the larger image", image({7, -8, 0, 0, 0, 0, 0, 0})},
                      {"the first of each square gets it", image({7, 0, -8, 0, 0, 0, 0, 0})},
                      {"dx holds the winners' values", image({0, 5, 0, 0, 0, 0, 9, 0})},
                      {"dx is the gradient times the winners' values", image({0, 35, 0, 0, 0, 0, -72, 0})},
                      {"dx is 1 at the winners: dy is forgotten", image({0, 1, 0, 0, 0, 0, 1, 0})}}));
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

TEST_CASE("pixels of dropped rows and columns get no gradient", "[5.7]") {
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
    for (const char* file : pool_files) {
        INFO("see tests/golden/" << file << ".json");
        MaxPool2d pool = golden_pool(file);
        pool.forward(tensor(golden(file, "x")));
        CHECK_THAT(pool.backward(tensor(golden(file, "dy"))), IsCloseTo(golden(file, "dx"), 0, 0));
    }
}

TEST_CASE("the gradients of a square add up to the number of dy that belongs to it", "[5.7]") {
    MaxPool2d pool(3);
    const np_tensor dy = tensor(random_array({2, 3, 2, 2}, 4));
    pool.forward(np_tensor({2, 3, 7, 8}));
    const np_tensor dx = pool.backward(dy);
    const auto nonzero = std::ranges::count_if(dx.values(), [](double value) { return value != 0; });
    INFO("x is 0 everywhere, so each square is one large tie; dy has 24 numbers, none of them 0");
    CHECK(nonzero == 24);
}

TEST_CASE("a second call of backward returns the same", "[5.7]") {
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

TEST_CASE("a gradient of another shape is an error that names it", "[5.7]") {
    MaxPool2d pool;
    pool.forward(np_tensor({2, 3, 4, 6}));
    INFO("the last output was (2, 3, 2, 3): the shape of x, rows and columns swapped, flattened");
    for (const wb::Shape& shape : {wb::Shape{2, 3, 4, 6}, {2, 3, 3, 2}, {2, 18}})
        CHECK_THROWS_MATCHES(pool.backward(np_tensor(shape)), shape_error, MessageHas(wb::to_string(shape)));
}

TEST_CASE("MaxPool2d.backward without a forward is a std::logic_error", "[5.7]") {
    MaxPool2d pool;
    CHECK_THROWS_MATCHES(pool.backward(np_tensor({1, 1, 1, 1})), std::logic_error, IsAboutNoShape());
}

TEST_CASE("a second batch of the same shape: dx is 0 where the largest of the first batch were", "[5.7]") {
    MaxPool2d pool;
    const np_tensor dy({1, 1, 1, 2}, {7, -8});
    pool.forward(np_tensor({1, 1, 2, 4}, {9, 5, 2, 0, 4, 3, 1, 9}));
    pool.backward(dy);
    pool.forward(np_tensor({1, 1, 2, 4}, {1, 5, 2, 0, 4, 3, 9, 1}));
    INFO("x = [[9 5 2 0] [4 3 1 9]], backward, then x = [[1 5 2 0] [4 3 9 1]], dy = [[7 -8]] both times");
    CHECK_THAT(pool.backward(dy), IsCloseTo(Array({1, 1, 2, 4}, {0, 7, 0, 0, 0, 0, -8, 0}),
                                            KnownMistakes{{"dx still holds the gradient of an earlier batch",
                                                           Array({1, 1, 2, 4}, {7, 7, 0, 0, 0, 0, -8, -8})},
                                                          {"the winners are still those of an earlier batch",
                                                           Array({1, 1, 2, 4}, {7, 0, 0, 0, 0, 0, 0, -8})}}));
}

TEST_CASE("two pools used in turn each keep their own positions", "[5.7]") {
    MaxPool2d one, other;
    one.forward(np_tensor({1, 1, 2, 2}, {1, 5, 4, 3}));
    other.forward(np_tensor({1, 1, 2, 2}, {1, 2, 9, 3}));
    INFO("one pool sees [[1 5] [4 3]], then another one [[1 2] [9 3]]; backward of the first, dy = [[7]]");
    CHECK_THAT(
        one.backward(np_tensor({1, 1, 1, 1}, {7})),
        IsCloseTo(Array({1, 1, 2, 2}, {0, 7, 0, 0}),
                  KnownMistakes{{"all pools share their winners: a static or global variable keeps them",
                                 Array({1, 1, 2, 2}, {0, 0, 7, 0})}}));
}

TEST_CASE("the caller may change its images between the pool's forward and backward", "[5.7]") {
    MaxPool2d pool;
    np_tensor x({1, 1, 2, 2}, {1, 5, 4, 3});
    pool.forward(x);
    for (wb::real& pixel : x.values()) pixel = 0;
    x.values()[3] = 9;
    INFO("forward saw [[1 5] [4 3]]; then the caller has changed its array to [[0 0] [0 9]]");
    CHECK_THAT(pool.backward(np_tensor({1, 1, 1, 1}, {7})),
               IsCloseTo(Array({1, 1, 2, 2}, {0, 7, 0, 0}), 0, 0));
}

TEST_CASE("an empty batch has no gradients, but dx has the right shape", "[5.7]") {
    MaxPool2d pool;
    pool.forward(np_tensor({0, 3, 6, 4}));
    CHECK_THAT(pool.backward(np_tensor({0, 3, 3, 2})), HasShape({0, 3, 6, 4}));
}
