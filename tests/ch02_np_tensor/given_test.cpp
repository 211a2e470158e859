// The parts of np_tensor that are given: what every exercise stands on.
#include <cmath>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>

#include "ch02_np_tensor/arithmetic.hpp"
#include "tests/ch02_np_tensor/tensors.hpp"

using namespace wb::judge;
using wb::np_tensor;
using wb::Shape;
using wb::shape_error;

namespace {

std::string printed(const np_tensor& x, int digits = 6) {
    std::ostringstream out;
    out.precision(digits);
    out << x;
    return out.str();
}

}  // namespace

TEST_CASE("An array knows its shape", "[given]") {
    const np_tensor x({2, 3, 4});
    CHECK(x.shape() == Shape{2, 3, 4});
    CHECK(x.ndim() == 3);
    CHECK(x.size() == 24);
    CHECK(x.dim(0) == 2);
    CHECK(x.dim(2) == 4);
    CHECK_THROWS_AS(x.dim(3), std::out_of_range);
    CHECK_THAT(x, IsCloseTo(Array({2, 3, 4}, std::vector<double>(24, 0.0))));

    CHECK(np_tensor().shape() == Shape{0});
    CHECK(np_tensor().size() == 0);
    CHECK(np_tensor({0, 5}).size() == 0);
    CHECK(np_tensor::scalar(3).shape().empty());
    CHECK(np_tensor::scalar(3).size() == 1);
    CHECK_THAT(np_tensor({2, 2}, 7), IsCloseTo({{7, 7}, {7, 7}}));
}

TEST_CASE("The last axis runs fastest", "[given]") {
    np_tensor x({2, 3}, {0, 1, 2, 3, 4, 5});
    CHECK(x(0, 2) == 2);
    CHECK(x(1, 0) == 3);
    CHECK(x.values()[5] == x(1, 2));
    CHECK(x.data() == &x(0, 0));
    x(1, 1) = 40;
    CHECK(x.values()[4] == 40);
    CHECK(np_tensor::scalar(7)() == 7);
}

TEST_CASE("Three axes lie one inside the other", "[given]") {
    np_tensor x({2, 3, 4});
    for (std::size_t i = 0; i < x.size(); ++i) x.values()[i] = static_cast<double>(i);
    CHECK(x(0, 0, 3) == 3);
    CHECK(x(0, 1, 0) == 4);
    CHECK(x(1, 2, 3) == 23);
}

TEST_CASE("Reading outside an array is an error that names place and shape", "[given]") {
    const np_tensor x({2, 3});
    CHECK_THROWS_MATCHES(x(2, 0), std::out_of_range, MessageHas("(2, 0)", "(2, 3)"));
    CHECK_THROWS_MATCHES(x(0, 3), std::out_of_range, MessageHas("(0, 3)", "(2, 3)"));
    CHECK_THROWS_MATCHES(x(-1, 0), std::out_of_range, MessageHas("(-1, 0)", "(2, 3)"));
    CHECK_THROWS_MATCHES(x(1), std::out_of_range, MessageHas("(1)", "(2, 3)"));
    CHECK_THROWS_MATCHES(x(0, 0, 0), std::out_of_range, MessageHas("(0, 0, 0)", "(2, 3)"));
    CHECK_THROWS_MATCHES(x(), std::out_of_range, MessageHas("()", "(2, 3)"));
    CHECK_THROWS_MATCHES(np_tensor()(0), std::out_of_range, MessageHas("(0)", "(0,)"));
}

TEST_CASE("Values that do not fill the shape are an error", "[given]") {
    CHECK_THROWS_MATCHES(np_tensor({2, 3}, {1, 2, 3}), shape_error,
                         MessageHas("(2, 3)", "6 values", "3 came"));
    CHECK_THROWS_MATCHES(np_tensor({3}, {7}), shape_error, MessageHas("(3,)", "3 values", "1 came"));
    CHECK_THROWS_MATCHES(np_tensor({0}, {1, 2}), shape_error, MessageHas("(0,)", "0 values", "2 came"));
}

TEST_CASE("The only element of an array of one is a number", "[given]") {
    CHECK(np_tensor::scalar(4).item() == 4);
    CHECK(np_tensor({1, 1}, 5).item() == 5);
    CHECK_THROWS_MATCHES(np_tensor({2}).item(), shape_error, MessageHas("item", "(2,)"));
    CHECK_THROWS_MATCHES(np_tensor().item(), shape_error, MessageHas("item", "(0,)"));
}

TEST_CASE("Reshaping keeps the elements in their order", "[given]") {
    const np_tensor x({2, 3}, {1, 2, 3, 4, 5, 6});
    CHECK_THAT(x.reshape({3, 2}), IsCloseTo({{1, 2}, {3, 4}, {5, 6}}));
    CHECK_THAT(x.reshape({6}), IsCloseTo({1, 2, 3, 4, 5, 6}));
    CHECK_THAT(x, IsCloseTo({{1, 2, 3}, {4, 5, 6}}));
    CHECK_THAT(np_tensor({1}, 8).reshape({}), IsCloseTo(number_alone(8)));
    CHECK_THAT(np_tensor({0, 3}).reshape({5, 0}), IsCloseTo(no_elements({5, 0})));
    np_tensor moved({4}, {1, 2, 3, 4});
    const double* numbers = moved.data();
    CHECK(std::move(moved).reshape({2, 2}).data() == numbers);
    CHECK_THROWS_MATCHES(x.reshape({4, 2}), shape_error, MessageHas("reshape", "(2, 3)", "(4, 2)"));
}

