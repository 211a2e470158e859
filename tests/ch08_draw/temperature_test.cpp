#include "ch08_draw/temperature.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

#include "tests/ch08_draw/drawings.hpp"
#include "tests/support/known_mistakes.hpp"
#include "tests/support/said_numbers.hpp"

using namespace wb::judge;
using wb::np_tensor;
using wb::probabilities_at;

TEST_CASE("the example of the stub: 0.1 and 0.9 become 0.25 and 0.75", "[8.7]") {
    const np_tensor scores({2}, {0, std::log(9.0)});
    INFO("scores 0 and ln 9, at T = 1, and at T = 2");
    CHECK_THAT(probabilities_at(scores, 1), IsCloseTo({0.1, 0.9}));
    CHECK_THAT(
        probabilities_at(scores, 2),
        IsCloseTo({0.25, 0.75},
                  KnownMistakes{{"the temperature is forgotten", {0.1, 0.9}},
                                {"scores are multiplied by T, not divided", {1.0 / 82, 81.0 / 82}},
                                {"the probabilities are divided, not the scores", {0.05, 0.45}},
                                {"the scores come out divided, without a softmax", {0, std::log(3.0)}}}));
    INFO("and at T = 1/2: ln 81, so 1 to 81");
    CHECK_THAT(probabilities_at(scores, 0.5), IsCloseTo({1.0 / 82, 81.0 / 82}));
}

TEST_CASE("the same probabilities as SciPy, row by row", "[8.7]") {
    const np_tensor scores = tensor(draw_golden("scores"));
    for (const char* t : {"0.25", "1", "3"}) {
        INFO("T = " << t << ", two rows of four scores");
        CHECK_THAT(probabilities_at(scores, std::stod(t)), IsCloseTo(draw_golden(std::string("at ") + t)));
    }
}

TEST_CASE("at high T all classes become equal; at low T one gets everything", "[8.7]") {
    const np_tensor scores({2, 3}, {1, 3, 2, -5, -9, -4});
    INFO("T = 1e9");
    CHECK_THAT(probabilities_at(scores, 1e9), IsCloseTo(np_tensor({2, 3}, 1.0 / 3), 1e-6));
    INFO("T = 0.01");
    CHECK_THAT(probabilities_at(scores, 0.01), IsCloseTo({{0, 1, 0}, {0, 0, 1}}));
}

TEST_CASE("at very low temperatures no score overflows", "[8.7]") {
    INFO("T = 1e-308: 20 / T is infinite, and infinity minus infinity is not a number");
    CHECK_THAT(probabilities_at(np_tensor({3}, {1e10, 20, -1e10}), 1e-308), IsCloseTo({1, 0, 0}));
    CHECK_THAT(probabilities_at(np_tensor({2, 2}, {-1e10, 20, 7, 7}), 1e-308),
               IsCloseTo({{0, 1}, {0.5, 0.5}}));
}

TEST_CASE("whatever the temperature, the order of the classes stays, and the sum is 1", "[8.7]") {
    const np_tensor scores({4}, {0.5, 2, -1, 1.5});
    for (const double t : {0.3, 0.7, 1.0, 2.5, 10.0}) {
        INFO("T = " << t << ", scores 0.5, 2, -1, 1.5");
        const np_tensor p = probabilities_at(scores, t);
        CHECK_THAT(p, HasShape({4}));
        CHECK((p(1) > p(3) && p(3) > p(0) && p(0) > p(2)));
        CHECK_THAT(ink_of(p), Near(1));
    }
}

TEST_CASE("the higher the temperature, the lower the confidence", "[8.7]") {
    const np_tensor scores({3}, {1, 4, 2});
    double before = 1;
    for (const double t : {0.5, 1.0, 2.0, 4.0}) {
        const double now = probabilities_at(scores, t)(1);
        INFO("the largest probability at T = " << t << " and at half of that");
        CHECK(now < before);
        before = now;
    }
}

TEST_CASE("a temperature that is 0, negative, infinite or NaN is an error that names it", "[8.7]") {
    const np_tensor scores({2}, {1, 2});
    CHECK_THROWS_MATCHES(probabilities_at(scores, 0), std::invalid_argument, MessageSays(0));
    CHECK_THROWS_MATCHES(probabilities_at(scores, -2.5), std::invalid_argument, MessageSays(-2.5));
    for (const double bad :
         {std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}) {
        INFO("T = " << bad);
        CHECK_THROWS_AS(probabilities_at(scores, bad), std::invalid_argument);
    }
    CHECK_THROWS_AS(probabilities_at(np_tensor::scalar(3), 1), wb::shape_error);
    CHECK_THROWS_AS(probabilities_at(np_tensor({2, 0}), 1), wb::shape_error);
}

TEST_CASE("scores of any number of axes, each row by itself", "[8.7]") {
    const np_tensor scores({2, 1, 2}, {0, std::log(9.0), 100, 100});
    INFO("(2, 1, 2): the rows [0 ln 9] and [100 100], at T = 2");
    CHECK_THAT(probabilities_at(scores, 2),
               IsCloseTo(Array({2, 1, 2}, {0.25, 0.75, 0.5, 0.5}),
                         KnownMistakes{{"the softmax goes over the whole array, not along each row",
                                        Array({2, 1, 2}, {0, 0, 0.5, 0.5})}}));
    INFO("one class: it has probability 1 at any temperature");
    CHECK_THAT(probabilities_at(np_tensor({3, 1}, {5, -5, 0}), 0.5), IsCloseTo(Array({3, 1}, {1, 1, 1})));
}

TEST_CASE("the scores stay as they are, and each call is its own", "[8.7]") {
    const np_tensor scores({2}, {0, std::log(9.0)});
    const Array before(scores);
    probabilities_at(scores, 0.5);
    INFO("T = 1/2 first, then T = 2: is something static, or kept?");
    CHECK_THAT(probabilities_at(scores, 2), IsCloseTo({0.25, 0.75}));
    CHECK_THAT(scores, IsCloseTo(before));
}

TEST_CASE("very low temperatures count, and scores far apart do not underflow before they are divided",
          "[8.7]") {
    INFO("scores 0 and ln(9) T, at T = 1e-4 and at T = 1000: 1 to 9 at both");
    CHECK_THAT(probabilities_at(np_tensor({2}, {0, 1e-4 * std::log(9.0)}), 1e-4), IsCloseTo({0.1, 0.9}));
    CHECK_THAT(probabilities_at(np_tensor({2}, {0, 1000 * std::log(9.0)}), 1000), IsCloseTo({0.1, 0.9}));
}
