#include "ch06_evaluation/top_k_accuracy.hpp"

#include <stdexcept>
#include <vector>

#include "tests/ch06_evaluation/evaluation.hpp"
#include "tests/support/judge.hpp"
#include "tests/support/known_mistakes.hpp"
#include "tests/support/said_numbers.hpp"

using namespace wb::judge;
using wb::Labels;
using wb::np_tensor;
using wb::top_k_accuracy;

// Tolerances: a quotient of two whole numbers.

TEST_CASE("the label must be among the k largest scores", "[6.6]") {
    const np_tensor scores({2, 3}, {0.2, 0.5, 0.3, 0.6, 0.3, 0.1});
    INFO("scores [0.2 0.5 0.3] and [0.6 0.3 0.1], both labels 2: second guess, and third");
    CHECK_THAT(top_k_accuracy(scores, {2, 2}, 1),
               Near(0, KnownMistakes{
                           {"one guess too many is looked at, or the smallest scores come first", {0.5}}}));
    CHECK_THAT(
        top_k_accuracy(scores, {2, 2}, 2),
        Near(0.5, KnownMistakes{
                      {"whole numbers were divided: 1 / 2 of those is 0, or only k - 1 guesses count", {0}},
                      {"it is the number of hits, not their share of N, or one guess too "
                       "many, or the smallest scores come first",
                       {1}},
                      {"it is a percentage", {50}},
                      {"it is divided by the number of guesses, too", {0.25}}}));
    CHECK_THAT(top_k_accuracy(scores, {2, 2}, 3),
               Near(1, KnownMistakes{{"only the k-th guess counts, not all up to it, or all but the k-th; or "
                                      "a sample's count goes on to the next",
                                      {0.5}}}));
}

TEST_CASE("scikit-learn gives the same, for each k", "[6.6]") {
    const Array expected = golden("ch06_guesses", "top_k");
    for (std::size_t k = 1; k <= 5; ++k) {
        INFO("k = " << k);
        CHECK_THAT(
            top_k_accuracy(tensor(golden("ch06_guesses", "p")), labels(golden("ch06_guesses", "labels")), k),
            Near(expected.values()[k - 1]));
    }
}

TEST_CASE("scores, negative ones too, give what their probabilities give", "[6.6]") {
    const Array expected = golden("ch06_guesses", "top_k");
    for (std::size_t k = 1; k <= 5; ++k) {
        INFO("k = " << k << ", scores as they are before the softmax");
        CHECK_THAT(top_k_accuracy(tensor(golden("ch06_guesses", "scores")),
                                  labels(golden("ch06_guesses", "labels")), k),
                   Near(expected.values()[k - 1]));
    }
}

TEST_CASE("of equal scores, the class with the smaller number comes first, as with argmax", "[6.6]") {
    const np_tensor equal({3, 3}, {2, 2, 2, 2, 2, 2, 2, 2, 2});
    INFO("three rows of three equal scores, labels 0, 1, 2: first, second and third guess");
    CHECK_THAT(top_k_accuracy(equal, {0, 1, 2}, 1),
               Near(1.0 / 3, KnownMistakes{{"no equal score comes before the label", {1}},
                                           {"every equal score comes before the label", {0}}}));
    CHECK_THAT(top_k_accuracy(equal, {0, 1, 2}, 2), Near(2.0 / 3));
    INFO("scores [5 2 2], two guesses: they are 0 and 1, so the label 2 is missed and the label 1 is not");
    CHECK_THAT(top_k_accuracy(np_tensor({1, 3}, {5, 2, 2}), {2}, 2), Near(0));
    CHECK_THAT(top_k_accuracy(np_tensor({1, 3}, {5, 2, 2}), {1}, 2), Near(1));
}

TEST_CASE("scikit-learn takes the last of equals, and we do not", "[6.6]") {
    // [2 2 1] label 0: right here, wrong there. [2 2 1] label 1 and [0 3 3] label 2: the other way round.
    CHECK_THAT(
        top_k_accuracy(tensor(golden("ch06_guesses", "tied")), labels(golden("ch06_guesses", "tied_labels")),
                       1),
        Near(1.0 / 3, KnownMistakes{
                          {"of equal scores the last class is taken first, as in scikit-learn", {2.0 / 3}}}));
    CHECK_THAT(golden("ch06_guesses", "tied_top_1").values()[0], Near(2.0 / 3));
}

