#include "ch09_autograd/cross_entropy.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

#include "ch09_autograd/tape.hpp"
#include "tests/ch09_autograd/operation_checks.hpp"

using namespace wb::judge;
using wb::Labels;
using wb::np_tensor;
using wb::shape_error;
using wb::Variable;

// Tolerances: exp and log are right to 1e-16 of their size, and a handful of them are added up. 1e-6, the
// matchers' default, is far above that and far below any mistake.

namespace {

/// The gradient of the scores, for the gradient dy of their log_softmax.
Array back_through_log_softmax(const Array& scores, const Array& dy) {
    Variable z = parameter_of(scores, "z");
    backward(log_softmax(z), {.seed = tensor(dy)});
    return z.grad();
}

/// The gradient of the scores, for a loss.
Array back_through_cross_entropy(const Array& scores, const Labels& y) {
    Variable z = parameter_of(scores, "z");
    backward(cross_entropy(z, y));
    return z.grad();
}

double loss_of(const Array& scores, const Labels& y) {
    return cross_entropy(data_of(scores), y).item();
}

Array row_of(double one, double other) {
    return Array({1, 2}, {one, other});
}

}  // namespace

TEST_CASE("log_softmax, by hand: the logarithms of the probabilities of each row", "[9.9]") {
    const double ln2 = std::log(2.0), ln3 = std::log(3.0), ln4 = std::log(4.0);
    INFO("scores [[0 0] [0 ln 3]]: the probabilities are [[1/2 1/2] [1/4 3/4]]");
    CHECK_THAT(
        log_softmax(parameter_of({{0, 0}, {0, ln3}})).value(),
        IsCloseTo(
            {{-ln2, -ln2}, {-ln4, ln3 - ln4}},
            KnownMistakes{{"the sum has lost its axis (keepdims), so that each row's sum goes to a column",
                           {{-ln2, -std::log(4.0 / 3)}, {-ln3 - ln2, -std::log(4.0 / 3)}}},
                          {"the sum is one of everything, not of each row, and m too",
                           {{-ln3 - ln2, -ln3 - ln2}, {-ln3 - ln2, -ln2}}},
                          {"the sum is one of everything, not of each row",
                           {{-std::log(10.0 / 3), -std::log(10.0 / 3)},
                            {-ln3 - std::log(10.0 / 3), -std::log(10.0 / 3)}}},
                          {"the sum is taken along the columns",
                           {{-std::log(4.0 / 3), -ln2}, {-ln3 - std::log(4.0 / 3), -ln2}}},
                          {"m is not subtracted outside the sum",
                           {{-ln2, -ln2}, {-std::log(4.0 / 3), ln3 - std::log(4.0 / 3)}}},
                          {"the logarithm of the sum is forgotten", {{-2, -2}, {-ln3 - 4.0 / 3, -4.0 / 3}}},
                          {"it is softmax, without the logarithm", {{0.5, 0.5}, {0.25, 0.75}}},
                          {"the sign is wrong", {{ln2, ln2}, {ln4, ln4 - ln3}}}}));
}

TEST_CASE("the gradient of log_softmax, by hand: through the score, and through the sum", "[9.9]") {
    INFO("scores [0 ln 3], so p = [1/4 3/4], and dy = [1 0]: dz = dy - p (the sum of dy)");
    CHECK_THAT(back_through_log_softmax(row_of(0, std::log(3.0)), row_of(1, 0)),
               IsCloseTo(row_of(0.75, -0.75),
                         KnownMistakes{{"no gradient goes through the sum of the exponentials", row_of(1, 0)},
                                       {"no gradient goes through z outside the sum", row_of(-0.25, -0.75)},
                                       {"it is the gradient of softmax", row_of(3.0 / 16, -3.0 / 16)},
                                       {"the sign is wrong", row_of(-0.75, 0.75)}}));
}

