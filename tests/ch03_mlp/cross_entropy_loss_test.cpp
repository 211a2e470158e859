#include "ch03_mlp/cross_entropy_loss.hpp"

#include <cmath>
#include <stdexcept>

#include "tests/ch03_mlp/arrays.hpp"
#include "tests/support/judge.hpp"
#include "tests/support/known_mistakes.hpp"

using namespace wb::judge;
using wb::CrossEntropyLoss;
using wb::Labels;
using wb::np_tensor;

// Tolerances: exp and log are right to 1e-16 of their size, and a handful of them are added up. 1e-6, the
// matchers' default, is far above that and far below any mistake.

TEST_CASE("guessing among K classes costs ln K", "[3.4]") {
    CrossEntropyLoss loss;
    INFO("equal scores: every class has the probability 1/K, whatever the label");
    CHECK_THAT(loss.forward(np_tensor({1, 2}, {7, 7}), {0}), Near(std::log(2.0)));
    CHECK_THAT(
        loss.forward(np_tensor({3, 10}), {0, 5, 9}),
        Near(std::log(10.0), KnownMistakes{{"the sum is divided by the number of classes, not of samples",
                                            {0.3 * std::log(10.0)}},
                                           {"the sum is divided by N + 1", {0.75 * std::log(10.0)}}}));
    CHECK_THAT(loss.forward(np_tensor({1, 1}, {3}), {0}), Near(0));  // among one there is nothing to guess
}

TEST_CASE("the loss is the mean over the batch of minus ln p of the label", "[3.4]") {
    // Probabilities [1/2 1/2] and [1/4 3/4]; the labels' are 1/2 and 3/4.
    CrossEntropyLoss loss;
    const np_tensor logits({2, 2}, {0, 0, 0, std::log(3.0)});
    INFO("probabilities [1/2 1/2] and [1/4 3/4], labels 0 and 1: the mean of ln 2 and ln 4/3");
    CHECK_THAT(loss.forward(logits, {0, 1}), Near((std::log(2.0) + std::log(4.0 / 3)) / 2));
}

TEST_CASE("each label looks at its own column", "[3.4]") {
    // Probabilities 1/6, 2/6, 3/6.
    CrossEntropyLoss loss;
    const np_tensor logits({1, 3}, {std::log(1.0), std::log(2.0), std::log(3.0)});
    for (const int label : {0, 1, 2}) {
        INFO("the probabilities are 1/6, 2/6, 3/6, and the label is " << label);
        CHECK_THAT(loss.forward(logits, {static_cast<Labels::value_type>(label)}),
                   Near(std::log(6.0 / (label + 1))));
    }
}

TEST_CASE("the loss agrees with NumPy", "[3.4]") {
    CrossEntropyLoss loss;
    const Labels y = labels(golden("ch03_cross_entropy", "labels"));
    CHECK_THAT(loss.forward(tensor(golden("ch03_cross_entropy", "z")), y),
               Near(single(golden("ch03_cross_entropy", "loss"))));
    CHECK_THAT(loss.forward(tensor(golden("ch03_cross_entropy", "large_z")), y),
               Near(single(golden("ch03_cross_entropy", "large_loss"))));
}

TEST_CASE("a confident wrong answer has the difference of the scores as its loss, not infinity", "[3.4]") {
    // p of the label is e^-1000, far below the smallest number above 0; its logarithm is -1000.
    CrossEntropyLoss loss;
    INFO("scores [1000 0], label 1: ln p is -1000, but p itself is rounded to 0. Use log_softmax.");
    CHECK_THAT(loss.forward(np_tensor({1, 2}, {1000, 0}), {1}), Near(1000));
    CHECK_THAT(loss.forward(np_tensor({1, 2}, {0, -1000}), {1}), Near(1000));
}

TEST_CASE("a confident right answer has the loss 0, and no loss is negative", "[3.4]") {
    CrossEntropyLoss loss;
    const double sure = loss.forward(np_tensor({1, 2}, {1000, 0}), {0});
    CHECK_THAT(sure, Near(0));
    CHECK(sure >= 0);
    CHECK(loss.forward(tensor(golden("ch03_cross_entropy", "z")),
                       labels(golden("ch03_cross_entropy", "labels"))) > 0);
}

TEST_CASE("only differences of scores count: adding the same to a whole row changes nothing", "[3.4]") {
    CrossEntropyLoss loss;
    const np_tensor logits = tensor(random_array({3, 4}, 41));
    np_tensor shifted = logits;
    for (std::size_t k = 0; k < 4; ++k) shifted(1, k) += 50;
    CHECK_THAT(loss.forward(shifted, {1, 2, 3}), Near(loss.forward(logits, {1, 2, 3})));
}

TEST_CASE("the loss has all 16 digits of a double", "[3.4]") {
    CrossEntropyLoss loss;
    INFO(
        "is there a float on the way, or a rounded constant? The numerical gradients of 3.5 take differences "
        "of losses");
    CHECK_THAT(loss.forward(np_tensor({3, 10}), {0, 5, 9}), Near(std::log(10.0), 1e-14, 0));
}

