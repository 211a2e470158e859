#include "ch06_evaluation/confused_pairs.hpp"

#include <vector>

#include "tests/ch06_evaluation/evaluation.hpp"
#include "tests/support/judge.hpp"
#include "tests/support/known_mistakes.hpp"

using namespace wb::judge;
using wb::ConfusedPair;
using wb::ConfusionMatrix;
using wb::most_confused_pairs;

// Tolerances: none are needed, counts are whole numbers. A pair is a row [truth, predicted, count] here.

TEST_CASE("the most confused pair comes first", "[6.5]") {
    INFO("rows [9 0 2] [2 9 5] [0 1 9]: a 1 was read as 2 five times; 0 as 2 and 1 as 0 twice");
    CHECK_THAT(
        as_array(most_confused_pairs(ConfusionMatrix({{9, 0, 2}, {2, 9, 5}, {0, 1, 9}}), 2)),
        IsCloseTo({{1, 2, 5}, {0, 2, 2}},
                  KnownMistakes{
                      {"truth and prediction are swapped", {{2, 1, 5}, {2, 0, 2}}},
                      {"what is right, on the diagonal, is listed too", {{0, 0, 9}, {1, 1, 9}}},
                      {"the rarest pair comes first", {{2, 1, 1}, {0, 2, 2}}},
                      {"pairs are not sorted by their count", {{0, 2, 2}, {1, 0, 2}}},
                      {"equal counts are not listed in reading order, row by row", {{1, 2, 5}, {1, 0, 2}}},
                      {"all pairs are given, however many are wanted",
                       {{1, 2, 5}, {0, 2, 2}, {1, 0, 2}, {2, 1, 1}}}}));
}

TEST_CASE("4 read as 9 and 9 read as 4 are two pairs", "[6.5]") {
    ConfusionMatrix matrix(10);
    matrix(4, 9) = 3;
    matrix(9, 4) = 7;
    INFO("row 4, column 9: 3; row 9, column 4: 7");
    CHECK_THAT(
        as_array(most_confused_pairs(matrix, 5)),
        IsCloseTo(
            {{9, 4, 7}, {4, 9, 3}},
            KnownMistakes{
                {"both are added up", {{4, 9, 10}}},
                {"only what stands above the diagonal is looked at", {{4, 9, 3}}},
                {"only what stands below the diagonal is looked at, or only the larger of two such pairs",
                 {{9, 4, 7}}}}));
}

TEST_CASE("of equal counts, the first in reading order comes first", "[6.5]") {
    INFO("rows [0 2 2] [2 0 2] [3 2 0]: row by row, from left to right");
    CHECK_THAT(
        as_array(most_confused_pairs(ConfusionMatrix({{0, 2, 2}, {2, 0, 2}, {3, 2, 0}}), 6)),
        IsCloseTo(
            {{2, 0, 3}, {0, 1, 2}, {0, 2, 2}, {1, 0, 2}, {1, 2, 2}, {2, 1, 2}},
            KnownMistakes{{"of equal counts only one is kept, as in a map by count", {{2, 0, 3}, {0, 1, 2}}},
                          {"of equal counts only one is kept, as in a map by count", {{2, 0, 3}, {2, 1, 2}}},
                          {"equal counts are listed column by column",
                           {{2, 0, 3}, {1, 0, 2}, {0, 1, 2}, {2, 1, 2}, {0, 2, 2}, {1, 2, 2}}},
                          {"equal counts are listed last to first",
                           {{2, 0, 3}, {2, 1, 2}, {1, 2, 2}, {1, 0, 2}, {0, 2, 2}, {0, 1, 2}}}}));
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
    INFO("9 classes, 4 everywhere: std::sort may shuffle equals, std::stable_sort keeps their order");
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

TEST_CASE("the diagonal is left out: if all predictions are right, there are no pairs", "[6.5]") {
    CHECK(most_confused_pairs(ConfusionMatrix({{3, 0, 0}, {0, 1, 0}, {0, 0, 2}}), 5).empty());
    CHECK(most_confused_pairs(ConfusionMatrix({{7}}), 5).empty());
}

TEST_CASE("pairs that were never confused are left out, even if there are then fewer than wanted", "[6.5]") {
    CHECK_THAT(as_array(most_confused_pairs(ConfusionMatrix({{5, 0, 1}, {0, 5, 0}, {0, 0, 5}}), 3)),
               IsCloseTo({{0, 2, 1}},
                         KnownMistakes{
                             {"pairs that were never confused are listed", {{0, 2, 1}, {0, 1, 0}, {1, 0, 0}}},
                             {"the list is filled up with empty pairs", {{0, 2, 1}, {0, 0, 0}, {0, 0, 0}}}}));
}

TEST_CASE("with a count of 0, the list of pairs is empty", "[6.5]") {
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

TEST_CASE("each list begins empty, and counts may be above 255", "[6.5]") {
    const ConfusionMatrix matrix({{0, 300}, {255, 0}});
    most_confused_pairs(matrix, 5);
    INFO("rows [0 300] [255 0], for the second time: in a byte, 300 would be 44; a static list would go on");
    CHECK_THAT(as_array(most_confused_pairs(matrix, 5)), IsCloseTo({{0, 1, 300}, {1, 0, 255}}));
}

TEST_CASE("all pairs, however large the number wanted is", "[6.5]") {
    INFO("rows [1 2] [3 4]: two pairs, of 2^64 - 1 wanted");
    CHECK(most_confused_pairs(ConfusionMatrix({{1, 2}, {3, 4}}), static_cast<std::size_t>(-1)).size() == 2);
}