TEST_CASE("large scores do not overflow: each row has its own maximum", "[9.9]") {
    const double ln2 = std::log(2.0), infinity = std::numeric_limits<double>::infinity();
    INFO(
        "scores [[1000 0] [0 0]]: e^1000 is infinite, and next to it e^0 is nothing. Subtract the m of each "
        "row");
    CHECK_THAT(log_softmax(parameter_of({{1000, 0}, {0, 0}})).value(),
               IsCloseTo({{0, -1000}, {-ln2, -ln2}},
                         KnownMistakes{
                             {"the maximum is not subtracted", {{-infinity, -infinity}, {-ln2, -ln2}}},
                             {"it is the logarithm of a probability that is rounded to 0",
                              {{0, -infinity}, {-ln2, -ln2}}},
                             {"one maximum is subtracted from all rows", {{0, -1000}, {infinity, infinity}}},
                             {"the maximum is not subtracted outside the sum", {{1000, 0}, {-ln2, -ln2}}}}));
    CHECK_THAT(back_through_log_softmax({{1000, 0}, {0, 0}}, {{1, 2}, {3, 5}}),
               IsCloseTo({{-2, 2}, {-1, 1}}));
    INFO("a score of -1000 is no reason for infinity either");
    CHECK_THAT(log_softmax(parameter_of({{-1000, -1001}})).value(),
               IsCloseTo(row_of(-std::log(1 + std::exp(-1.0)), -1 - std::log(1 + std::exp(-1.0)))));
}

TEST_CASE("log_softmax and its gradient agree with PyTorch, also where scores are large", "[9.9]") {
    for (const std::string name : {"z", "large z"}) {
        INFO("the scores are " << name << " of tests/golden/ch09_cross_entropy.json");
        const Array z = golden("ch09_cross_entropy", name);
        CHECK_THAT(log_softmax(data_of(z)).value(),
                   IsCloseTo(golden("ch09_cross_entropy", name + " log_p"), 1e-12, 1e-14));
        CHECK_THAT(back_through_log_softmax(z, golden("ch09_cross_entropy", name + " dy")),
                   IsCloseTo(golden("ch09_cross_entropy", name + " dz"), 1e-12, 1e-14));
    }
}

TEST_CASE("the gradient of log_softmax agrees with numerical derivatives", "[9.9]") {
    np_tensor z = tensor(random_array({3, 4}, 1));
    const Array dy = random_array({3, 4}, 2), dz = back_through_log_softmax(Array(z), dy);
    CHECK_THAT(check_gradients({.forward = [&] { return Array(log_softmax(Variable(z)).value()); },
                                .upstream = dy,
                                .inputs = {gradient_of("z", z, dz)}}),
               AllAgree());
}

TEST_CASE("log_softmax works along the last axis of any array", "[9.9]") {
    const double ln4 = std::log(4.0), ln3 = std::log(3.0);
    INFO("a row alone, of shape (2)");
    CHECK_THAT(log_softmax(parameter_of({0, ln3})).value(), IsCloseTo({-ln4, ln3 - ln4}));
    CHECK_THAT(back_through_log_softmax({0, ln3}, {1, 0}), IsCloseTo({0.75, -0.75}));
    {
        INFO("three axes: (3, 1, 2)");
        const Array z({3, 1, 2}, {0, ln3, 5, 5 + ln3, ln3, 0});
        CHECK_THAT(log_softmax(parameter_of(z)).value(),
                   IsCloseTo(Array({3, 1, 2}, {-ln4, ln3 - ln4, -ln4, ln3 - ln4, ln3 - ln4, -ln4})));
    }
    {
        INFO("one class: its probability is 1");
        CHECK_THAT(log_softmax(parameter_of(column({3, -7}))).value(), IsCloseTo(column({0, 0})));
    }
    INFO("no samples");
    CHECK_THAT(log_softmax(parameter_of(Array({0, 3}, {}))).value(), HasShape({0, 3}));
}

TEST_CASE("log_softmax of data records nothing, and leaves no node behind", "[9.9]") {
    const std::size_t before = wb::live_nodes();
    {
        const Variable y = log_softmax(data_of(random_array({3, 4}, 1)));
        INFO("the scores are data, so the result is data, too: m is a leaf that requires no gradient");
        CHECK_FALSE(y.requires_grad());
        CHECK(y.is_leaf());
        const Variable z = parameter_of(random_array({3, 4}, 1));
        CHECK(log_softmax(z).requires_grad());
        CHECK_FALSE(z.has_grad());
    }
    CHECK(wb::live_nodes() == before);
}