TEST_CASE("each call starts again: nothing of an earlier batch is left in the loss", "[3.4]") {
    CrossEntropyLoss loss;
    loss.forward(np_tensor({2, 2}, {5, 0, 5, 0}), {1, 1});
    INFO("the same object again, with another batch of the same shape: is something static, or added up?");
    CHECK_THAT(loss.forward(np_tensor({2, 2}), {0, 1}), Near(std::log(2.0)));
}

TEST_CASE("logits that are not rows of scores are rejected with an error that names their shape", "[3.4]") {
    CrossEntropyLoss loss;
    CHECK_THROWS_MATCHES(loss.forward(np_tensor(wb::Shape{4}), Labels(4)), wb::shape_error,
                         MessageNames(wb::Shape{4}));
    CHECK_THROWS_MATCHES(loss.forward(np_tensor({2, 3, 4}), Labels(2)), wb::shape_error,
                         MessageNames(wb::Shape{2, 3, 4}));
    // The mean of no losses is no number.
    CHECK_THROWS_MATCHES(loss.forward(np_tensor({0, 4}), {}), wb::shape_error, MessageNames(wb::Shape{0, 4}));
}

TEST_CASE("a number of labels other than the number of rows is an error that names both", "[3.4]") {
    CrossEntropyLoss loss;
    CHECK_THROWS_MATCHES(loss.forward(np_tensor({12, 4}), Labels(13)), std::invalid_argument,
                         MessageNames(12, 13));
    CHECK_THROWS_MATCHES(loss.forward(np_tensor({12, 4}), Labels(11)), std::invalid_argument,
                         MessageNames(12, 11));
}

TEST_CASE("a label beyond the last class is an error that names its position, its value and K", "[3.4]") {
    CrossEntropyLoss loss;
    CHECK_THROWS_MATCHES(loss.forward(np_tensor({3, 11}), {0, 10, 77}), std::out_of_range,
                         MessageNames(2, 77, 11));
    // K itself is one too many: classes are counted from 0.
    CHECK_THROWS_MATCHES(loss.forward(np_tensor({2, 11}), {11, 0}), std::out_of_range, MessageNames(0, 11));
}

TEST_CASE("labels over 127: a char would be negative", "[3.4]") {
    CrossEntropyLoss loss;
    INFO("256 equal scores, label 200: the loss is ln 256");
    CHECK_THAT(loss.forward(np_tensor({1, 256}), {200}), Near(std::log(256.0)));
}

TEST_CASE("one sample, by hand: probability minus truth", "[3.5]") {
    CrossEntropyLoss loss;
    INFO("first p = [1/2 1/2] and label 0, so t = [1 0]; then p = [1/6 2/6 3/6] and label 1, so t = [0 1 0]");
    loss.forward(np_tensor({1, 2}), {0});
    const auto row = [](double one, double other) { return Array({1, 2}, {one, other}); };
    CHECK_THAT(loss.backward(),
               IsCloseTo(row(-0.5, 0.5),
                         KnownMistakes{{"dz is divided by the number of classes, instead of N or in addition",
                                        row(-0.25, 0.25)}}));
    loss.forward(np_tensor({1, 3}, {std::log(1.0), std::log(2.0), std::log(3.0)}), {1});
    CHECK_THAT(loss.backward(), IsCloseTo({{1.0 / 6, -4.0 / 6, 3.0 / 6}}));
}

TEST_CASE("two samples, by hand: each has its own label, and half the weight", "[3.5]") {
    CrossEntropyLoss loss;
    loss.forward(np_tensor({2, 3}, {0, 0, std::log(2.0), 0, 0, 0}), {0, 2});
    INFO("p = [1/4 1/4 2/4] and [1/3 1/3 1/3], labels 0 and 2, so t = [1 0 0] and [0 0 1]; N = 2");
    const Array dz{{-3.0 / 8, 1.0 / 8, 2.0 / 8}, {1.0 / 6, 1.0 / 6, -2.0 / 6}};
    const auto times = [&](double factor) {
        Array product = dz;
        for (double& value : product.values()) value *= factor;
        return product;
    };
    CHECK_THAT(loss.backward(),
               IsCloseTo(dz, KnownMistakes{{"the label of the first sample counts for all",
                                            {{-3.0 / 8, 1.0 / 8, 2.0 / 8}, {-2.0 / 6, 1.0 / 6, 1.0 / 6}}},
                                           {"the probabilities of the first sample count for all",
                                            {{-3.0 / 8, 1.0 / 8, 2.0 / 8}, {1.0 / 8, 1.0 / 8, -2.0 / 8}}},
                                           {"1 is subtracted in the first row only",
                                            {{-3.0 / 8, 1.0 / 8, 2.0 / 8}, {1.0 / 6, 1.0 / 6, 1.0 / 6}}},
                                           {"dz is not divided by N", times(2)},
                                           {"there is a factor 2, as in a squared error", times(2)},
                                           {"dz is divided by N twice", times(1.0 / 2)},
                                           {"dz is divided by the number of classes, too", times(1.0 / 3)}}));
}

