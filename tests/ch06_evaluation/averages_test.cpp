#include "ch06_evaluation/averages.hpp"

#include <stdexcept>
#include <vector>

#include "tests/support/judge.hpp"
#include "tests/support/known_mistakes.hpp"

using namespace wb::judge;
using wb::Averages;
using wb::ClassReport;
using wb::macro_average;
using wb::weighted_average;

// Tolerances: sums of at most five products below 100; they agree to 1e-14 in any order.

namespace {

/// The reports that scikit-learn gives.
std::vector<ClassReport> golden_reports() {
    const Array precision = golden("ch06_classes", "precision"), recall = golden("ch06_classes", "recall"),
                f1 = golden("ch06_classes", "f1"), support = golden("ch06_classes", "support");
    std::vector<ClassReport> reports;
    for (std::size_t k = 0; k < 5; ++k)
        reports.push_back({precision.values()[k], recall.values()[k], f1.values()[k],
                           static_cast<std::size_t>(support.values()[k])});
    return reports;
}

std::vector<double> numbers(const Averages& averages) {
    return {averages.precision, averages.recall, averages.f1};
}

const std::vector<ClassReport> two_classes{
    {.precision = 1, .recall = 0.75, .f1 = 0.6, .support = 4},
    {.precision = 0.5, .recall = 1, .f1 = 0.1, .support = 1},
};

}  // namespace

TEST_CASE("in the macro average each class has the same weight", "[6.4]") {
    INFO("precisions 1 and 0.5, recalls 0.75 and 1, f1s 0.6 and 0.1; supports 4 and 1, which do not matter");
    CHECK_THAT(
        numbers(macro_average(two_classes)),
        IsCloseTo({0.75, 0.875, 0.35},
                  KnownMistakes{{"it is the weighted average", {0.9, 0.8, 0.5}},
                                {"the sums are not divided by the number of classes", {1.5, 1.75, 0.7}},
                                {"f1 is made of the averaged precision and recall",
                                 {0.75, 0.875, 2 * 0.75 * 0.875 / 1.625}},
                                {"it is divided by the number of samples", {0.3, 0.35, 0.14}}}));
}

TEST_CASE("averages keep all 16 digits of a double", "[6.4]") {
    const std::vector<ClassReport> one{{.precision = 0.1, .recall = 1.0 / 3, .f1 = 0.7, .support = 3}};
    CHECK_THAT(numbers(macro_average(one)), IsCloseTo({0.1, 1.0 / 3, 0.7}, 1e-13, 0));
    CHECK_THAT(numbers(weighted_average(one)), IsCloseTo({0.1, 1.0 / 3, 0.7}, 1e-13, 0));
}

TEST_CASE("in the weighted average each class is weighted by its support", "[6.4]") {
    INFO(
        "precisions 1 and 0.5, recalls 0.75 and 1, f1s 0.6 and 0.1; supports 4 and 1, so the first counts "
        "4/5");
    CHECK_THAT(
        numbers(weighted_average(two_classes)),
        IsCloseTo({0.9, 0.8, 0.5},
                  KnownMistakes{
                      {"it is the macro average: the supports are forgotten", {0.75, 0.875, 0.35}},
                      {"the weighted sum is divided by the number of classes", {2.25, 2, 1.25}},
                      {"the weighted sum is not divided", {4.5, 4, 2.5}},
                      {"f1 is made of the averaged precision and recall", {0.9, 0.8, 2 * 0.9 * 0.8 / 1.7}}}));
}

TEST_CASE("scikit-learn's macro average, classes that never occur included", "[6.4]") {
    CHECK_THAT(numbers(macro_average(golden_reports())), IsCloseTo(golden("ch06_classes", "macro")));
    INFO("recalls 0.5 and 0, supports 4 and 0: the class that never occurs counts too");
    CHECK_THAT(macro_average({{0.5, 0.5, 0.5, 4}, {0, 0, 0, 0}}).recall,
               Near(0.25, KnownMistakes{{"classes that never occur are left out", {0.5}}}));
}