TEST_CASE("Rows are copied in the order in which they are named", "[given]") {
    const np_tensor x({3, 2}, {1, 2, 3, 4, 5, 6});
    CHECK_THAT(x.rows({2, 0, 2}), IsCloseTo({{5, 6}, {1, 2}, {5, 6}}));
    CHECK_THAT(x.rows(wb::Indices{1}), IsCloseTo({{3, 4}}));
    CHECK_THAT(x.rows(wb::Indices{}), IsCloseTo(no_elements({0, 2})));
    CHECK_THAT(np_tensor({3}, {1, 2, 3}).rows({1, 1}), IsCloseTo({2, 2}));
    CHECK_THAT(np_tensor({2, 0}).rows({1, 0, 1}), IsCloseTo(no_elements({3, 0})));
    CHECK_THAT(np_tensor({2, 1, 2}, {1, 2, 3, 4}).rows({1}), IsCloseTo(Array({1, 1, 2}, {3, 4})));
    CHECK_THROWS_MATCHES(x.rows({0, 3}), std::out_of_range, MessageHas("rows", "3", "(3, 2)"));
    CHECK_THROWS_MATCHES(np_tensor({0, 2}).rows({0}), std::out_of_range, MessageHas("rows", "0", "(0, 2)"));
    CHECK_THROWS_MATCHES(np_tensor::scalar(1).rows({0}), shape_error, MessageHas("rows", "()"));
}

TEST_CASE("+= adds in place, a row to every row", "[given]") {
    np_tensor a({2, 3}, {1, 2, 3, 4, 5, 6});
    CHECK(&(a += np_tensor({3}, {10, 20, 30})) == &a);
    CHECK_THAT(a, IsCloseTo({{11, 22, 33}, {14, 25, 36}}));
    a += np_tensor({2, 3}, {1, 1, 1, 2, 2, 2});
    CHECK_THAT(a, IsCloseTo({{12, 23, 34}, {16, 27, 38}}));
    a += a;
    CHECK_THAT(a, IsCloseTo({{24, 46, 68}, {32, 54, 76}}));
    np_tensor images({2, 1, 2}, {1, 2, 3, 4});
    images += np_tensor({1, 2}, {10, 20});
    CHECK_THAT(images, IsCloseTo(Array({2, 1, 2}, {11, 22, 13, 24})));
    np_tensor nothing({0, 3});
    nothing += np_tensor({3}, {1, 2, 3});
    CHECK(nothing.shape() == Shape{0, 3});
}

TEST_CASE("+= rejects an operand that is larger or would have to be stretched", "[given]") {
    np_tensor row({3}), a({2, 3});
    CHECK_THROWS_MATCHES(row += a, shape_error, MessageHas("(3,)", "(2, 3)"));
    CHECK_THROWS_MATCHES(a += np_tensor({2}), shape_error, MessageHas("(2, 3)", "(2,)"));
    CHECK_THROWS_MATCHES(a += np_tensor({2, 1}), shape_error, MessageHas("(2, 3)", "(2, 1)"));
}

TEST_CASE("A copy has its own numbers", "[given]") {
    np_tensor x({2}, {1, 2});
    np_tensor y = x;
    y(0) = 50;
    CHECK_THAT(x, IsCloseTo({1, 2}));
    CHECK_THAT(y, IsCloseTo({50, 2}));
}

TEST_CASE("An array without a gradient says so", "[given]") {
    np_tensor x({2});
    CHECK_FALSE(x.has_grad());
    CHECK_THROWS_MATCHES(x.grad(), std::logic_error, MessageHas("no gradient yet", "accumulate_grad"));
}

TEST_CASE("Arrays are printed in brackets, with straight columns", "[given]") {
    CHECK(printed(np_tensor({2, 2}, {1, 2, 3, 4})) == "[[1 2]\n [3 4]]");
    CHECK(printed(np_tensor({2, 2}, {0.5, -10, 3, 4})) == "[[0.5 -10]\n [  3   4]]");
    CHECK(printed(np_tensor({3}, {1, 2.5, -0.0})) == "[  1 2.5  -0]");
    CHECK(printed(np_tensor::scalar(7)) == "7");
    CHECK(printed(np_tensor()) == "[]");
    CHECK(printed(np_tensor({2, 1, 2}, {1, 2, 3, 4})) == "[[[1 2]]\n\n [[3 4]]]");
    CHECK(printed(np_tensor({2}, {1.0 / 3, INFINITY}), 3) == "[0.333   inf]");
}

TEST_CASE("Of a long array the middle is left out", "[given]") {
    CHECK(printed(np_tensor({1001}, 1)) == "[1 1 1 ... 1 1 1]");
    CHECK(printed(np_tensor({2, 600}, 1)) == "[[1 1 1 ... 1 1 1]\n [1 1 1 ... 1 1 1]]");
    const std::string tall = printed(np_tensor({600, 2}, 1));
    CHECK(tall == "[[1 1]\n [1 1]\n [1 1]\n ...\n [1 1]\n [1 1]\n [1 1]]");
}
