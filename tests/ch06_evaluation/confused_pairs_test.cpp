#include "ch06_evaluation/confused_pairs.hpp"

#include <vector>

#include "tests/ch06_evaluation/evaluation.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;
using wb::ConfusedPair;
using wb::ConfusionMatrix;
using wb::most_confused_pairs;

// Tolerances: none are needed, counts are whole numbers. A pair is a row [truth, predicted, count] here.

TEST_CASE("the most confused pair comes first", "[6.5]") {
    INFO("rows [9 0 2] [2 9 5] [0 1 9]: a 1 was read as 2 five times; 0 as 2 and 1 as 0 twice");
    CHECK_THAT(as_array(most_confused_pairs(ConfusionMatrix({{9, 0, 2}, {2, 9, 5}, {0, 1, 9}}), 2)),
               IsCloseTo({{1, 2, 5}, {0, 2, 2}}));
}

TEST_CASE("4 read as 9 and 9 read as 4 are two pairs", "[6.5]") {
    ConfusionMatrix matrix(10);
    matrix(4, 9) = 3;
    matrix(9, 4) = 7;
    INFO("row 4, column 9: 3; row 9, column 4: 7");
    CHECK_THAT(as_array(most_confused_pairs(matrix, 5)), IsCloseTo({{9, 4, 7}, {4, 9, 3}}));
}

TEST_CASE("of equal counts, the one that is read first comes first", "[6.5]") {
    INFO("rows [0 2 2] [2 0 2] [3 2 0]: row by row, from left to right");
    CHECK_THAT(as_array(most_confused_pairs(ConfusionMatrix({{0, 2, 2}, {2, 0, 2}, {3, 2, 0}}), 6)),
               IsCloseTo({{2, 0, 3}, {0, 1, 2}, {0, 2, 2}, {1, 0, 2}, {1, 2, 2}, {2, 1, 2}}));
}

TEST_CASE("many equal counts stay in reading order", "[6.5]") {
    ConfusionMatrix matrix(9);
    std::vector<double> expected;
    for (std::size_t i = 0; i < 9; ++i)
        for (std::size_t j = 0; j < 9; ++j) {
            matrix(i, j) = 4;
            if (i == j) continue;
            for (const std::size_t number : {i, j, std::size_t{4}})
                expected.push_back(static_cast<double>(number));
        }
    CHECK_THAT(as_array(most_confused_pairs(matrix, 100)), IsCloseTo(Array({72, 3}, expected)));
}

TEST_CASE("NumPy sorts them the same way, and takes as many as are wanted", "[6.5]") {
    const Array counts = golden("ch06_classes", "confusion"), pairs = golden("ch06_guesses", "pairs");
    ConfusionMatrix matrix(5);
    for (std::size_t i = 0; i < 25; ++i) matrix(i / 5, i % 5) = static_cast<std::size_t>(counts.values()[i]);
    CHECK_THAT(as_array(most_confused_pairs(matrix, 1000)), IsCloseTo(pairs));
    const auto first = pairs.values().first(3 * 4);
    CHECK_THAT(as_array(most_confused_pairs(matrix, 4)),
               IsCloseTo(Array({4, 3}, std::vector<double>(first.begin(), first.end()))));
}

TEST_CASE("the diagonal is no confusion: if all is right, there are no pairs", "[6.5]") {
    CHECK(most_confused_pairs(ConfusionMatrix({{3, 0, 0}, {0, 1, 0}, {0, 0, 2}}), 5).empty());
    CHECK(most_confused_pairs(ConfusionMatrix({{7}}), 5).empty());
}

TEST_CASE("pairs that were never confused are left out, even if there are then fewer than wanted", "[6.5]") {
    CHECK_THAT(as_array(most_confused_pairs(ConfusionMatrix({{5, 0, 1}, {0, 5, 0}, {0, 0, 5}}), 3)),
               IsCloseTo({{0, 2, 1}}));
}

TEST_CASE("no pairs wanted, none given", "[6.5]") {
    CHECK(most_confused_pairs(ConfusionMatrix({{1, 2}, {3, 4}}), 0).empty());
}

TEST_CASE("all pairs together are all mistakes", "[6.5]") {
    wb::Rng rng(5);
    ConfusionMatrix matrix(8);
    std::size_t mistakes = 0;
    for (std::size_t i = 0; i < 8; ++i)
        for (std::size_t j = 0; j < 8; ++j) {
            matrix(i, j) = rng.below(4);
            if (i != j) mistakes += matrix(i, j);
        }
    std::size_t all = 0;
    for (const ConfusedPair& pair : most_confused_pairs(matrix, 64)) all += pair.count;
    CHECK(all == mistakes);
}
