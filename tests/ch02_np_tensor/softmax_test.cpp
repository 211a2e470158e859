#include "ch02_np_tensor/softmax.hpp"

#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include "tests/ch02_np_tensor/tensors.hpp"

using namespace wb::judge;
using wb::log_softmax;
using wb::np_tensor;
using wb::shape_error;
using wb::softmax;

namespace {

const double ln3 = std::log(3.0);

}  // namespace

TEST_CASE("Scores of 0 and ln 3 make probabilities of 1/4 and 3/4", "[2.8]") {
    INFO("e^0 = 1 and e^(ln 3) = 3, of 4 in all; their logarithms are z - m - log(sum of e^(z - m))");
    CHECK_CALL(softmax(np_tensor({1, 2}, {0, ln3})), IsCloseTo({{0.25, 0.75}}));
    CHECK_CALL(log_softmax(np_tensor({1, 2}, {0, ln3})), IsCloseTo({{std::log(0.25), std::log(0.75)}}));
}

TEST_CASE("Equal scores make equal probabilities", "[2.8]") {
    CHECK_CALL(softmax(np_tensor({10}, 3)), IsCloseTo(Array({10}, std::vector<double>(10, 0.1))));
    CHECK_CALL(log_softmax(np_tensor({1, 10})),
               IsCloseTo(Array({1, 10}, std::vector<double>(10, -std::numbers::ln10))));
}

TEST_CASE("Each row is a distribution of its own", "[2.8]") {
    const np_tensor z({2, 3}, {1, 2, 3, 0, 0, ln3});
    const np_tensor p = softmax(z), l = log_softmax(z);
    INFO("the sums run along the last axis, one for each row");
    CHECK_THAT(p,
               IsCloseTo({{0.09003057317038046, 0.24472847105479767, 0.6652409557748219}, {0.2, 0.2, 0.6}}));
    for (std::size_t row = 0; row < 2; ++row) {
        CHECK_THAT(p(row, 0) + p(row, 1) + p(row, 2), Near(1));
        CHECK_CALL(std::exp(l(row, 0)) + std::exp(l(row, 1)) + std::exp(l(row, 2)), Near(1));
    }
}

TEST_CASE("Probabilities and their logarithms are those that NumPy gives, for three axes too", "[2.8]") {
    const np_tensor z = tensor(numpy("z"));
    CHECK_CALL(softmax(z), IsCloseTo(numpy("softmax(z)")));
    CHECK_CALL(log_softmax(z), IsCloseTo(numpy("log_softmax(z)")));
}

TEST_CASE("Large scores do not overflow", "[2.8]") {
    INFO("exp(1000) is infinite: subtract the largest score of the row first");
    CHECK_CALL(softmax(np_tensor({2, 2}, {1000, 1000 + ln3, -1e308, 1e308})),
               IsCloseTo({{0.25, 0.75}, {0, 1}}));
    CHECK_CALL(log_softmax(np_tensor({2, 2}, {1000, 1000 + ln3, 1000, 0})),
               IsCloseTo({{std::log(0.25), std::log(0.75)}, {0, -1000}}));
}

TEST_CASE("Scores far below zero do not all vanish", "[2.8]") {
    INFO("exp(-1000) is 0, and 0 / 0 is NaN: subtract the largest score of the row, whatever its sign");
    CHECK_CALL(softmax(np_tensor({1, 2}, {-1000, -1000 + ln3})), IsCloseTo({{0.25, 0.75}}));
    CHECK_CALL(log_softmax(np_tensor({1, 2}, {-1000, -1000 + ln3})),
               IsCloseTo({{std::log(0.25), std::log(0.75)}}));
    INFO("each row has a largest score of its own");
    CHECK_CALL(softmax(np_tensor({2, 2}, {-1000, -1000 + ln3, 1000, 1000 + ln3})),
               IsCloseTo({{0.25, 0.75}, {0.25, 0.75}}));
}

TEST_CASE("The logarithm is right even where the probability is rounded to 0", "[2.8]") {
    INFO("log(softmax(z)) is minus infinity here: subtract the logarithm instead of dividing");
    CHECK_CALL(log_softmax(np_tensor({1, 2}, {0, 1000})), IsCloseTo({{-1000, 0}}));
    CHECK_CALL(log_softmax(np_tensor({1, 3}, {-2000, 0, 0})),
               IsCloseTo({{-2000 - std::log(2.0), -std::log(2.0), -std::log(2.0)}}));
}

