#include "ch08_draw/temperature.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

#include "tests/ch08_draw/drawings.hpp"

using namespace wb::judge;
using wb::np_tensor;
using wb::probabilities_at;

TEST_CASE("the example of the stub: 0.1 and 0.9 become 0.25 and 0.75", "[8.7]") {
    const np_tensor scores({2}, {0, std::log(9.0)});
    INFO("scores 0 and ln 9, at T = 1, and at T = 2");
    CHECK_THAT(probabilities_at(scores, 1), IsCloseTo({0.1, 0.9}));
    CHECK_THAT(probabilities_at(scores, 2), IsCloseTo({0.25, 0.75}));
    INFO("and at T = 1/2: ln 81, so 1 to 81");
    CHECK_THAT(probabilities_at(scores, 0.5), IsCloseTo({1.0 / 82, 81.0 / 82}));
}

TEST_CASE("SciPy's probabilities come out, row by row", "[8.7]") {
    const np_tensor scores = tensor(draw_golden("scores"));
    for (const char* t : {"0.25", "1", "3"}) {
        INFO("T = " << t << ", two rows of four scores");
        CHECK_THAT(probabilities_at(scores, std::stod(t)), IsCloseTo(draw_golden(std::string("at ") + t)));
    }
}

TEST_CASE("hot, all classes are alike; cold, one takes all", "[8.7]") {
    const np_tensor scores({2, 3}, {1, 3, 2, -5, -9, -4});
    INFO("T = 1e9");
    CHECK_THAT(probabilities_at(scores, 1e9), IsCloseTo(np_tensor({2, 3}, 1.0 / 3), 1e-6));
    INFO("T = 0.01");
    CHECK_THAT(probabilities_at(scores, 0.01), IsCloseTo({{0, 1, 0}, {0, 0, 1}}));
}

TEST_CASE("however cold it is, no score overflows", "[8.7]") {
    INFO("T = 1e-308: 20 / T is infinite, and infinity less infinity is not a number");
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

TEST_CASE("the hotter, the less sure", "[8.7]") {
    const np_tensor scores({3}, {1, 4, 2});
    double before = 1;
    for (const double t : {0.5, 1.0, 2.0, 4.0}) {
        const double now = probabilities_at(scores, t)(1);
        INFO("the largest probability at T = " << t << " and at half of that");
        CHECK(now < before);
        before = now;
    }
}

TEST_CASE("a temperature of 0, below, infinite or no number is refused, and named", "[8.7]") {
    const np_tensor scores({2}, {1, 2});
    CHECK_THROWS_MATCHES(probabilities_at(scores, 0), std::invalid_argument,
                         MessageHas("temperature", "not 0"));
    CHECK_THROWS_MATCHES(probabilities_at(scores, -2.5), std::invalid_argument,
                         MessageHas("temperature", "-2.5"));
    for (const double bad :
         {std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}) {
        INFO("T = " << bad);
        CHECK_THROWS_MATCHES(probabilities_at(scores, bad), std::invalid_argument, MessageHas("temperature"));
    }
    CHECK_THROWS_MATCHES(probabilities_at(np_tensor::scalar(3), 1), wb::shape_error, MessageHas("()"));
    CHECK_THROWS_MATCHES(probabilities_at(np_tensor({2, 0}), 1), wb::shape_error, MessageHas("(2, 0)"));
}
