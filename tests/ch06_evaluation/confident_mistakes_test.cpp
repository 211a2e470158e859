#include "ch06_evaluation/confident_mistakes.hpp"

#include <stdexcept>
#include <vector>

#include "tests/ch06_evaluation/evaluation.hpp"
#include "tests/support/judge.hpp"
#include "tests/support/known_mistakes.hpp"
#include "tests/support/said_numbers.hpp"

using namespace wb::judge;
using wb::Labels;
using wb::Mistake;
using wb::most_confident_mistakes;
using wb::np_tensor;

// Tolerances: none are needed: numbers are copied. A mistake is a row [sample, truth, predicted, probability]
// here.

TEST_CASE("a mistake is a sample whose largest probability is not at its label", "[6.7]") {
    INFO("p = [0.6 0.4] and [0.1 0.9], both labels 0: sample 1 is read as 1, with probability 0.9");
    CHECK_THAT(
        as_array(most_confident_mistakes(np_tensor({2, 2}, {0.6, 0.4, 0.1, 0.9}), {0, 0}, 5)),
        IsCloseTo({{1, 0, 1, 0.9}},
                  KnownMistakes{{"the list is filled up with empty mistakes",
                                 {{1, 0, 1, 0.9}, {0, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 0}}},
                                {"right answers are listed too", {{1, 0, 1, 0.9}, {0, 0, 0, 0.6}}},
                                {"right answers are listed, not the wrong ones", {{0, 0, 0, 0.6}}},
                                {"the probability is that of the label", {{1, 0, 1, 0.1}}},
                                {"truth and prediction are swapped", {{1, 1, 0, 0.9}}},
                                {"samples are counted from 1", {{2, 0, 1, 0.9}}},
                                {"the number is that of the mistake, not of the sample", {{0, 0, 1, 0.9}}}}));
}

TEST_CASE("the most confident mistake comes first", "[6.7]") {
    const np_tensor p({4, 3}, {0.1, 0.6, 0.3, 0.8, 0.15, 0.05, 0.05, 0.05, 0.9, 0.25, 0.7, 0.05});
    INFO("labels 0, 1, 2, 2: sample 2 is right, the others are wrong with 0.6, 0.8 and 0.7");
    CHECK_THAT(
        as_array(most_confident_mistakes(p, {0, 1, 2, 2}, 10)),
        IsCloseTo(
            {{1, 1, 0, 0.8}, {3, 2, 1, 0.7}, {0, 0, 1, 0.6}},
            KnownMistakes{
                {"the first sample is left out", {{1, 1, 0, 0.8}, {3, 2, 1, 0.7}}},
                {"they are in the order of the samples", {{0, 0, 1, 0.6}, {1, 1, 0, 0.8}, {3, 2, 1, 0.7}}},
                {"the least confident comes first", {{0, 0, 1, 0.6}, {3, 2, 1, 0.7}, {1, 1, 0, 0.8}}},
                {"they are sorted by the probability of the label",
                 {{3, 2, 1, 0.7}, {0, 0, 1, 0.6}, {1, 1, 0, 0.8}}}}));
    INFO("two are wanted: all are sorted first, and then the first two are taken");
    CHECK_THAT(as_array(most_confident_mistakes(p, {0, 1, 2, 2}, 2)),
               IsCloseTo({{1, 1, 0, 0.8}, {3, 2, 1, 0.7}},
                         KnownMistakes{{"the first two mistakes are taken, and then sorted",
                                        {{1, 1, 0, 0.8}, {0, 0, 1, 0.6}}},
                                       {"all mistakes are given, however many are wanted",
                                        {{1, 1, 0, 0.8}, {3, 2, 1, 0.7}, {0, 0, 1, 0.6}}}}));
}

TEST_CASE("NumPy finds the same mistakes, and takes as many as are wanted", "[6.7]") {
    const np_tensor p = tensor(golden("ch06_guesses", "p"));
    const Labels y = labels(golden("ch06_guesses", "labels"));
    const Array mistakes = golden("ch06_guesses", "mistakes");
    CHECK_THAT(as_array(most_confident_mistakes(p, y, 1000)), IsCloseTo(mistakes));
    const auto first = mistakes.values().first(4 * 5);
    CHECK_THAT(as_array(most_confident_mistakes(p, y, 5)),
               IsCloseTo(Array({5, 4}, std::vector<double>(first.begin(), first.end()))));
}

TEST_CASE("of mistakes of equal probability, the earlier sample comes first", "[6.7]") {
    // 40 mistakes of probability 1, as a network gives them whose float has no number nearer to 1.
    np_tensor p({40, 2});
    std::vector<double> expected;
    for (std::size_t n = 0; n < 40; ++n) {
        p(n, 1) = 1;
        for (const double number : {static_cast<double>(n), 0.0, 1.0, 1.0}) expected.push_back(number);
    }
    INFO("40 mistakes of probability 1: std::sort may shuffle equals, std::stable_sort keeps their order");
    CHECK_THAT(as_array(most_confident_mistakes(p, Labels(40), 100)), IsCloseTo(Array({40, 4}, expected)));
}

