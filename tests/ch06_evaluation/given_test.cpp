// The parts of this chapter that are given: the exercises stand on them.
#include <stdexcept>

#include "ch06_evaluation/confusion_matrix.hpp"
#include "ch06_evaluation/given/check_scores.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;
using wb::ConfusionMatrix;
using wb::np_tensor;

TEST_CASE("a new confusion matrix is (K, K) zeros", "[given]") {
    const ConfusionMatrix matrix(3);
    CHECK(matrix.classes() == 3);
    CHECK_THAT(Array(matrix.counts()), IsCloseTo({0, 0, 0, 0, 0, 0, 0, 0, 0}));
}

TEST_CASE("the first index of a confusion matrix is its row, and its counts are stored row after row",
          "[given]") {
    ConfusionMatrix matrix({{1, 2}, {3, 4}});
    CHECK(matrix.classes() == 2);
    CHECK(matrix(0, 1) == 2);
    CHECK(matrix(1, 0) == 3);
    ++matrix(1, 0);
    CHECK_THAT(Array(matrix.counts()), IsCloseTo({1, 2, 4, 4}));
    CHECK(matrix == ConfusionMatrix({{1, 2}, {4, 4}}));
    CHECK_FALSE(matrix == ConfusionMatrix({{1, 2}, {3, 4}}));
}

TEST_CASE("a matrix of one class can be written down", "[given]") {
    const ConfusionMatrix matrix({{7}});
    CHECK(matrix.classes() == 1);
    CHECK(matrix(0, 0) == 7);
}

TEST_CASE("an index outside the matrix is an error that names both indices", "[given]") {
    ConfusionMatrix matrix(3);
    CHECK_THROWS_MATCHES(matrix(3, 1), std::out_of_range, MessageHas("(3, 1)", "3 classes"));
    CHECK_THROWS_MATCHES(matrix(1, 7), std::out_of_range, MessageHas("(1, 7)", "3 classes"));
}

TEST_CASE("rows that do not make a square are rejected", "[given]") {
    CHECK_THROWS_MATCHES(ConfusionMatrix({{1, 2}, {3}}), std::invalid_argument,
                         MessageHas("a row of 1", "2 rows"));
    CHECK_THROWS_MATCHES(ConfusionMatrix({{1, 2, 3}, {4, 5, 6}}), std::invalid_argument,
                         MessageHas("a row of 3", "2 rows"));
}

TEST_CASE("check_scores accepts N labels below K for (N, K)", "[given]") {
    CHECK_NOTHROW(wb::check_scores("f", np_tensor({2, 3}), {0, 2}));
    CHECK_NOTHROW(wb::check_scores("f", np_tensor({1, 1}), {0}));
}

TEST_CASE("check_scores rejects other axes and no samples, and says what it takes", "[given]") {
    CHECK_THROWS_MATCHES(wb::check_scores("f", np_tensor({0, 3}), {}), wb::shape_error,
                         MessageHas("f: (0, 3)", "(N, K)", "at least one sample"));
    CHECK_THROWS_MATCHES(wb::check_scores("f", np_tensor({3}), {0, 1, 2}), wb::shape_error,
                         MessageHas("f: (3,)", "(N, K)"));
    CHECK_THROWS_MATCHES(wb::check_scores("f", np_tensor({2, 3, 4}), {0, 1}), wb::shape_error,
                         MessageHas("f: (2, 3, 4)", "(N, K)"));
}

TEST_CASE("check_scores rejects more or fewer labels than rows, and names both numbers", "[given]") {
    CHECK_THROWS_MATCHES(wb::check_scores("f", np_tensor({12, 3}), wb::Labels(13)), std::invalid_argument,
                         MessageHas("13 labels", "12 rows"));
    CHECK_THROWS_MATCHES(wb::check_scores("f", np_tensor({12, 3}), wb::Labels(11)), std::invalid_argument,
                         MessageHas("11 labels", "12 rows"));
}

TEST_CASE("check_scores rejects a label that is no class, and names position, value and K", "[given]") {
    CHECK_THROWS_MATCHES(wb::check_scores("f", np_tensor({3, 5}), {0, 4, 5}), std::out_of_range,
                         MessageHas("label 2 is 5", "the 5 classes"));
    CHECK_THROWS_MATCHES(wb::check_scores("f", np_tensor({1, 0}), {0}), std::out_of_range,
                         MessageHas("label 0 is 0", "the 0 classes"));
}
