#include "ch06_evaluation/top_k_accuracy.hpp"

#include <stdexcept>
#include <vector>

#include "tests/ch06_evaluation/evaluation.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;
using wb::Labels;
using wb::np_tensor;
using wb::top_k_accuracy;

// Tolerances: a quotient of two whole numbers.

TEST_CASE("the label must be among the k largest scores", "[6.6]") {
    const np_tensor scores({2, 3}, {0.2, 0.5, 0.3, 0.6, 0.3, 0.1});
    INFO("scores [0.2 0.5 0.3] and [0.6 0.3 0.1], both labels 2: second guess, and third");
    CHECK_THAT(top_k_accuracy(scores, {2, 2}, 1), Near(0));
    CHECK_THAT(top_k_accuracy(scores, {2, 2}, 2), Near(0.5));
    CHECK_THAT(top_k_accuracy(scores, {2, 2}, 3), Near(1));
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
    CHECK_THAT(top_k_accuracy(equal, {0, 1, 2}, 1), Near(1.0 / 3));
    CHECK_THAT(top_k_accuracy(equal, {0, 1, 2}, 2), Near(2.0 / 3));
    CHECK_THAT(top_k_accuracy(np_tensor({1, 3}, {5, 2, 2}), {2}, 2), Near(0));
    CHECK_THAT(top_k_accuracy(np_tensor({1, 3}, {5, 2, 2}), {1}, 2), Near(1));
}

TEST_CASE("scikit-learn takes the last of equals, and we do not", "[6.6]") {
    // [2 2 1] label 0: right here, wrong there. [2 2 1] label 1 and [0 3 3] label 2: the other way round.
    CHECK_THAT(top_k_accuracy(tensor(golden("ch06_guesses", "tied")),
                              labels(golden("ch06_guesses", "tied_labels")), 1),
               Near(1.0 / 3));
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
    CHECK_THAT(top_k_accuracy(np_tensor({2, 1}, {-3, 4}), {0, 0}, 1), Near(1));
}

TEST_CASE("k must be from 1 to K; the message names both", "[6.6]") {
    const np_tensor scores({2, 13});
    CHECK_THROWS_MATCHES(top_k_accuracy(scores, {0, 1}, 0), std::invalid_argument,
                         MessageHas("k", "0", "13"));
    CHECK_THROWS_MATCHES(top_k_accuracy(scores, {0, 1}, 14), std::invalid_argument,
                         MessageHas("k", "14", "13"));
}

TEST_CASE("top_k_accuracy refuses no samples, labels that do not fit, and labels that are no class",
          "[6.6]") {
    CHECK_THROWS_MATCHES(top_k_accuracy(np_tensor({0, 3}), {}, 1), wb::shape_error, MessageHas("(0, 3)"));
    CHECK_THROWS_MATCHES(top_k_accuracy(np_tensor({12, 3}), Labels(13), 1), std::invalid_argument,
                         MessageHas("12", "13"));
    CHECK_THROWS_MATCHES(top_k_accuracy(np_tensor({2, 3}), {0, 3}, 1), std::out_of_range,
                         MessageHas("label 1 is 3", "3 classes"));
}
