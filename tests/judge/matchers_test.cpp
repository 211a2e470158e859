// What the matchers say of arrays that are wrong in a known way.
#include "tests/support/matchers.hpp"
#include "common/errors/shape_error.hpp"

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
std::string exact_difference(const Array& yours, const Array& expected) {
    return explain_difference(yours, expected, Tolerance{1e-12, 1e-12});
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
    CHECK(explain_shape({0, 0}, {0, 5}) == "expected shape (0, 5), yours is (0, 0).");
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
    CHECK_THAT(difference(Array({1, 2, 3}, {1, 4, 2, 5, 3, 6}), Array({1, 2, 3}, {1, 2, 3, 4, 5, 6})),
               ContainsSubstring("rows and columns are swapped"));
    CHECK_THAT(difference({2, 4, 1, 3}, {1, 2, 4, 3}), ContainsSubstring("wrong places"));
    CHECK_THAT(difference({1.00001, 2, 4}, {1, 2, 4}), ContainsSubstring("Very close"));
    CHECK_THAT(difference({0, 1, 2}, {0.5, 1.25, 2}), ContainsSubstring("divided by a whole number"));
    CHECK_THAT(exact_difference({0.1F, 0.2F}, {0.1, 0.2}), ContainsSubstring("the precision of a float"));
}

TEST_CASE("a rule is told from three elements that differ, and not all alike") {
    CHECK_THAT(difference({2, 4}, {1, 2}), !ContainsSubstring("times the expected"));
    CHECK_THAT(difference({2, 4, 3}, {1, 2, 3}), !ContainsSubstring("times the expected"));
    CHECK_THAT(difference({2, 2, 2, 2}, {1, 1, 1, 1}), !ContainsSubstring("everywhere"));
    CHECK_THAT(difference({2, 3}, {1, 2}), !ContainsSubstring("plus 1"));
    CHECK_THAT(difference({-1, -2}, {1, 2}), !ContainsSubstring("everywhere"));
    CHECK_THAT(difference({0, 1, 0, 5, 1}, {1, 0, 1, 5, 0}), !ContainsSubstring("wrong places"));
    CHECK_THAT(difference({2, 1, 4}, {1, 2, 4}), !ContainsSubstring("wrong places"));
}

TEST_CASE("the judge does not say that a result of zeros was never written") {
    CHECK_THAT(difference({0, 0, 0}, {1, 2, 3}), !ContainsSubstring("written"));
    CHECK_THAT(difference({0, 0, 0}, {0.2, 0.5, 0.9}), ContainsSubstring("divided by a whole number"));
}

TEST_CASE("a float is recognized in a single number, and an epsilon is not taken for one") {
    CHECK_THAT(explain_difference(static_cast<double>(0.1F), 0.1, {1e-12, 0}), ContainsSubstring("a float"));
    CHECK_THAT(exact_difference({0.1F}, {0.1}), ContainsSubstring("a float"));
    CHECK_THAT(exact_difference({0.1 + 1e-8, 0.2 + 1e-8}, {0.1, 0.2}), !ContainsSubstring("float"));
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

TEST_CASE("MessageNames takes a number for a number, and a shape in any spelling") {
    const auto names = [](const std::string& message, const auto&... values) {
        return MessageNames(values...).match(std::runtime_error(message));
    };
    CHECK(names("12 labels for 13 rows", 12, 13));
    CHECK(names("expected 3.", 3));
    CHECK_FALSE(names("13 labels", 3));
    CHECK_FALSE(names("a mean of 3.5", 3));
    CHECK_FALSE(names("t10k-labels-idx3-ubyte", 3));
    CHECK(names("axis -1", -1));
    CHECK_FALSE(names("axis -1", 1));
    const wb::Shape table{2, 3}, row{3}, number{};
    for (const char* message : {"(2, 3) is wrong", "2x3", "[2 3]", "a {2,3} array", "2 x 3", "{4, 2, 3}"})
        CHECK(names(message, table));
    for (const char* message : {"(3, 2)", "2 rows and 3 columns", "(12, 3)", ""})
        CHECK_FALSE(names(message, table));
    CHECK(names("(2, 4) and (3,)", row));
    CHECK_FALSE(names("(2, 3)", row));
    CHECK(names("a single number", number));
    const MessageMatcher matcher = MessageNames(5, table, "std");
    CHECK_FALSE(matcher.match(std::runtime_error("wrong")));
    CHECK_THAT(matcher.toString(), ContainsSubstring("does not say 5, (2, 3), \"std\""));
}

TEST_CASE("IsDataError does not take the name of the file for a part of the message") {
    const auto matcher = IsDataError("number of axes", "labels-7", "labels", 7);
    CHECK(matcher.match(wb::data_error("labels-7", "number of axes", "3", "7", "These are labels.")));
    CHECK_FALSE(matcher.match(wb::data_error("labels-7", "number of axes", "3", "1", "Wrong.")));
    CHECK_THAT(matcher.toString(), ContainsSubstring("do not say \"labels\", 7"));
    CHECK_FALSE(matcher.match(wb::data_error("labels-7", "payload", "3", "7", "These are labels.")));
    CHECK_FALSE(matcher.match(wb::data_error("other", "number of axes", "3", "7", "These are labels.")));
    CHECK_FALSE(matcher.match(wb::data_error("labels-7", "number of axes", "3", "7 labels", "")));
}

TEST_CASE("a shape_error is not the std::logic_error of a missing forward") {
    CHECK(IsNoShapeError().match(std::logic_error("no input yet")));
    CHECK_FALSE(IsNoShapeError().match(wb::shape_error("matmul", {0}, {2, 3}, "both must have two axes")));
}