TEST_CASE("the more guesses, the better, and with K of them nothing is missed", "[6.6]") {
    const RandomGuesses guesses(60, 6, 6);
    double last = 0;
    for (std::size_t k = 1; k <= 6; ++k) {
        const double now = top_k_accuracy(guesses.p, guesses.labels, k);
        INFO("k = " << k << ": " << now << ", before it " << last);
        CHECK(now >= last);
        last = now;
    }
    CHECK_THAT(last, Near(1));
    CHECK_THAT(top_k_accuracy(guesses.p, guesses.labels, 1), Near(static_cast<double>(guesses.right()) / 60));
}

TEST_CASE("the order of the samples does not matter for the top k", "[6.6]") {
    const RandomGuesses guesses(40, 5, 7);
    const RandomGuesses shuffled = guesses.shuffled(8);
    CHECK_THAT(top_k_accuracy(shuffled.p, shuffled.labels, 2),
               Near(top_k_accuracy(guesses.p, guesses.labels, 2)));
}

TEST_CASE("one class is always the first guess", "[6.6]") {
    INFO("one class, the scores -3 and 4: a score below 0 is a guess like any other");
    CHECK_THAT(top_k_accuracy(np_tensor({2, 1}, {-3, 4}), {0, 0}, 1), Near(1));
}

TEST_CASE("k must be from 1 to K; the message names both", "[6.6]") {
    const np_tensor scores({2, 13});
    CHECK_THROWS_MATCHES(top_k_accuracy(scores, {0, 1}, 0), std::invalid_argument, MessageSays(0, 13));
    CHECK_THROWS_MATCHES(top_k_accuracy(scores, {0, 1}, 14), std::invalid_argument, MessageSays(14, 13));
}

TEST_CASE("top_k_accuracy rejects an empty set, and labels that do not fit or are no class", "[6.6]") {
    CHECK_THROWS_MATCHES(top_k_accuracy(np_tensor({0, 3}), {}, 1), wb::shape_error, MessageHas("(0, 3)"));
    CHECK_THROWS_MATCHES(top_k_accuracy(np_tensor({12, 3}), Labels(13), 1), std::invalid_argument,
                         MessageSays(12, 13));
    CHECK_THROWS_MATCHES(top_k_accuracy(np_tensor({2, 3}), {0, 8}, 1), std::out_of_range,
                         MessageSays(1, 8, 3));
}

TEST_CASE("each call counts its own hits", "[6.6]") {
    const np_tensor scores({2, 3}, {0.2, 0.5, 0.3, 0.6, 0.3, 0.1});
    top_k_accuracy(scores, {1, 0}, 1);
    INFO("scores [0.2 0.5 0.3] and [0.6 0.3 0.1], labels 1 and 0 first; then 1 and 2: is the count static?");
    CHECK_THAT(top_k_accuracy(scores, {1, 2}, 1), Near(0.5));
}

TEST_CASE("of 40 equal scores, the first classes are the best", "[6.6]") {
    Labels labels(10);
    for (std::size_t n = 0; n < 10; ++n) labels[n] = static_cast<Labels::value_type>(n);
    INFO("ten samples, the labels 0 to 9, k = 10. std::sort may exchange equals, std::stable_sort may not");
    CHECK_THAT(top_k_accuracy(np_tensor({10, 40}, 1), labels, 10), Near(1));
}

TEST_CASE("scores are compared to the last digit of a double", "[6.6]") {
    INFO("scores 1 and 1 + 1e-12, the label is 0, k = 1: in a float both would be 1");
    CHECK_THAT(top_k_accuracy(np_tensor({1, 2}, {1, 1 + 1e-12}), {0}, 1), Near(0));
}

TEST_CASE("any number of classes, and any k up to it", "[6.6]") {
    np_tensor many({1, 300}, 1);
    many(0, 0) = 0;
    INFO("300 classes: 299 have a higher score than the label 0; in a byte that would be 43");
    CHECK_THAT(top_k_accuracy(many, {0}, 50), Near(0));
    INFO("13 equal scores, the label is 11, k = 12");
    CHECK_THAT(top_k_accuracy(np_tensor({1, 13}), {11}, 12), Near(1));
}
