#include "ch06_evaluation/reliability.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/ch06_evaluation/evaluation.hpp"
#include "tests/support/judge.hpp"
#include "tests/support/known_mistakes.hpp"
#include "tests/support/said_numbers.hpp"

using namespace wb::judge;
using wb::expected_calibration_error;
using wb::Labels;
using wb::np_tensor;
using wb::reliability_bins;
using wb::ReliabilityBin;

// Tolerances: means of at most 90 numbers up to 1; sums in any order agree to 1e-14. Edges are tried at
// quarters, which a double holds exactly: however b / B is computed, they are the same.

namespace {

/// What scikit-learn says of the golden samples, as bins.
std::vector<ReliabilityBin> golden_bins(const std::string& bins) {
    const Array count = golden("ch06_reliability", "count_" + bins),
                confidence = golden("ch06_reliability", "confidence_" + bins),
                accuracy = golden("ch06_reliability", "accuracy_" + bins);
    std::vector<ReliabilityBin> result(count.values().size());
    for (std::size_t b = 0; b < result.size(); ++b)
        result[b] = {.count = static_cast<std::size_t>(count.values()[b]),
                     .confidence = confidence.values()[b],
                     .accuracy = accuracy.values()[b]};
    return result;
}

/// In which of four bins a sample of this confidence is put, there being four classes.
std::vector<double> counts_of(double confidence) {
    np_tensor p({1, 4});
    p(0, 2) = confidence;
    const Array counts = column(reliability_bins(p, {2}, 4), &ReliabilityBin::count);
    return {counts.values().begin(), counts.values().end()};
}

}  // namespace

TEST_CASE("a bin has the count, mean confidence and accuracy of its samples", "[6.8]") {
    const auto bins = reliability_bins(np_tensor({2, 2}, {0.9, 0.1, 0.2, 0.8}), {0, 0}, 4);
    INFO("p = [0.9 0.1] and [0.2 0.8], both labels 0: both above 0.75, one of them right");
    CHECK_THAT(
        column(bins, &ReliabilityBin::count),
        IsCloseTo({0, 0, 0, 2}, KnownMistakes{{"empty bins are left out", {2}},
                                              {"the confidence is taken at the label", {1, 0, 0, 1}}}));
    CHECK_THAT(column(bins, &ReliabilityBin::confidence),
               IsCloseTo({0, 0, 0, 0.85},
                         KnownMistakes{{"it is the sum of the confidences, not their mean", {0, 0, 0, 1.7}},
                                       {"it is the middle of the bin", {0, 0, 0, 0.875}},
                                       {"it is the middle of the bin", {0.125, 0.375, 0.625, 0.875}},
                                       {"it is the upper edge of the bin", {0, 0, 0, 1}},
                                       {"the probabilities of the row are added up", {0, 0, 0, 1}},
                                       {"the confidence is taken at the label", {0.2, 0, 0, 0.9}}}));
    CHECK_THAT(column(bins, &ReliabilityBin::accuracy),
               IsCloseTo({0, 0, 0, 0.5},
                         KnownMistakes{{"it counts the right answers, and is not divided", {0, 0, 0, 1}},
                                       {"whole numbers were divided: 1 / 2 of those is 0", {0, 0, 0, 0}}}));
}

TEST_CASE("bins keep all 16 digits of a double", "[6.8]") {
    const auto bins = reliability_bins(np_tensor({3, 2}, {0.7, 0.3, 0.7, 0.3, 0.7, 0.3}), {0, 0, 1}, 1);
    CHECK_THAT(column(bins, &ReliabilityBin::confidence), IsCloseTo({0.7}, 1e-13, 0));
    CHECK_THAT(column(bins, &ReliabilityBin::accuracy), IsCloseTo({2.0 / 3}, 1e-13, 0));
}