TEST_CASE("of equal probabilities in a row, the first class is what was read", "[6.7]") {
    const np_tensor p({2, 2}, {0.5, 0.5, 0.5, 0.5});
    INFO("both rows are read as 0, so only the sample with label 1 is a mistake");
    CHECK_THAT(as_array(most_confident_mistakes(p, {0, 1}, 5)), IsCloseTo({{1, 1, 0, 0.5}}));
}

TEST_CASE("all right: no mistakes; all wrong: all of them", "[6.7]") {
    const np_tensor p({2, 2}, {0.6, 0.4, 0.1, 0.9});
    CHECK(most_confident_mistakes(p, {0, 1}, 5).empty());
    CHECK_THAT(as_array(most_confident_mistakes(p, {1, 0}, 5)), IsCloseTo({{1, 0, 1, 0.9}, {0, 1, 0, 0.6}}));
    CHECK(most_confident_mistakes(np_tensor({3, 1}, 1), {0, 0, 0}, 5).empty());
}

TEST_CASE("with a count of 0, the list of mistakes is empty", "[6.7]") {
    CHECK(most_confident_mistakes(np_tensor({1, 2}, {0.6, 0.4}), {1}, 0).empty());
}

TEST_CASE("all mistakes together are as many as the samples that are not right", "[6.7]") {
    const RandomGuesses guesses(70, 5, 9);
    const std::vector<Mistake> mistakes = most_confident_mistakes(guesses.p, guesses.labels, 70);
    CHECK(mistakes.size() == 70 - guesses.right());
    for (const Mistake& mistake : mistakes) {
        REQUIRE(mistake.sample < 70);
        INFO("sample " << mistake.sample);
        CHECK(mistake.truth == guesses.labels[mistake.sample]);
        CHECK(mistake.predicted == guesses.predicted[mistake.sample]);
        CHECK(mistake.probability == guesses.p(mistake.sample, mistake.predicted));
    }
}

TEST_CASE("most_confident_mistakes rejects an empty set, and labels that do not fit or are no class",
          "[6.7]") {
    CHECK_THROWS_MATCHES(most_confident_mistakes(np_tensor({0, 3}), {}, 5), wb::shape_error,
                         MessageHas("(0, 3)"));
    CHECK_THROWS_MATCHES(most_confident_mistakes(np_tensor({12, 3}), Labels(13), 5), std::invalid_argument,
                         MessageSays(12, 13));
    CHECK_THROWS_MATCHES(most_confident_mistakes(np_tensor({2, 3}), {0, 8}, 5), std::out_of_range,
                         MessageSays(1, 8, 3));
}

TEST_CASE("the list of mistakes begins empty in each call", "[6.7]") {
    const np_tensor p({2, 2}, {0.6, 0.4, 0.1, 0.9});
    most_confident_mistakes(p, {1, 0}, 5);
    INFO("p = [0.6 0.4] and [0.1 0.9]; labels 1 and 0 first, then 0 and 0: a static list would go on");
    CHECK_THAT(as_array(most_confident_mistakes(p, {0, 0}, 5)), IsCloseTo({{1, 0, 1, 0.9}}));
}

TEST_CASE("more than 255 samples, and more than two classes", "[6.7]") {
    np_tensor p({301, 3});
    for (std::size_t n = 0; n < 301; ++n) p(n, 0) = 1;
    p(300, 0) = 0.25;
    p(300, 2) = 0.75;
    INFO("301 samples of three classes, all 0; only sample 300 is read as 2");
    CHECK_THAT(
        as_array(most_confident_mistakes(p, Labels(301), 5)),
        IsCloseTo({{300, 0, 2, 0.75}}, KnownMistakes{{"samples are counted in a byte", {{44, 0, 2, 0.75}}}}));
}

TEST_CASE("all mistakes, however large the number wanted is; and a class above 255", "[6.7]") {
    INFO("one mistake, of 2^64 - 1 wanted");
    CHECK(most_confident_mistakes(np_tensor({1, 2}, {0.6, 0.4}), {1}, static_cast<std::size_t>(-1)).size() ==
          1);
    np_tensor p({1, 300});
    p(0, 299) = 1;
    CHECK_THAT(as_array(most_confident_mistakes(p, {0}, 5)),
               IsCloseTo({{0, 0, 299, 1}}, KnownMistakes{{"classes are kept in a byte", {{0, 0, 43, 0}}}}));
}
