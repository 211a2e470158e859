#include "ch06_evaluation/confusion_matrix.hpp"

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "tests/ch06_evaluation/evaluation.hpp"
#include "tests/support/judge.hpp"
#include "tests/support/known_mistakes.hpp"
#include "tests/support/said_numbers.hpp"

using namespace wb::judge;
using wb::confusion_matrix;
using wb::Indices;
using wb::Labels;

// Tolerances: none are needed, counts are whole numbers.

TEST_CASE("the rows are the labels, the columns the predictions", "[6.2]") {
    INFO("labels 0 1 1, predicted 0 1 0: the mistake is a 1 that was read as 0, so it is counted in row 1");
    CHECK_THAT(as_array(confusion_matrix({0, 1, 1}, {0, 1, 0}, 2)), IsCloseTo({{1, 0}, {1, 1}}));
    INFO("labels 0 1 1 1 2, predicted 0 1 1 0 1; classes = 3, so the matrix is (3, 3)");
    CHECK_THAT(
        as_array(confusion_matrix({0, 1, 1, 1, 2}, {0, 1, 1, 0, 1}, 3)),
        IsCloseTo(
            {{1, 0, 0}, {1, 2, 0}, {0, 1, 0}},
            KnownMistakes{
                {"a count is set to 1 (=), where it should grow by 1", {{1, 0, 0}, {1, 1, 0}, {0, 1, 0}}},
                {"the last sample is left out", {{1, 0, 0}, {1, 2, 0}, {0, 0, 0}}},
                {"the first sample is left out", {{0, 0, 0}, {1, 2, 0}, {0, 1, 0}}},
                {"only right answers are counted", {{1, 0, 0}, {0, 2, 0}, {0, 0, 0}}},
                {"only wrong answers are counted", {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}}},
                {"rows are the predictions, columns the truth", {{1, 1, 0}, {0, 2, 1}, {0, 0, 0}}},
                {"they are shares of N, not counts", {{0.2, 0, 0}, {0.2, 0.4, 0}, {0, 0.2, 0}}}}));
}

TEST_CASE("scikit-learn counts the same", "[6.2]") {
    CHECK_THAT(as_array(confusion_matrix(labels(golden("ch06_classes", "labels")),
                                         indices(golden("ch06_classes", "predicted")), 5)),
               IsCloseTo(golden("ch06_classes", "confusion")));
}