TEST_CASE("the five images of the lesson: underconfident below 0.75, overconfident above", "[6.8]") {
    const np_tensor p({5, 2}, {0.9, 0.1, 0.8, 0.2, 1, 0, 0.6, 0.4, 0.7, 0.3});
    INFO("confidences 0.9 0.8 1.0 0.6 0.7, of which the second was wrong");
    const auto bins = reliability_bins(p, {0, 1, 0, 0, 0}, 4);
    CHECK_THAT(column(bins, &ReliabilityBin::count), IsCloseTo({0, 0, 2, 3}));
    CHECK_THAT(column(bins, &ReliabilityBin::confidence),
               IsCloseTo({0, 0, 0.65, 0.9}, KnownMistakes{{"it is divided by N, not by the count of the bin",
                                                           {0, 0, 0.26, 0.54}}}));
    CHECK_THAT(column(bins, &ReliabilityBin::accuracy),
               IsCloseTo({0, 0, 1, 2.0 / 3},
                         KnownMistakes{{"it is divided by N, not by the count of the bin", {0, 0, 0.4, 0.4}},
                                       {"whole numbers were divided: 2 / 3 of those is 0", {0, 0, 1, 0}},
                                       {"it is the share of the wrong answers", {0, 0, 0, 1.0 / 3}}}));
}

TEST_CASE("the bins lie side by side, equally wide, from 0 to 1", "[6.8]") {
    const auto bins = reliability_bins(np_tensor({1, 2}, {0.9, 0.1}), {0}, 5);
    CHECK_THAT(column(bins, &ReliabilityBin::from),
               IsCloseTo({0, 0.2, 0.4, 0.6, 0.8}, KnownMistakes{{"`from` is the upper edge, which is `to`",
                                                                 {0.2, 0.4, 0.6, 0.8, 1}}}));
    CHECK_THAT(column(bins, &ReliabilityBin::to),
               IsCloseTo({0.2, 0.4, 0.6, 0.8, 1},
                         KnownMistakes{
                             {"the edges are tenths, however many bins there are", {0.1, 0.2, 0.3, 0.4, 1}},
                             {"`to` is the lower edge, which is `from`", {0, 0.2, 0.4, 0.6, 0.8}}}));
    INFO("without a third argument there are ten bins");
    CHECK(reliability_bins(np_tensor({1, 2}, {0.9, 0.1}), {0}).size() == 10);
}

TEST_CASE("scikit-learn's calibration curve has the same bins", "[6.8]") {
    for (const std::size_t count : {4, 10, 15}) {
        INFO(count << " bins");
        const auto bins = reliability_bins(tensor(golden("ch06_reliability", "p")),
                                           labels(golden("ch06_reliability", "labels")), count);
        const auto expected = golden_bins(std::to_string(count));
        CHECK_THAT(column(bins, &ReliabilityBin::count), IsCloseTo(column(expected, &ReliabilityBin::count)));
        CHECK_THAT(column(bins, &ReliabilityBin::confidence),
                   IsCloseTo(column(expected, &ReliabilityBin::confidence)));
        CHECK_THAT(column(bins, &ReliabilityBin::accuracy),
                   IsCloseTo(column(expected, &ReliabilityBin::accuracy)));
    }
}

TEST_CASE("the upper edge belongs to a bin, the lower one does not", "[6.8]") {
    INFO("four bins: up to 0.25, up to 0.5, up to 0.75, up to 1, each with its upper edge");
    CHECK_THAT(counts_of(0.25),
               IsCloseTo({1, 0, 0, 0}, KnownMistakes{{"the lower edge belongs to the bin, not the upper one",
                                                      {0, 1, 0, 0}}}));
    CHECK_THAT(counts_of(std::nextafter(0.25, 1)), IsCloseTo({0, 1, 0, 0}));
    CHECK_THAT(counts_of(0.5), IsCloseTo({0, 1, 0, 0}));
    CHECK_THAT(counts_of(std::nextafter(0.5, 1)), IsCloseTo({0, 0, 1, 0}));
    CHECK_THAT(counts_of(0.75), IsCloseTo({0, 0, 1, 0}));
    CHECK_THAT(counts_of(std::nextafter(0.75, 1)), IsCloseTo({0, 0, 0, 1}));
}

TEST_CASE("a confidence of exactly 1 is in the last bin, one of exactly 0 in the first", "[6.8]") {
    CHECK_THAT(counts_of(1),
               IsCloseTo({0, 0, 0, 1}, KnownMistakes{{"a confidence of 1 is in no bin", {0, 0, 0, 0}}}));
    CHECK_THAT(counts_of(0),
               IsCloseTo({1, 0, 0, 0}, KnownMistakes{{"a confidence of 0 is in no bin", {0, 0, 0, 0}}}));
}

