#include "ch06_evaluation/class_report.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "tests/ch06_evaluation/evaluation.hpp"
#include "tests/support/judge.hpp"
#include "tests/support/known_mistakes.hpp"

using namespace wb::judge;
using wb::class_reports;
using wb::ClassReport;
using wb::ConfusionMatrix;

// Tolerances: quotients of whole numbers, of one or of three divisions: they agree to 1e-15.

namespace {

/// Random counts, some of them 0.
ConfusionMatrix random_matrix(std::size_t classes, std::uint32_t seed) {
    wb::Rng rng(seed);
    ConfusionMatrix matrix(classes);
    for (std::size_t i = 0; i < classes; ++i)
        for (std::size_t j = 0; j < classes; ++j) matrix(i, j) = rng.below(6);
    return matrix;
}

}  // namespace

TEST_CASE("precision looks down a column, recall along a row", "[6.3]") {
    const std::vector<ClassReport> reports = class_reports(ConfusionMatrix({{3, 1}, {0, 4}}));
    {
        INFO("two classes have two reports, that of the last one included");
        REQUIRE(reports.size() == 2);
    }
    INFO("rows [3 1] [0 4]: of the four that are 0, three were read as 0; nothing else was read as 0");
    CHECK_THAT(
        column(reports, &ClassReport::precision),
        IsCloseTo({1, 0.8}, KnownMistakes{{"this is the recall: precision looks down the column", {0.75, 1}},
                                          {"whole numbers were divided: 4 / 5 of those is 0", {1, 0}},
                                          {"it is divided by all samples", {0.375, 0.5}},
                                          {"it is the accuracy", {0.875, 0.875}}}));
    CHECK_THAT(
        column(reports, &ClassReport::recall),
        IsCloseTo({0.75, 1}, KnownMistakes{{"this is the precision: recall looks along the row", {1, 0.8}},
                                           {"the diagonal is left out of the sum of the row", {3, 0}},
                                           {"whole numbers were divided: 3 / 4 of those is 0", {0, 1}},
                                           {"it is divided by all samples", {0.375, 0.5}},
                                           {"it is the accuracy", {0.875, 0.875}}}));
    CHECK_THAT(
        column(reports, &ClassReport::f1),
        IsCloseTo({6.0 / 7, 8.0 / 9},
                  KnownMistakes{
                      {"it lacks its factor of 2", {3.0 / 7, 4.0 / 9}},
                      {"it is the plain mean of precision and recall", {0.875, 0.9}},
                      {"it is their geometric mean", {std::sqrt(0.75), std::sqrt(0.8)}},
                      {"it is their product, or the smaller of the two, or the intersection over the union",
                       {0.75, 0.8}},
                      {"whole numbers were divided: 6 / 7 of those is 0", {0, 0}}}));
    CHECK_THAT(column(reports, &ClassReport::support), IsCloseTo({4, 4}));
    INFO("rows [3 1] [0 2]: four samples are 0 and two are 1; three were read as 0, and three as 1");
    CHECK_THAT(column(class_reports(ConfusionMatrix({{3, 1}, {0, 2}})), &ClassReport::support),
               IsCloseTo({4, 2}, KnownMistakes{{"the support counts what was read as the class", {3, 3}},
                                               {"the support counts only what is right", {3, 2}},
                                               {"the support is the number of all samples", {6, 6}}}));
}

TEST_CASE("shares keep all 16 digits of a double", "[6.3]") {
    const std::vector<ClassReport> reports = class_reports(ConfusionMatrix({{2, 1}, {0, 4}}));
    CHECK_THAT(column(reports, &ClassReport::precision), IsCloseTo({1, 0.8}, 1e-13, 0));
    CHECK_THAT(column(reports, &ClassReport::recall), IsCloseTo({2.0 / 3, 1}, 1e-13, 0));
    CHECK_THAT(column(reports, &ClassReport::f1), IsCloseTo({0.8, 8.0 / 9}, 1e-13, 0));
}

TEST_CASE("F1 is the harmonic mean: nearer to the smaller of the two", "[6.3]") {
    const std::vector<ClassReport> reports = class_reports(ConfusionMatrix({{1, 9}, {0, 5}}));
    REQUIRE(reports.size() == 2);
    INFO("class 0: precision 1, recall 0.1; their harmonic mean is 2/11 = 0.18, not 0.55");
    CHECK_THAT(reports[0].f1, Near(2.0 / 11, KnownMistakes{{"it is the plain mean", {0.55}},
                                                           {"it is the geometric mean", {std::sqrt(0.1)}}}));
}

TEST_CASE("the three classes of the lesson have one F1, and three different faults", "[6.3]") {
    const auto reports = class_reports(ConfusionMatrix({{4, 0, 1}, {1, 2, 0}, {0, 0, 2}}));
    CHECK_THAT(column(reports, &ClassReport::precision), IsCloseTo({0.8, 1, 2.0 / 3}));
    CHECK_THAT(column(reports, &ClassReport::recall), IsCloseTo({0.8, 2.0 / 3, 1}));
    CHECK_THAT(column(reports, &ClassReport::f1), IsCloseTo({0.8, 0.8, 0.8}));
    CHECK_THAT(column(reports, &ClassReport::support), IsCloseTo({5, 3, 2}));
}

