#include "ch01_data/one_hot.hpp"

#include <stdexcept>

#include "tests/support/judge.hpp"
#include "tests/support/known_mistakes.hpp"

using namespace wb::judge;

namespace {

// One-hot rows are zeros and ones: they are compared exactly.
CloseToMatcher Is(Array expected) {
    return IsCloseTo(std::move(expected), 0, 0);
}

}  // namespace

TEST_CASE("the labels 2 and 0 of 3 classes make 0 0 1 and 1 0 0", "[1.6]") {
    INFO(
        "labels and classes are counted from 0: label 2 is the third place of its row, and a row has 3 "
        "places");
    CHECK_THAT(wb::one_hot({2, 0}, 3),
               IsCloseTo({0, 0, 1, 1, 0, 0},
                         KnownMistakes{{"the table is written column by column", {0, 1, 0, 0, 1, 0}}}));
}

TEST_CASE("there are 10 classes unless another number is given", "[1.6]") {
    INFO("one label makes one row with a single 1; calls before it leave nothing behind");
    CHECK_THAT(wb::one_hot({3}), Is({0, 0, 0, 1, 0, 0, 0, 0, 0, 0}));
    CHECK_THAT(wb::one_hot({9}), Is({0, 0, 0, 0, 0, 0, 0, 0, 0, 1}));
    CHECK_THAT(wb::one_hot({0, 0}, 1), Is({1, 1}));
}

TEST_CASE("30 labels agree with rows of NumPy's identity matrix", "[1.6]") {
    const Array labels = golden("ch01_data", "labels");
    const Array expected = golden("ch01_data", "one_hot");
    const auto rows = wb::one_hot({labels.values().begin(), labels.values().end()});
    REQUIRE_THAT(rows, HasShape({300}));
    CHECK_THAT(Array({30, 10}, rows), Is(expected));
}

TEST_CASE("without labels there are no rows", "[1.6]") {
    CHECK(wb::one_hot({}).empty());
    CHECK(wb::one_hot({}, 3).empty());
}

TEST_CASE(
    "a label beyond the last class is an error that names its position, its value and the number of classes",
    "[1.6]") {
    INFO(
        "Classes are counted from 0: of 3 classes the last is 2. Written into the flat vector unchecked,\n"
        "the 1 of label 3 would land in the next row.");
    CHECK_THROWS_MATCHES(wb::one_hot({0, 3, 1}, 3), std::out_of_range, MessageNames(1, 3));
    CHECK_THROWS_MATCHES(wb::one_hot({9, 8, 7, 255, 0}), std::out_of_range, MessageNames(3, 255, 10));
    INFO("of 0 classes there is none for the label 7");
    CHECK_THROWS_MATCHES(wb::one_hot({7}, 0), std::out_of_range, MessageNames(0, 7, 0));
}

TEST_CASE("any number of labels and classes: more than a byte or a char can count", "[1.6]") {
    std::vector<double> expected(256);
    expected[255] = 1;
    INFO("label 255 of 256 classes; a char is negative from 128 on, and a byte ends at 255");
    CHECK_THAT(wb::one_hot({255}, 256), Is(expected));
    INFO("300 labels of 2 classes");
    CHECK_THAT(wb::one_hot(wb::Labels(300, 1), 2), HasShape({600}));
}