TEST_CASE("dz agrees with numerical derivatives", "[3.5]") {
    CrossEntropyLoss loss;
    np_tensor z = tensor(random_array({3, 4}, 51));
    const Labels y{2, 0, 2};
    loss.forward(z, y);
    const np_tensor dz = loss.backward();
    CHECK_THAT(check_gradients({.forward = [&] { return Array(wb::Shape{}, {loss.forward(z, y)}); },
                                .upstream = Array(wb::Shape{}, {1.0}),
                                .inputs = {gradient_of("z", z, dz)},
                                .batch = 3}),
               AllAgree());
}

TEST_CASE("dz agrees with NumPy, also where the scores are large", "[3.5]") {
    CrossEntropyLoss loss;
    const Labels y = labels(golden("ch03_cross_entropy", "labels"));
    loss.forward(tensor(golden("ch03_cross_entropy", "z")), y);
    CHECK_THAT(loss.backward(), IsCloseTo(golden("ch03_cross_entropy", "dz")));
    loss.forward(tensor(golden("ch03_cross_entropy", "large_z")), y);
    CHECK_THAT(loss.backward(), IsCloseTo(golden("ch03_cross_entropy", "large_dz")));
}

TEST_CASE("the gradients of each row add up to 0", "[3.5]") {
    CrossEntropyLoss loss;
    loss.forward(tensor(random_array({3, 4}, 52)), {3, 1, 0});
    const np_tensor dz = loss.backward();
    REQUIRE_THAT(dz, HasShape({3, 4}));
    for (std::size_t n = 0; n < 3; ++n) {
        INFO("the sum of row " << n << " (about 1e-9? Then there is a float on the way.)");
        CHECK_THAT(dz(n, 0) + dz(n, 1) + dz(n, 2) + dz(n, 3), Near(0));
    }
}

TEST_CASE("a confident right answer has the gradient 0, a confident wrong one the largest", "[3.5]") {
    CrossEntropyLoss loss;
    loss.forward(np_tensor({2, 2}, {1000, 0, 1000, 0}), {0, 1});
    INFO("scores [1000 0] twice, labels 0 and 1; N = 2");
    CHECK_THAT(loss.backward(), IsCloseTo({{0, 0}, {0.5, -0.5}}));
}

TEST_CASE("the gradient belongs to the last forward, and a second backward returns the same", "[3.5]") {
    CrossEntropyLoss loss;
    loss.forward(np_tensor({3, 4}), {3, 3, 3});
    loss.forward(np_tensor({1, 2}), {1});
    CHECK_THAT(loss.backward(), IsCloseTo({{0.5, -0.5}}));
    CHECK_THAT(loss.backward(), IsCloseTo({{0.5, -0.5}}));
}

TEST_CASE("a second batch of the same shape has a gradient of its own", "[3.5]") {
    CrossEntropyLoss loss;
    loss.forward(np_tensor({1, 2}), {0});
    loss.forward(np_tensor({1, 2}, {0, std::log(3.0)}), {1});
    INFO(
        "the last forward had scores [0 ln 3] and label 1, the one before [0 0] and label 0, of the same "
        "shape");
    CHECK_THAT(loss.backward(), IsCloseTo({{0.25, -0.25}}));
}

TEST_CASE("two losses used in turn do not influence each other", "[3.5]") {
    CrossEntropyLoss loss, another;
    np_tensor z({1, 2});
    Labels y{0};
    loss.forward(z, y);
    another.forward(np_tensor({1, 2}, {0, std::log(3.0)}), {1});
    z(0, 0) = 100;
    y[0] = 1;
    INFO(
        "this loss saw [0 0] and label 0, another one [0 ln 3] and label 1 after it; and the caller has "
        "changed both "
        "since: what forward keeps is a copy, and belongs to the object");
    CHECK_THAT(loss.backward(), IsCloseTo({{-0.5, 0.5}}));
    CHECK_THAT(another.backward(), IsCloseTo({{0.25, -0.25}}));
}

TEST_CASE("dz has all 16 digits of a double", "[3.5]") {
    CrossEntropyLoss loss;
    loss.forward(np_tensor({1, 3}), {2});
    INFO("is there a float on the way?");
    CHECK_THAT(loss.backward(), IsCloseTo({{1.0 / 3, 1.0 / 3, -2.0 / 3}}, 1e-14, 0));
}

TEST_CASE("the loss's backward without a forward is a std::logic_error", "[3.5]") {
    const CrossEntropyLoss loss;
    CHECK_THROWS_MATCHES(loss.backward(), std::logic_error, IsNoShapeError());
}