TEST_CASE("scikit-learn reports the same, its zeros for 0/0 included", "[6.3]") {
    const Array counts = golden("ch06_classes", "confusion");
    ConfusionMatrix matrix(5);
    for (std::size_t i = 0; i < 25; ++i) matrix(i / 5, i % 5) = static_cast<std::size_t>(counts.values()[i]);
    const std::vector<ClassReport> reports = class_reports(matrix);
    CHECK_THAT(column(reports, &ClassReport::precision), IsCloseTo(golden("ch06_classes", "precision")));
    CHECK_THAT(column(reports, &ClassReport::recall), IsCloseTo(golden("ch06_classes", "recall")));
    CHECK_THAT(column(reports, &ClassReport::f1), IsCloseTo(golden("ch06_classes", "f1")));
    CHECK_THAT(column(reports, &ClassReport::support), IsCloseTo(golden("ch06_classes", "support")));
}

TEST_CASE("a class that was never predicted has precision 0, not 0/0", "[6.3]") {
    const std::vector<ClassReport> reports = class_reports(ConfusionMatrix({{5, 0}, {2, 0}}));
    REQUIRE(reports.size() == 2);
    INFO("rows [5 0] [2 0]: nothing was read as 1");
    CHECK_THAT(reports[1].precision, Near(0));
    CHECK_THAT(reports[1].recall, Near(0));
    CHECK_THAT(reports[1].f1, Near(0));
    CHECK(reports[1].support == 2);
}

TEST_CASE("a class that never occurs has recall 0, not 0/0", "[6.3]") {
    const std::vector<ClassReport> reports = class_reports(ConfusionMatrix({{5, 2}, {0, 0}}));
    REQUIRE(reports.size() == 2);
    INFO("rows [5 2] [0 0]: nothing is 1, but two were read so");
    CHECK_THAT(reports[1].precision, Near(0));
    CHECK_THAT(reports[1].recall, Near(0));
    CHECK_THAT(reports[1].f1, Near(0));
    CHECK(reports[1].support == 0);
}

TEST_CASE("a class that is not there at all is all zeros", "[6.3]") {
    const std::vector<ClassReport> reports = class_reports(ConfusionMatrix({{5, 0}, {0, 0}}));
    REQUIRE(reports.size() == 2);
    CHECK_THAT(column(reports, &ClassReport::precision), IsCloseTo({1, 0}));
    CHECK_THAT(column(reports, &ClassReport::recall), IsCloseTo({1, 0}));
    CHECK_THAT(column(reports, &ClassReport::f1), IsCloseTo({1, 0}));
}

TEST_CASE("all right: ones; all wrong: zeros", "[6.3]") {
    const std::vector<ClassReport> right = class_reports(ConfusionMatrix({{3, 0, 0}, {0, 1, 0}, {0, 0, 2}}));
    const std::vector<ClassReport> wrong = class_reports(ConfusionMatrix({{0, 3, 0}, {0, 0, 1}, {2, 0, 0}}));
    for (double ClassReport::*ratio : {&ClassReport::precision, &ClassReport::recall, &ClassReport::f1}) {
        CHECK_THAT(column(right, ratio), IsCloseTo({1, 1, 1}));
        CHECK_THAT(column(wrong, ratio), IsCloseTo({0, 0, 0}));
    }
    CHECK_THAT(column(wrong, &ClassReport::support), IsCloseTo({3, 1, 2}));
}

TEST_CASE("one class that is always right", "[6.3]") {
    const std::vector<ClassReport> reports = class_reports(ConfusionMatrix({{7}}));
    REQUIRE(reports.size() == 1);
    CHECK_THAT(reports[0].precision, Near(1));
    CHECK_THAT(reports[0].recall, Near(1));
    CHECK_THAT(reports[0].f1, Near(1));
    CHECK(reports[0].support == 7);
}

TEST_CASE("with truth and prediction swapped, precision and recall change places, and F1 stays", "[6.3]") {
    const ConfusionMatrix matrix = random_matrix(5, 4);
    ConfusionMatrix transposed(5);
    for (std::size_t i = 0; i < 5; ++i)
        for (std::size_t j = 0; j < 5; ++j) transposed(j, i) = matrix(i, j);
    const auto one = class_reports(matrix);
    const auto other = class_reports(transposed);
    CHECK_THAT(column(other, &ClassReport::precision), IsCloseTo(column(one, &ClassReport::recall)));
    CHECK_THAT(column(other, &ClassReport::recall), IsCloseTo(column(one, &ClassReport::precision)));
    CHECK_THAT(column(other, &ClassReport::f1), IsCloseTo(column(one, &ClassReport::f1)));
}

TEST_CASE("F1 lies between precision and recall", "[6.3]") {
    for (std::uint32_t seed = 0; seed < 20; ++seed) {
        for (const ClassReport& report : class_reports(random_matrix(4, seed))) {
            INFO("precision " << report.precision << ", recall " << report.recall);
            CHECK(report.f1 >= std::min(report.precision, report.recall) - 1e-12);
            CHECK(report.f1 <= std::max(report.precision, report.recall) + 1e-12);
        }
    }
}

TEST_CASE("counts beyond 32 bits are counted too", "[6.3]") {
    const std::vector<ClassReport> reports =
        class_reports(ConfusionMatrix({{3'000'000'000, 3'000'000'000}, {0, 1}}));
    REQUIRE(reports.size() == 2);
    INFO("rows [3000000000 3000000000] [0 1]: count in std::size_t, not in int");
    CHECK_THAT(reports[0].recall, Near(0.5));
    CHECK(reports[0].support == 6'000'000'000);
}
