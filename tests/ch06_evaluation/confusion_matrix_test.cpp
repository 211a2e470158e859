#include "ch06_evaluation/confusion_matrix.hpp"

#include <stdexcept>
#include <vector>

#include "tests/ch06_evaluation/evaluation.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;
using wb::confusion_matrix;
using wb::Indices;
using wb::Labels;

// Tolerances: none are needed, counts are whole numbers.

TEST_CASE("the rows are the truth, the columns the predictions", "[6.2]") {
    INFO("labels 0 1 1, predicted 0 1 0: the mistake is a 1 that was read as 0, so it stands in row 1");
    CHECK_THAT(as_array(confusion_matrix({0, 1, 1}, {0, 1, 0}, 2)), IsCloseTo({{1, 0}, {1, 1}}));
}

TEST_CASE("scikit-learn counts the same", "[6.2]") {
    CHECK_THAT(as_array(confusion_matrix(labels(golden("ch06_classes", "labels")),
                                         indices(golden("ch06_classes", "predicted")), 5)),
               IsCloseTo(golden("ch06_classes", "confusion")));
}

TEST_CASE("all counts are N, a row's are the samples of its class, a column's the predictions of it",
          "[6.2]") {
    const RandomGuesses guesses(200, 7, 1);
    const wb::ConfusionMatrix matrix = confusion_matrix(guesses.labels, guesses.predicted, 7);
    REQUIRE(matrix.classes() == 7);
    std::size_t all = 0;
    std::size_t diagonal = 0;
    for (std::size_t k = 0; k < 7; ++k) {
        std::size_t row = 0;
        std::size_t column = 0;
        for (std::size_t other = 0; other < 7; ++other) {
            row += matrix(k, other);
            column += matrix(other, k);
        }
        INFO("class " << k);
        CHECK(row == static_cast<std::size_t>(std::ranges::count(guesses.labels, k)));
        CHECK(column == static_cast<std::size_t>(std::ranges::count(guesses.predicted, k)));
        all += row;
        diagonal += matrix(k, k);
    }
    CHECK(all == 200);
    CHECK(diagonal == guesses.right());
}

TEST_CASE("the order of the samples does not matter", "[6.2]") {
    const RandomGuesses guesses(50, 4, 2);
    const RandomGuesses shuffled = guesses.shuffled(3);
    CHECK_THAT(as_array(confusion_matrix(shuffled.labels, shuffled.predicted, 4)),
               IsCloseTo(as_array(confusion_matrix(guesses.labels, guesses.predicted, 4))));
}

TEST_CASE("all right is a diagonal, all wrong leaves it empty", "[6.2]") {
    CHECK_THAT(as_array(confusion_matrix({0, 1, 2, 2}, {0, 1, 2, 2}, 3)),
               IsCloseTo({{1, 0, 0}, {0, 1, 0}, {0, 0, 2}}));
    CHECK_THAT(as_array(confusion_matrix({0, 1, 2, 2}, {1, 2, 0, 0}, 3)),
               IsCloseTo({{0, 1, 0}, {0, 0, 1}, {2, 0, 0}}));
}

TEST_CASE("a class that neither occurs nor is predicted has its row and its column all the same", "[6.2]") {
    CHECK_THAT(as_array(confusion_matrix({0, 2}, {2, 2}, 4)),
               IsCloseTo({{0, 0, 1, 0}, {0, 0, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 0}}));
    INFO("without a third argument there are ten classes");
    CHECK_THAT(as_array(confusion_matrix({0}, {9})), HasShape({10, 10}));
}

TEST_CASE("one class: one count", "[6.2]") {
    CHECK_THAT(as_array(confusion_matrix({0, 0, 0}, {0, 0, 0}, 1)), IsCloseTo(Array({1, 1}, {3})));
}

TEST_CASE("confusion_matrix refuses no samples", "[6.2]") {
    CHECK_THROWS_MATCHES(confusion_matrix({}, {}, 10), std::invalid_argument, MessageHas("sample"));
}

TEST_CASE("confusion_matrix refuses more or fewer predictions than labels, and names both numbers", "[6.2]") {
    CHECK_THROWS_MATCHES(confusion_matrix(Labels(12), Indices(13), 10), std::invalid_argument,
                         MessageHas("12", "13"));
    CHECK_THROWS_MATCHES(confusion_matrix(Labels(12), Indices(11), 10), std::invalid_argument,
                         MessageHas("12", "11"));
}

TEST_CASE("a label that is no class is refused: position, value, and the number of classes", "[6.2]") {
    CHECK_THROWS_MATCHES(confusion_matrix({0, 1, 2, 58}, {0, 1, 2, 3}, 47), std::out_of_range,
                         MessageHas("label", "3", "58", "47"));
    INFO("3 classes are 0, 1 and 2");
    CHECK_THROWS_MATCHES(confusion_matrix({3, 1}, {0, 1}, 3), std::out_of_range,
                         MessageHas("label", "0", "3"));
}

TEST_CASE("a prediction that is no class is refused: position, value, and the number of classes", "[6.2]") {
    CHECK_THROWS_MATCHES(confusion_matrix({0, 1, 2, 3}, {0, 1, 58, 3}, 47), std::out_of_range,
                         MessageHas("predict", "2", "58", "47"));
    CHECK_THROWS_MATCHES(confusion_matrix({0, 1}, {0, 2}, 2), std::out_of_range,
                         MessageHas("predict", "1", "2"));
}
