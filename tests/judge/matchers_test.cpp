// What the matchers say of arrays that are wrong in a known way.
#include "tests/support/matchers.hpp"

#include <cmath>
#include <limits>

#include "tests/support/misuse.hpp"

using namespace wb::judge;
using Catch::Matchers::ContainsSubstring;

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

std::string difference(const Array& yours, const Array& expected, bool as_image = false) {
    return explain_difference(yours, expected, Tolerance{}, as_image);
}

}  // namespace

TEST_CASE("arrays that agree need no words") {
    CHECK(difference({1, 2, 3}, {1, 2, 3}) == "");
    CHECK(difference({{1, 2}, {3, 4}}, {{1, 2}, {3, 4 + 1e-7}}) == "");
    CHECK(difference({0}, {1e-10}) == "");
    CHECK(difference({infinity}, {infinity}) == "");
    CHECK_THAT(std::vector<double>({1, 2}), IsCloseTo({1, 2}));
    CHECK_THAT(std::vector<double>({1, 2}), !IsCloseTo({1, 2.1}));
    CHECK_THAT(std::vector<double>({1, 2}), IsCloseTo({1, 2.1}, 0.1));
}

TEST_CASE("the first and the worst wrong element are told with both values") {
    CHECK(difference({{1, 2}, {3, 4}, {1, 9}}, {{1, 2}, {3, 4.5}, {0.5, 6}}) ==
          "at (1, 1): expected 4.5, yours 4\n"
          "worst at (2, 1): expected 6, yours 9\n"
          "3 of 6 elements differ.");
}

TEST_CASE("a single wrong element among many is told") {
    CHECK(difference({1, 2, 3}, {1, 2, 4}) == "at (2): expected 4, yours 3\n1 of 3 elements differ.");
}

TEST_CASE("nan and infinity are named with their usual origin, and beat a large error") {
    CHECK_THAT(difference({9e9, not_a_number, 3}, {1, 2, 3}),
               ContainsSubstring("at (1): expected 2, yours nan") && ContainsSubstring("0/0") &&
                   ContainsSubstring("at (0)"));
    CHECK_THAT(difference({1, -infinity}, {1, 2}),
               ContainsSubstring("yours -inf") && ContainsSubstring("division by 0, log(0)"));
}

TEST_CASE("a wrong shape is told before any value") {
    CHECK_THAT(difference({{1, 2, 3}, {4, 5, 6}}, {{1, 4}, {2, 5}, {3, 6}}),
               ContainsSubstring("expected shape (3, 2), yours is (2, 3). Is it the transpose?") &&
                   ContainsSubstring("it is exactly the transpose"));
    CHECK_THAT(difference({{1, 2, 3}, {4, 5, 6}}, {{1, 2}, {3, 4}, {5, 7}}),
               !ContainsSubstring("exactly the transpose"));
    CHECK_THAT(difference({1, 2, 3, 4}, {{1, 2}, {3, 4}}), ContainsSubstring("reshape"));
    CHECK_THAT(
        difference(Array({2, 3, 4}, std::vector<double>(24)), Array({3, 4, 2}, std::vector<double>(24))),
        ContainsSubstring("axes in the wrong order"));
    CHECK_THAT(difference(Array(), {1, 2}), ContainsSubstring("ever made"));
    CHECK(explain_shape({2, 3}, {2, 4}) == "expected shape (2, 4), yours is (2, 3).");
}

TEST_CASE("the mistake that the whole array gives away is named") {
    CHECK_THAT(difference({{1, 3}, {2, 4}}, {{1, 2}, {3, 4}}),
               ContainsSubstring("the transpose of the expected"));
    CHECK_THAT(difference({2, 4, 6}, {1, 2, 3}), ContainsSubstring("2 times the expected"));
    CHECK_THAT(difference({-1, -2, -3}, {1, 2, 3}), ContainsSubstring("opposite sign"));
    CHECK_THAT(difference({3, 2, 1.5}, {1.5, 2, 3}), ContainsSubstring("reverse order"));
    CHECK_THAT(difference({0, 0, 0}, {1, 2, 3}), ContainsSubstring("zero"));
    CHECK_THAT(difference({2, 3, 5}, {1, 2, 4}), ContainsSubstring("plus 1, everywhere"));
    CHECK_THAT(difference({2, 1, 4}, {1, 2, 4}), ContainsSubstring("wrong places"));
    CHECK_THAT(difference({1.00001, 2, 4}, {1, 2, 4}), ContainsSubstring("Very close"));
}

TEST_CASE("without a pattern, no mistake is made up") {
    CHECK_THAT(difference({1, 5, 3}, {1, 2, 4}), !ContainsSubstring("Yours"));
}

TEST_CASE("an image is drawn beside the expected one") {
    const Array cross{{0, 1, 1, 0}, {1, 1, 1, 1}, {1, 1, 1, 1}, {0, 1, 1, 0}};
    const Array bar{{0, 0, 0, not_a_number}, {1, 1, 1, 1}, {1, 1, 1, 1}, {0, 0, 0, 0.5}};
    CHECK_THAT(difference(bar, cross, true), ContainsSubstring("expected    yours\n"
                                                               " | @@ |   |   ?|\n"
                                                               " |@@@@|   |@@@@|\n"
                                                               " |@@@@|   |@@@@|\n"
                                                               " | @@ |   |   +|"));
    CHECK_THROWS_AS(difference(cross, {1, 2}, true), misuse);
    CHECK_THAT(cross, IsCloseTo(cross).as_image());
}

TEST_CASE("single numbers get the same words") {
    CHECK_THAT(2.0, Near(2.0 + 1e-9));
    CHECK(explain_difference(3, 2, Tolerance{}) == "expected 2, yours 3");
    CHECK(explain_difference(-2, 2, Tolerance{}) == "expected 2, yours -2: the sign is wrong");
    CHECK_THAT(explain_difference(not_a_number, 2, Tolerance{}), ContainsSubstring("0/0"));
    CHECK_FALSE(agree(not_a_number, not_a_number, Tolerance{}));
}

TEST_CASE("HasShape looks at the shape alone") {
    CHECK_THAT(Array({{1, 2}, {3, 4}}), HasShape({2, 2}));
    CHECK_THAT(Array({{1, 2}, {3, 4}}), !HasShape({4}));
}

TEST_CASE("MessageHas tells which words are missing") {
    const MessageMatcher matcher = MessageHas("magic", "2051");
    CHECK(matcher.match(std::runtime_error("Magic number: expected 2051")));
    CHECK_FALSE(matcher.match(std::runtime_error("the magic number is wrong")));
    CHECK_THAT(matcher.toString(), ContainsSubstring("does not say \"2051\"") &&
                                       ContainsSubstring("It says: the magic number is wrong"));
    CHECK_THROWS_AS(MessageHas().match(std::runtime_error("")), misuse);
}