TEST_CASE("the confidence is the largest probability, not that of the label", "[6.8]") {
    const auto bins = reliability_bins(np_tensor({1, 3}, {0.1, 0.2, 0.7}), {0}, 4);
    INFO("p = [0.1 0.2 0.7], label 0: read as 2, with confidence 0.7, and wrong");
    CHECK_THAT(
        column(bins, &ReliabilityBin::count),
        IsCloseTo({0, 0, 1, 0}, KnownMistakes{{"the confidence is taken at the label", {1, 0, 0, 0}},
                                              {"the confidence is the sum of the row", {0, 0, 0, 1}}}));
    CHECK_THAT(
        column(bins, &ReliabilityBin::confidence),
        IsCloseTo({0, 0, 0.7, 0}, KnownMistakes{{"the confidence is the sum of the row", {0, 0, 0, 1}}}));
    CHECK_THAT(column(bins, &ReliabilityBin::accuracy), IsCloseTo({0, 0, 0, 0}));
}

TEST_CASE("confident and always right; confident and always wrong", "[6.8]") {
    const np_tensor sure({3, 2}, {1, 0, 0, 1, 1, 0});
    CHECK_THAT(column(reliability_bins(sure, {0, 1, 0}, 2), &ReliabilityBin::accuracy), IsCloseTo({0, 1}));
    CHECK_THAT(column(reliability_bins(sure, {1, 0, 1}, 2), &ReliabilityBin::accuracy), IsCloseTo({0, 0}));
    CHECK_THAT(column(reliability_bins(sure, {1, 0, 1}, 2), &ReliabilityBin::count), IsCloseTo({0, 3}));
}

TEST_CASE("every sample is in one bin: the counts are N, the right ones all that are right", "[6.8]") {
    const RandomGuesses guesses(150, 6, 10);
    for (const std::size_t count : {1, 2, 7, 10, 100}) {
        INFO(count << " bins");
        std::size_t all = 0;
        double right = 0;
        const auto bins = reliability_bins(guesses.p, guesses.labels, count);
        REQUIRE(bins.size() == count);
        for (const ReliabilityBin& bin : bins) {
            all += bin.count;
            right += static_cast<double>(bin.count) * bin.accuracy;
            if (bin.count == 0) continue;
            CHECK(bin.confidence > bin.from - 1e-12);
            CHECK(bin.confidence < bin.to + 1e-12);
        }
        CHECK(all == 150);
        CHECK_THAT(right, Near(static_cast<double>(guesses.right())));
    }
}

TEST_CASE("the order of the samples does not matter for the bins", "[6.8]") {
    const RandomGuesses guesses(50, 4, 11);
    const RandomGuesses shuffled = guesses.shuffled(12);
    const auto one = reliability_bins(guesses.p, guesses.labels, 8);
    const auto other = reliability_bins(shuffled.p, shuffled.labels, 8);
    CHECK_THAT(column(other, &ReliabilityBin::count), IsCloseTo(column(one, &ReliabilityBin::count)));
    CHECK_THAT(column(other, &ReliabilityBin::confidence),
               IsCloseTo(column(one, &ReliabilityBin::confidence)));
    CHECK_THAT(column(other, &ReliabilityBin::accuracy), IsCloseTo(column(one, &ReliabilityBin::accuracy)));
}

TEST_CASE("with one class, the network is confident and right", "[6.8]") {
    const auto bins = reliability_bins(np_tensor({2, 1}, {1, 1}), {0, 0}, 2);
    CHECK_THAT(column(bins, &ReliabilityBin::count), IsCloseTo({0, 2}));
    CHECK_THAT(column(bins, &ReliabilityBin::accuracy), IsCloseTo({0, 1}));
}

TEST_CASE("0 bins are rejected", "[6.8]") {
    CHECK_THROWS_AS(reliability_bins(np_tensor({1, 2}, {0.9, 0.1}), {0}, 0), std::invalid_argument);
}

TEST_CASE("scores in place of probabilities are an error that names sample and value", "[6.8]") {
    CHECK_THROWS_MATCHES(reliability_bins(np_tensor({3, 2}, {0.9, 0.1, 0.5, 0.5, 7.25, -3}), {0, 0, 0}, 10),
                         std::invalid_argument, MessageSays(2, 7.25));
    INFO("the largest of the row is -3.5: no probability either");
    CHECK_THROWS_MATCHES(reliability_bins(np_tensor({1, 2}, {-3.5, -4}), {0}, 10), std::invalid_argument,
                         MessageSays(0, -3.5));
}