TEST_CASE("scikit-learn's weighted average", "[6.4]") {
    CHECK_THAT(numbers(weighted_average(golden_reports())), IsCloseTo(golden("ch06_classes", "weighted")));
}

TEST_CASE("the weighted recall is the accuracy", "[6.4]") {
    CHECK_THAT(weighted_average(golden_reports()).recall,
               Near(golden("ch06_classes", "accuracy").values()[0]));
    INFO("95 of 95 right, and 0 of 5: 95 of 100");
    CHECK_THAT(weighted_average({{0.95, 1, 0.97, 95}, {0, 0, 0, 5}}).recall, Near(0.95));
}

TEST_CASE("a rare class that is never found halves the macro recall", "[6.4]") {
    CHECK_THAT(macro_average({{0.95, 1, 0.97, 95}, {0, 0, 0, 5}}).recall, Near(0.5));
}

TEST_CASE("the averages of the lesson: macro F1 is not the F1 of macro precision and recall", "[6.4]") {
    const std::vector<ClassReport> reports{{0.8, 0.8, 0.8, 5}, {1, 2.0 / 3, 0.8, 3}, {2.0 / 3, 1, 0.8, 2}};
    CHECK_THAT(numbers(macro_average(reports)),
               IsCloseTo({2.4666666666666667 / 3, 2.4666666666666667 / 3, 0.8}));
    INFO("8 of the 10 samples are right");
    CHECK_THAT(weighted_average(reports).recall, Near(0.8));
}

TEST_CASE("equal supports make both averages equal", "[6.4]") {
    const std::vector<ClassReport> reports{{0.1, 0.2, 0.3, 7}, {0.5, 0.9, 0.6, 7}, {0.3, 0.1, 0.9, 7}};
    CHECK_THAT(numbers(weighted_average(reports)), IsCloseTo({0.3, 0.4, 0.6}));
    CHECK_THAT(numbers(macro_average(reports)), IsCloseTo({0.3, 0.4, 0.6}));
}

TEST_CASE("the average of one class is that class", "[6.4]") {
    CHECK_THAT(numbers(macro_average({{0.1, 0.2, 0.3, 7}})), IsCloseTo({0.1, 0.2, 0.3}));
    CHECK_THAT(numbers(weighted_average({{0.1, 0.2, 0.3, 7}})), IsCloseTo({0.1, 0.2, 0.3}));
}

TEST_CASE("the macro average of no class is an error", "[6.4]") {
    CHECK_THROWS_AS(macro_average({}), std::invalid_argument);
}

TEST_CASE("the weighted average of no samples is an error", "[6.4]") {
    CHECK_THROWS_AS(weighted_average({}), std::invalid_argument);
    CHECK_THROWS_AS(weighted_average({{0, 0, 0, 0}, {0, 0, 0, 0}}), std::invalid_argument);
}

TEST_CASE("the ratios are averaged as they are: no rounding, no whole numbers", "[6.4]") {
    const std::vector<ClassReport> reports{{0.25, 0.5, 0.3, 3}, {0.5, 0.25, 0.2, 1}};
    INFO("precisions 0.25 and 0.5, supports 3 and 1");
    CHECK_THAT(macro_average(reports).precision, Near(0.375));
    CHECK_THAT(weighted_average(reports).precision, Near(0.3125));
    INFO("for the second time: is a sum static, and not reset?");
    CHECK_THAT(macro_average(reports).precision, Near(0.375));
    CHECK_THAT(weighted_average(reports).precision, Near(0.3125));
}

TEST_CASE("supports of more than 32 bits", "[6.4]") {
    INFO("supports 3000000000 and 1000000000 do not fit into an int of 32 bits");
    CHECK_THAT(weighted_average({{1, 1, 1, 3'000'000'000}, {0, 0, 0, 1'000'000'000}}).recall, Near(0.75));
}