TEST_CASE("A constant added to all scores of a row changes nothing", "[2.8]") {
    const np_tensor z({1, 3}, {0.5, -1, 2}), shifted({1, 3}, {7.5, 6, 9});
    CHECK_CALL(softmax(shifted), IsCloseTo(softmax(z)));
    CHECK_CALL(log_softmax(shifted), IsCloseTo(log_softmax(z)));
}

TEST_CASE("Probabilities lie in [0, 1], their logarithms nowhere above 0", "[2.8]") {
    const np_tensor z = tensor(random_array({50, 7}, 1));
    const np_tensor p = softmax(z), l = log_softmax(z);
    for (const double value : p.values()) CHECK((value >= 0 && value <= 1));
    for (const double value : l.values()) CHECK(value <= 0);
}

TEST_CASE("One class alone is certain; one sample may come without a batch axis; no samples have no rows",
          "[2.8]") {
    CHECK_CALL(softmax(np_tensor({3, 1}, {5, -5, 0})), IsCloseTo(column({1, 1, 1})));
    CHECK_CALL(log_softmax(np_tensor({3, 1}, {5, -5, 0})), IsCloseTo(column({0, 0, 0})));
    CHECK_CALL(softmax(np_tensor({2}, {0, ln3})), IsCloseTo({0.25, 0.75}));
    CHECK_CALL(softmax(np_tensor({0, 4})), IsCloseTo(no_elements({0, 4})));
    CHECK_CALL(log_softmax(np_tensor({0, 4})), IsCloseTo(no_elements({0, 4})));
}

TEST_CASE("A score of minus infinity excludes a class; plus infinity or NaN makes only its own row NaN",
          "[2.8]") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const np_tensor z({5, 2}, {-infinity, 3, infinity, 0, nan, 0, 0, ln3, -infinity, -infinity});
    const np_tensor p = softmax(z), l = log_softmax(z);
    CHECK(p(0, 0) == 0);
    CHECK_THAT(p(0, 1), Near(1));
    CHECK(l(0, 0) == -infinity);
    CHECK_THAT(l(0, 1), Near(0));
    CHECK(std::isnan(p(1, 0)));
    CHECK(std::isnan(p(2, 0)));
    CHECK(std::isnan(p(2, 1)));
    CHECK(std::isnan(p(4, 0)));
    CHECK(std::isnan(l(1, 0)));
    CHECK(std::isnan(l(2, 1)));
    CHECK_THAT(p(3, 0), Near(0.25));
    CHECK_THAT(l(3, 1), Near(std::log(0.75)));
}

TEST_CASE("Probabilities are exact to the digits of a double", "[2.8]") {
    const np_tensor z({1, 3}, {0, 1, -20});
    const double s = 1 + std::exp(1.0) + std::exp(-20.0);
    INFO(
        "is there a float on the way, or an epsilon, against a division by 0? The sum is never below 1: none "
        "is needed");
    CHECK_CALL(softmax(z), IsCloseTo({{1 / s, std::exp(1.0) / s, std::exp(-20.0) / s}}, 1e-13, 0));
    CHECK_CALL(log_softmax(z), IsCloseTo({{-std::log(s), 1 - std::log(s), -20 - std::log(s)}}, 1e-13, 0));
}

TEST_CASE("Scores without classes are an error that names the shape", "[2.8]") {
    CHECK_THROWS_MATCHES(softmax(np_tensor::scalar(1)), shape_error, MessageNames(wb::Shape{}));
    CHECK_THROWS_MATCHES(softmax(np_tensor({3, 0})), shape_error, MessageNames(wb::Shape{3, 0}));
    CHECK_THROWS_MATCHES(log_softmax(np_tensor::scalar(1)), shape_error, MessageNames(wb::Shape{}));
    CHECK_THROWS_MATCHES(log_softmax(np_tensor({3, 0})), shape_error, MessageNames(wb::Shape{3, 0}));
}

TEST_CASE("a row with +infinity, or of -infinity alone, becomes NaN in all of its elements", "[2.8]") {
    const np_tensor z({2, 2}, {infinity, 0, -infinity, -infinity});
    INFO("z has the rows [inf 0] and [-inf -inf]");
    const np_tensor p = softmax(z), l = log_softmax(z);
    for (const double value : p.values()) CHECK(std::isnan(value));
    for (const double value : l.values()) CHECK(std::isnan(value));
}