TEST_CASE("reliability_bins rejects an empty set, and labels that do not fit or are no class", "[6.8]") {
    CHECK_THROWS_MATCHES(reliability_bins(np_tensor({0, 3}), {}, 5), wb::shape_error, MessageHas("(0, 3)"));
    CHECK_THROWS_MATCHES(reliability_bins(np_tensor({12, 3}), Labels(13), 5), std::invalid_argument,
                         MessageSays(12, 13));
    CHECK_THROWS_MATCHES(reliability_bins(np_tensor({2, 3}), {0, 8}, 5), std::out_of_range,
                         MessageSays(1, 8, 3));
}

TEST_CASE("the calibration error is the mean gap, with the same weight for every sample", "[6.9]") {
    INFO("3 samples: confidence 0.9, accuracy 0.7; 1 sample: 0.6 and 1: (3 * 0.2 + 1 * 0.4) / 4");
    CHECK_THAT(
        expected_calibration_error({{.count = 3, .confidence = 0.9, .accuracy = 0.7},
                                    {.count = 1, .confidence = 0.6, .accuracy = 1}}),
        Near(0.25,
             KnownMistakes{
                 {"a gap is made a whole number (abs(int), not std::abs(double)), or count / N is divided in "
                  "whole numbers",
                  {0}},
                 {"every bin weighs alike", {0.3}},
                 {"the middle of a bin is taken for its confidence", {0.4}},
                 {"only bins in which the network is overconfident count", {0.15}},
                 {"only bins in which the network is too modest count", {0.1}},
                 {"the largest gap is taken, not the mean", {0.4}},
                 {"the gaps are not weighed nor divided", {0.6}},
                 {"the sum is not divided by N", {1}},
                 {"the sum is divided by the number of bins", {0.5}},
                 {"the gaps are squared", {0.07}},
                 {"the gaps are squared, and the root is taken", {std::sqrt(0.07)}},
                 {"the gaps keep their signs, and cancel", {0.05}},
                 {"the gaps keep their signs, and cancel", {-0.05}}}));
}

TEST_CASE("the calibration error keeps all 16 digits of a double", "[6.9]") {
    CHECK_THAT(expected_calibration_error({{.count = 1, .confidence = 0.9, .accuracy = 0.2}}),
               Near(0.7, 1e-13, 0));
}

TEST_CASE("NumPy's calibration error of scikit-learn's bins", "[6.9]") {
    for (const char* bins : {"4", "10", "15"}) {
        INFO(bins << " bins");
        CHECK_THAT(expected_calibration_error(golden_bins(bins)),
                   Near(golden("ch06_reliability", std::string("ece_") + bins).values()[0]));
    }
}

TEST_CASE("overconfident and underconfident bins do not cancel", "[6.9]") {
    INFO("gaps of -0.2 and +0.2, one sample each");
    CHECK_THAT(expected_calibration_error({{.count = 1, .confidence = 0.9, .accuracy = 0.7},
                                           {.count = 1, .confidence = 0.3, .accuracy = 0.5}}),
               Near(0.2));
}

TEST_CASE("an empty bin adds nothing", "[6.9]") {
    const ReliabilityBin full{.count = 2, .confidence = 0.9, .accuracy = 0.5};
    CHECK_THAT(expected_calibration_error({full}), Near(0.4));
    INFO("the same, with empty bins before and after it");
    CHECK_THAT(expected_calibration_error({{.from = 0, .to = 0.5}, full, {.from = 0.9, .to = 1}}), Near(0.4));
}

TEST_CASE("a network whose confidence is its accuracy has no calibration error", "[6.9]") {
    CHECK_THAT(expected_calibration_error({{.count = 5, .confidence = 0.8, .accuracy = 0.8},
                                           {.count = 10, .confidence = 0.9, .accuracy = 0.9}}),
               Near(0));
}

TEST_CASE("confident and always wrong gives the largest possible calibration error, 1", "[6.9]") {
    CHECK_THAT(expected_calibration_error({{.count = 7, .confidence = 1, .accuracy = 0}}), Near(1));
}

TEST_CASE(
    "the five images of the lesson: mean confidence equals accuracy, and yet they are far from calibrated",
    "[6.9]") {
    CHECK_THAT(expected_calibration_error(
                   {{.from = 0, .to = 0.25},
                    {.from = 0.25, .to = 0.5},
                    {.from = 0.5, .to = 0.75, .count = 2, .confidence = 0.65, .accuracy = 1},
                    {.from = 0.75, .to = 1, .count = 3, .confidence = 0.9, .accuracy = 2.0 / 3}}),
               Near(0.28));
}