TEST_CASE("all counts add up to N, a row to the samples of its class, a column to its predictions", "[6.2]") {
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

TEST_CASE("a class that neither occurs nor is predicted still has its row and its column", "[6.2]") {
    CHECK_THAT(as_array(confusion_matrix({0, 2}, {2, 2}, 4)),
               IsCloseTo({{0, 0, 1, 0}, {0, 0, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 0}}));
    INFO("without a third argument there are ten classes");
    CHECK_THAT(as_array(confusion_matrix({0}, {9})), HasShape({10, 10}));
}

TEST_CASE("one class: one count", "[6.2]") {
    CHECK_THAT(
        as_array(confusion_matrix({0, 0, 0}, {0, 0, 0}, 1)),
        IsCloseTo(Array({1, 1}, {3}),
                  KnownMistakes{{"a count is set to 1 (=), where it should grow by 1", Array({1, 1}, {1})},
                                {"the last sample is left out", Array({1, 1}, {2})}}));
}

TEST_CASE("confusion_matrix rejects an empty set", "[6.2]") {
    INFO("neither labels nor predictions, ten classes");
    CHECK_THROWS_AS(confusion_matrix({}, {}, 10), std::invalid_argument);
}

TEST_CASE("confusion_matrix rejects more or fewer predictions than labels, and names both numbers", "[6.2]") {
    CHECK_THROWS_MATCHES(confusion_matrix(Labels(12), Indices(13), 10), std::invalid_argument,
                         MessageSays(12, 13));
    CHECK_THROWS_MATCHES(confusion_matrix(Labels(12), Indices(11), 10), std::invalid_argument,
                         MessageSays(12, 11));
}

TEST_CASE("a label that is no class is an error that names position, value and number of classes", "[6.2]") {
    CHECK_THROWS_MATCHES(confusion_matrix({0, 1, 2, 58}, {0, 1, 2, 3}, 47), std::out_of_range,
                         MessageSays(3, 58, 47));
    INFO("label 5, counted from 0, is 3, and 3 classes are 0, 1 and 2: the message says 5 and 3");
    CHECK_THROWS_MATCHES(confusion_matrix({0, 1, 2, 0, 1, 3}, {0, 1, 2, 0, 1, 2}, 3), std::out_of_range,
                         MessageSays(5, 3));
}

TEST_CASE("a prediction that is no class is an error that names position, value and number of classes",
          "[6.2]") {
    CHECK_THROWS_MATCHES(confusion_matrix({0, 1, 2, 3}, {0, 1, 58, 3}, 47), std::out_of_range,
                         MessageSays(2, 58, 47));
    INFO("prediction 3, counted from 0, is 5, and 5 classes are 0 to 4: the message says 3 and 5");
    CHECK_THROWS_MATCHES(confusion_matrix({0, 1, 2, 0}, {0, 1, 2, 5}, 5), std::out_of_range,
                         MessageSays(3, 5));
}

TEST_CASE("the message tells a wrong label from a wrong prediction", "[6.2]") {
    const auto message = [](const Labels& labels, const Indices& predicted) -> std::string {
        try {
            confusion_matrix(labels, predicted, 4);
        } catch (const std::out_of_range& error) {
            return error.what();
        }
        return "nothing was thrown";
    };
    const std::string of_label = message({0, 7}, {0, 3}), of_prediction = message({0, 3}, {0, 7});
    INFO("the 7 is a label: " << of_label);
    INFO("the 7 is a prediction: " << of_prediction);
    INFO("both have the same message, so the user cannot tell whether the labels or the network are wrong");
    CHECK(of_label != of_prediction);
}

TEST_CASE("counts above 255, and more than 255 classes", "[6.2]") {
    INFO("300 samples of class 1, all read as 0: a count that is a byte goes from 255 to 0");
    CHECK_THAT(as_array(confusion_matrix(Labels(300, 1), Indices(300, 0), 2)),
               IsCloseTo({{0, 0}, {300, 0}}, KnownMistakes{{"counts are bytes", {{0, 0}, {44, 0}}}}));
    INFO("the prediction 257 is none of 3 classes: in a byte it would be 1");
    CHECK_THROWS_MATCHES(confusion_matrix({0, 1}, {0, 257}, 3), std::out_of_range, MessageSays(1, 257, 3));
    INFO("300 classes: the prediction 299 is the last of them");
    CHECK(confusion_matrix({7}, {299}, 300)(7, 299) == 1);
}

TEST_CASE("each matrix begins with zeros: nothing of an earlier one is left", "[6.2]") {
    confusion_matrix({0, 1, 1}, {0, 1, 0}, 2);
    INFO("labels 0 1 1, predicted 0 1 0, for the second time: is the matrix static?");
    CHECK_THAT(as_array(confusion_matrix({0, 1, 1}, {0, 1, 0}, 2)),
               IsCloseTo({{1, 0}, {1, 1}},
                         KnownMistakes{{"the counts of an earlier call are kept", {{2, 0}, {2, 2}}}}));
}

TEST_CASE("a wrong label is not called a prediction, and a wrong prediction not a label", "[6.2]") {
    const auto message = [](const Labels& labels, const Indices& predicted) -> std::string {
        try {
            confusion_matrix(labels, predicted, 4);
        } catch (const std::out_of_range& error) {
            return error.what();
        }
        return "";
    };
    const auto says_only = [](const std::string& text, const char* word, const char* other) {
        return text.find(word) != std::string::npos && text.find(other) == std::string::npos;
    };
    const std::string of_label = message({0, 7}, {0, 3}), of_prediction = message({0, 3}, {0, 7});
    INFO("the label is 7: " << of_label << "\nthe prediction is 7: " << of_prediction);
    const bool exchanged =
        says_only(of_label, "predict", "label") && says_only(of_prediction, "label", "predict");
    CHECK_FALSE(exchanged);
}
