// The judge's arrays: made from anything, and shown so that one sees what differs.
#include "tests/support/array.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include "tests/support/catch.hpp"
#include "tests/support/misuse.hpp"
#include "tests/support/patterns.hpp"

using namespace wb::judge;

namespace {

/// An array like np_tensor, which the judge does not know.
struct Tensor {
    wb::Shape shape_;
    std::vector<double> values_;
    const wb::Shape& shape() const { return shape_; }
    std::span<const double> values() const { return values_; }
};

std::vector<double> values_of(const Array& array) {
    return {array.values().begin(), array.values().end()};
}

}  // namespace

TEST_CASE("an array is made from lists, vectors and tensors") {
    CHECK(Array({1, 2, 3}).shape() == wb::Shape{3});
    CHECK(Array({{1, 2, 3}, {4, 5, 6}}).shape() == wb::Shape{2, 3});
    CHECK(values_of({{1, 2, 3}, {4, 5, 6}}) == std::vector<double>{1, 2, 3, 4, 5, 6});
    CHECK(Array(std::vector<std::uint8_t>{7, 255}).values()[1] == 255);
    CHECK(Array(Tensor{{1, 2}, {3, 4}}).shape() == wb::Shape{1, 2});
    CHECK(Array(wb::Shape{}, {1.0}).shape().empty());
}

TEST_CASE("rows of different length, or values that do not fit the shape, are a misuse") {
    CHECK_THROWS_AS(Array({{1, 2}, {3}}), misuse);
    CHECK_THROWS_AS(Array(wb::Shape{2, 2}, {1.0}), misuse);
}

TEST_CASE("random numbers keep away from zero, have both signs, and come again with their seed") {
    const Array one = random_array({20, 30}, 1);
    for (const double value : one.values()) REQUIRE((std::abs(value) >= 0.25 && std::abs(value) <= 1));
    CHECK(std::ranges::any_of(one.values(), [](double value) { return value < 0; }));
    CHECK(std::ranges::any_of(one.values(), [](double value) { return value > 0; }));
    CHECK(values_of(one) == values_of(random_array({20, 30}, 1)));
    CHECK(values_of(one) != values_of(random_array({20, 30}, 2)));
}

TEST_CASE("a position is shown by its axes") {
    CHECK(position({2, 3, 4}, 23) == "(1, 2, 3)");
    CHECK(position({5}, 3) == "(3)");
    CHECK(position({}, 0) == "()");
}

TEST_CASE("two numbers get as many digits as it takes to tell them apart") {
    CHECK(number_pair(0.5, 1) == std::pair<std::string, std::string>("0.5", "1"));
    CHECK(number_pair(1.0 / 3, 0.33333339) == std::pair<std::string, std::string>("0.3333333", "0.3333334"));
    CHECK(number(-std::numeric_limits<double>::quiet_NaN()) == "nan");
    CHECK(number(636193792) == "636193792");
    CHECK(number(-1e6) == "-1000000");
    CHECK(number(1e20) == "1e+20");
}

TEST_CASE("the transpose reverses all axes, or swaps the last two") {
    CHECK(values_of(transposed(Array({{1, 2, 3}, {4, 5, 6}}))) == std::vector<double>{1, 4, 2, 5, 3, 6});
    const Array cube(wb::Shape{1, 2, 3}, {1, 2, 3, 4, 5, 6});
    CHECK(transposed(cube).shape() == wb::Shape{3, 2, 1});
    CHECK(rows_and_columns_swapped(cube).shape() == wb::Shape{1, 3, 2});
    CHECK(values_of(transposed(cube)) == std::vector<double>{1, 4, 2, 5, 3, 6});
    CHECK(values_of(rows_and_columns_swapped(cube)) == std::vector<double>{1, 4, 2, 5, 3, 6});
    CHECK_THROWS_AS(rows_and_columns_swapped(Array{1, 2}), misuse);
}

TEST_CASE("half a turn reverses both of the last axes") {
    const Array kernels(wb::Shape{2, 2, 2}, {1, 2, 3, 4, 5, 6, 7, 8});
    CHECK(values_of(rotated_half_a_turn(kernels)) == std::vector<double>{4, 3, 2, 1, 8, 7, 6, 5});
}

TEST_CASE("a sum takes away its axis") {
    const Array matrix{{1, 2, 3}, {4, 5, 6}};
    CHECK(values_of(summed(matrix, 0)) == std::vector<double>{5, 7, 9});
    CHECK(values_of(summed(matrix, 1)) == std::vector<double>{6, 15});
    CHECK(values_of(summed(Array(wb::Shape{2, 2, 2}, {1, 2, 3, 4, 5, 6, 7, 8}), 1)) ==
          std::vector<double>{4, 6, 12, 14});
}

TEST_CASE("a constant ratio is found, and only that") {
    using Values = std::vector<double>;
    CHECK(constant_ratio(Values{2, 4}, Values{1, 2}) == 2.0);
    CHECK_FALSE(constant_ratio(Values{2, 5}, Values{1, 2}));
    CHECK_FALSE(constant_ratio(Values{0, 0}, Values{1, 2}));
    CHECK_FALSE(constant_ratio(Values{1, 2}, Values{0, 0}));
    CHECK_FALSE(constant_ratio(Values{1}, Values{1, 2}));
    CHECK_FALSE(constant_ratio(Values{1, 0}, Values{2, 0}));
}