TEST_CASE("without samples the calibration error is an error", "[6.9]") {
    CHECK_THROWS_AS(expected_calibration_error({}), std::invalid_argument);
    CHECK_THROWS_AS(expected_calibration_error({{.from = 0, .to = 0.5}, {.from = 0.5, .to = 1}}),
                    std::invalid_argument);
}

TEST_CASE("NaN is not a confidence", "[6.8]") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    INFO(
        "one class, p = [[nan]]: `confidence < 0 || confidence > 1` is false for NaN, which is from 0 to 1 "
        "as little");
    CHECK_THROWS_AS(reliability_bins(np_tensor({1, 1}, nan), {0}, 4), std::invalid_argument);
}

TEST_CASE("the bins are empty at the start of each call", "[6.8]") {
    const np_tensor p({2, 2}, {0.9, 0.1, 0.2, 0.8});
    reliability_bins(p, {0, 1}, 4);
    INFO("p = [0.9 0.1] and [0.2 0.8], four bins; labels 0 and 1 first, then 0 and 0: are the bins static?");
    const auto bins = reliability_bins(p, {0, 0}, 4);
    CHECK_THAT(column(bins, &ReliabilityBin::count), IsCloseTo({0, 0, 0, 2}));
    CHECK_THAT(column(bins, &ReliabilityBin::accuracy), IsCloseTo({0, 0, 0, 0.5}));
}

TEST_CASE("more than 255 samples in a bin", "[6.8]") {
    np_tensor p({300, 2});
    for (std::size_t n = 0; n < 300; ++n) p(n, 1) = 1;
    const auto bins = reliability_bins(p, Labels(300, 1), 2);
    INFO("300 samples of confidence 1: a byte would count 44");
    CHECK_THAT(column(bins, &ReliabilityBin::count), IsCloseTo({0, 300}));
    CHECK_THAT(column(bins, &ReliabilityBin::accuracy), IsCloseTo({0, 1}));
}

TEST_CASE("the calibration error of each list is its own", "[6.9]") {
    const std::vector<ReliabilityBin> bins{{.count = 3, .confidence = 0.9, .accuracy = 0.7},
                                           {.count = 1, .confidence = 0.6, .accuracy = 1}};
    expected_calibration_error({{.count = 7, .confidence = 1, .accuracy = 0}});
    INFO("another list first, whose error is 1: is a sum static?");
    CHECK_THAT(expected_calibration_error(bins), Near(0.25));
}

TEST_CASE("a confidence of 1 is in the last bin, however many bins there are", "[6.8]") {
    for (std::size_t bins = 1; bins <= 100; ++bins) {
        INFO(
            bins << " bins: is the last edge exactly 1? 49 * (1.0 / 49), or 0.1 added ten times, is below 1");
        REQUIRE(reliability_bins(np_tensor({1, 2}, {1, 0}), {0}, bins).back().count == 1);
    }
}

TEST_CASE("of equal probabilities, the first class was predicted", "[6.8]") {
    INFO("[0.5 0.5] twice, the labels are 0: both are right");
    CHECK_THAT(column(reliability_bins(np_tensor({2, 2}, 0.5), {0, 0}, 1), &ReliabilityBin::accuracy),
               IsCloseTo({1}, KnownMistakes{{"of equals, the last class is taken", {0}}}));
}

TEST_CASE("a confidence just above 1 is rejected, too", "[6.8]") {
    INFO("sample 0 has the probabilities 1.0005 and 0");
    CHECK_THROWS_MATCHES(reliability_bins(np_tensor({1, 2}, {1.0005, 0}), {0}, 4), std::invalid_argument,
                         MessageSays(0, 1.0005));
}

TEST_CASE("counts may be above 2^32", "[6.9]") {
    INFO("3 billion samples with a gap of 0.2, 1 billion with a gap of 0.4");
    CHECK_THAT(expected_calibration_error({{.count = 3'000'000'000, .confidence = 0.9, .accuracy = 0.7},
                                           {.count = 1'000'000'000, .confidence = 0.6, .accuracy = 1}}),
               Near(0.25));
}
