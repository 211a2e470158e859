#include "common/shape.hpp"

#include "common/errors/shape_error.hpp"
#include "tests/support/catch.hpp"

TEST_CASE("a shape is printed as NumPy prints it", "[shape]") {
    CHECK(wb::to_string(wb::Shape{}) == "()");
    CHECK(wb::to_string(wb::Shape{10}) == "(10,)");
    CHECK(wb::to_string(wb::Shape{128, 784}) == "(128, 784)");
    CHECK(wb::to_string(wb::Shape{0, 1, 28, 28}) == "(0, 1, 28, 28)");
}

TEST_CASE("a shape holds the product of its axes, and a number alone holds one", "[shape]") {
    CHECK(wb::count_elements({}) == 1);
    CHECK(wb::count_elements({10}) == 10);
    CHECK(wb::count_elements({60000, 28, 28}) == 47040000);
    CHECK(wb::count_elements({3, 0, 5}) == 0);
    // More than 32 bits hold: the product must not be taken in int.
    CHECK(wb::count_elements({100000, 100000}) == std::size_t{10000000000});
}

TEST_CASE("a shape_error names the operation, both shapes and the rule", "[shape]") {
    const wb::shape_error two("matmul", {2, 3}, {4, 5}, "the inner axes must be equal");
    CHECK(std::string(two.what()) == "matmul: (2, 3) and (4, 5) do not fit: the inner axes must be equal");
    const wb::shape_error one("one_hot", {2, 3}, "labels have one axis");
    CHECK(std::string(one.what()) == "one_hot: (2, 3) does not fit: labels have one axis");
}
