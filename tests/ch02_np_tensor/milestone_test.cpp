// The milestone: logistic regression reads digits. The sanity ladder, from the cheapest check to the dearest.
#include <cmath>
#include <numbers>

#include "tests/ch02_np_tensor/tensors.hpp"
#include "tests/ch02_np_tensor/training_run.hpp"

using namespace wb::judge;
using wb::LogisticRegression;
using wb::np_tensor;

namespace {

// Loaded once for all cases. A function, not a variable: what it throws must be thrown inside a test.
const wb::TrainAndTest& digits() {
    static const wb::TrainAndTest set = wb::TrainAndTest::load("digits");
    return set;
}

}  // namespace

TEST_CASE("Before training, the loss is ln 10: every digit is as likely as any other", "[milestone-2]") {
    const wb::Samples some = digits().train.first(500);
    const LogisticRegression model(784, 10);
    CHECK_THAT(wb::cross_entropy(model, some.x, some.targets), Near(std::numbers::ln10));
}

TEST_CASE("One step lowers the loss", "[milestone-2]") {
    const wb::Samples some = digits().train.first(100);
    LogisticRegression model(784, 10);
    const double before = wb::cross_entropy(model, some.x, some.targets);
    wb::learn(model, some.x, some.targets, 0.1);
    CHECK(wb::cross_entropy(model, some.x, some.targets) < before);
}

TEST_CASE("The gradients of weight and bias agree with numerical derivatives", "[milestone-2]") {
    const np_tensor x = tensor(random_array({4, 5}, 1));
    np_tensor targets({4, 3});
    for (const std::size_t n : {0u, 1u, 2u, 3u}) targets(n, n % 3) = 1;
    LogisticRegression model(5, 3);
    model.weight = tensor(random_array({5, 3}, 2));
    model.bias = tensor(random_array({3}, 3));
    wb::accumulate_gradients(model, x, targets);
    CHECK_THAT(check_gradients({.forward = [&] { return number_alone(wb::cross_entropy(model, x, targets)); },
                                .upstream = number_alone(1),
                                .inputs = {gradient_of("weight", model.weight, model.weight.grad()),
                                           gradient_of("bias", model.bias, model.bias.grad())},
                                .batch = 4}),
               AllAgree());
}

TEST_CASE("It memorizes twenty images", "[milestone-2]") {
    const wb::Samples twenty = digits().train.first(20);
    LogisticRegression model(784, 10);
    for (int step = 0; step < 200; ++step) wb::learn(model, twenty.x, twenty.targets, 0.5);
    CHECK(wb::accuracy(model, twenty.x, twenty.labels) == 1);
    CHECK(wb::cross_entropy(model, twenty.x, twenty.targets) < 0.1);
}

TEST_CASE("It reads digits it has never seen", "[milestone-2]") {
    CHECK_THAT(wb::accuracy_after_training(digits(), 1), ReachesBar("ch02_logistic_digits"));
}