TEST_CASE("log_softmax asks for an axis with at least one class", "[9.9]") {
    INFO("the last axis holds the classes: there is one, and it is not empty");
    CHECK_THROWS_MATCHES(log_softmax(parameter_of(number_alone(3))), shape_error, MessageNames(wb::Shape{}));
    CHECK_THROWS_MATCHES(log_softmax(parameter_of(Array({3, 0}, {}))), shape_error,
                         MessageNames(wb::Shape{3, 0}));
}

TEST_CASE("guessing among K classes costs ln K, whatever the scores are", "[9.9]") {
    CHECK_THAT(loss_of(row_of(7, 7), {0}), Near(std::log(2.0)));
    INFO("three samples, ten classes, all scores 0");
    CHECK_THAT(
        loss_of(Array(np_tensor({3, 10})), {0, 5, 9}),
        Near(std::log(10.0), KnownMistakes{{"the sum is not divided by N", {3 * std::log(10.0)}},
                                           {"the sum is divided by the number of classes, not of samples",
                                            {0.3 * std::log(10.0)}},
                                           {"it is the mean over all N K elements", {0.1 * std::log(10.0)}},
                                           {"the minus sign is forgotten", {-std::log(10.0)}}}));
}

TEST_CASE("the loss is the mean over the batch of minus ln p of the label", "[9.9]") {
    INFO(
        "scores [[0 0] [0 ln 3]], so p = [[1/2 1/2] [1/4 3/4]], and labels [0 1]: the mean of ln 2 and ln "
        "4/3");
    const Variable loss = cross_entropy(parameter_of({{0, 0}, {0, std::log(3.0)}}), {0, 1});
    CHECK_THAT(loss.value(), HasShape({}));
    CHECK_THAT(
        loss.value().values()[0],
        Near((std::log(2.0) + std::log(4.0 / 3)) / 2,
             KnownMistakes{
                 {"the sum is not divided by N", {std::log(2.0) + std::log(4.0 / 3)}},
                 {"it is the mean over all N K elements", {(std::log(2.0) + std::log(4.0 / 3)) / 4}},
                 {"the minus sign is forgotten", {-(std::log(2.0) + std::log(4.0 / 3)) / 2}},
                 {"all classes count, not the label's alone", {(2 * std::log(2.0) + std::log(16.0 / 3)) / 2}},
                 {"the probability counts, not its logarithm", {-(0.5 + 0.75) / 2}},
                 {"the label of the first sample counts for all", {(std::log(2.0) + std::log(4.0)) / 2}},
                 {"only the last sample counts", {std::log(4.0 / 3)}}}));
}

TEST_CASE("backward makes of the loss: probability minus truth, divided by N", "[9.9]") {
    INFO("p = [[1/2 1/2] [1/4 3/4]], labels [0 1]: dz = (p - t) / 2");
    CHECK_THAT(
        back_through_cross_entropy({{0, 0}, {0, std::log(3.0)}}, {0, 1}),
        IsCloseTo({{-0.25, 0.25}, {0.125, -0.125}},
                  KnownMistakes{
                      {"dz is not divided by N", {{-0.5, 0.5}, {0.25, -0.25}}},
                      {"dz is divided by all N K elements", {{-0.125, 0.125}, {0.0625, -0.0625}}},
                      {"the sign is wrong", {{0.25, -0.25}, {-0.125, 0.125}}},
                      {"no gradient goes through the sum of the exponentials", {{-0.5, 0}, {0, -0.5}}},
                      {"the truth is not subtracted", {{0.25, 0.25}, {0.125, 0.375}}},
                      {"the label of the first sample counts for all", {{-0.25, 0.25}, {-0.375, 0.375}}}}));
}

TEST_CASE("the loss and its gradient agree with PyTorch, also where scores are large", "[9.9]") {
    const Labels y = labels(golden("ch09_cross_entropy", "labels"));
    for (const std::string name : {"z", "large z"}) {
        INFO("the scores are " << name << " of tests/golden/ch09_cross_entropy.json");
        const Array z = golden("ch09_cross_entropy", name);
        CHECK_THAT(loss_of(z, y), Near(single(golden("ch09_cross_entropy", name + " loss")), 1e-12, 1e-14));
        CHECK_THAT(back_through_cross_entropy(z, y),
                   IsCloseTo(golden("ch09_cross_entropy", name + " dloss"), 1e-12, 1e-14));
    }
}

TEST_CASE("the gradient of the loss agrees with numerical derivatives", "[9.9]") {
    np_tensor z = tensor(random_array({3, 4}, 51));
    const Labels y{2, 0, 2};
    const Array dz = back_through_cross_entropy(Array(z), y);
    CHECK_THAT(check_gradients({.forward = [&] { return number_alone(loss_of(Array(z), y)); },
                                .upstream = number_alone(1),
                                .inputs = {gradient_of("z", z, dz)},
                                .batch = 3}),
               AllAgree());
}

TEST_CASE("a confident wrong answer has the difference of the scores as its loss, not infinity", "[9.9]") {
    INFO("scores [1000 0], label 1: ln p is -1000, but p itself is rounded to 0. Use log_softmax");
    CHECK_THAT(loss_of(row_of(1000, 0), {1}), Near(1000));
    CHECK_THAT(back_through_cross_entropy({{1000, 0}, {1000, 0}}, {0, 1}), IsCloseTo({{0, 0}, {0.5, -0.5}}));
    CHECK_THAT(loss_of(row_of(1000, 0), {0}), Near(0));
}

TEST_CASE("each loss belongs to its own scores and labels", "[9.9]") {
    Variable z = parameter_of(row_of(0, 0)), other = parameter_of(row_of(0, std::log(3.0)));
    Labels y{0};
    const Variable loss = cross_entropy(z, y);
    y[0] = 1;
    const Variable other_loss = cross_entropy(other, y);
    backward(loss);
    backward(other_loss);
    INFO(
        "a loss of [0 0] with label 0, and then one of [0 ln 3] with label 1; the caller's labels have "
        "changed since");
    CHECK_THAT(z.grad(), IsCloseTo(row_of(-0.5, 0.5)));
    CHECK_THAT(other.grad(), IsCloseTo(row_of(0.25, -0.25)));
}

TEST_CASE("the loss of data records nothing, and leaves no node behind", "[9.9]") {
    const std::size_t before = wb::live_nodes();
    {
        const Variable loss = cross_entropy(data_of(row_of(0, 0)), {0});
        CHECK_FALSE(loss.requires_grad());
        CHECK(loss.is_leaf());
        back_through_cross_entropy(row_of(0, 0), {0});
    }
    CHECK(wb::live_nodes() == before);
}

TEST_CASE("logits that are not rows of scores are rejected with an error that names their shape", "[9.9]") {
    CHECK_THROWS_MATCHES(cross_entropy(parameter_of({1, 2, 3, 4}), Labels(4)), shape_error,
                         MessageNames(wb::Shape{4}));
    CHECK_THROWS_MATCHES(cross_entropy(parameter_of(random_array({2, 3, 4}, 1)), Labels(2)), shape_error,
                         MessageNames(wb::Shape{2, 3, 4}));
    INFO("the mean of no losses is no number");
    CHECK_THROWS_MATCHES(cross_entropy(parameter_of(Array({0, 4}, {})), {}), shape_error,
                         MessageNames(wb::Shape{0, 4}));
}

TEST_CASE("a number of labels other than the number of rows is an error that names both", "[9.9]") {
    INFO("12 rows of scores, and 13 or 11 labels: each row has one label, and no label is left over");
    CHECK_THROWS_MATCHES(cross_entropy(parameter_of(random_array({12, 4}, 1)), Labels(13)),
                         std::invalid_argument, MessageNames(12, 13));
    CHECK_THROWS_MATCHES(cross_entropy(parameter_of(random_array({12, 4}, 1)), Labels(11)),
                         std::invalid_argument, MessageNames(12, 11));
}

TEST_CASE("a label beyond the last class is an error that names its position, its value and K", "[9.9]") {
    INFO("the classes are 0 to 10; a label that is none of them has no probability");
    CHECK_THROWS_MATCHES(cross_entropy(parameter_of(random_array({3, 11}, 1)), {0, 10, 77}),
                         std::out_of_range, MessageNames(2, 77, 11));
    INFO("K itself is one too many: classes are counted from 0");
    CHECK_THROWS_MATCHES(cross_entropy(parameter_of(random_array({2, 11}, 1)), {11, 0}), std::out_of_range,
                         MessageNames(0, 11));
}
