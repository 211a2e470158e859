#include <cmath>
#include <limits>

#include "ch09_autograd/operations.hpp"
#include "tests/ch09_autograd/operation_checks.hpp"

using namespace wb::judge;
using wb::np_tensor;
using wb::Variable;

// Tolerances: each element is right to 1e-15 of its size. The matchers' own 1e-6 is far above that and far
// below any mistake.

namespace {

/// The sizes of random numbers: for the logarithm.
Array sizes_of(Array numbers) {
    for (double& value : numbers.values()) value = std::abs(value);
    return numbers;
}

const std::vector<Operation>& three_functions() {
    static const Array x = random_array({3, 4}, 1), dy = random_array({3, 4}, 2);
    static const std::vector<Operation> all{
        {"relu", [](std::vector<Variable>& v) { return relu(v[0]); }, {x}, dy},
        {"exp", [](std::vector<Variable>& v) { return exp(v[0]); }, {x}, dy},
        {"log", [](std::vector<Variable>& v) { return log(v[0]); }, {sizes_of(x)}, dy}};
    return all;
}

}  // namespace

TEST_CASE("relu, by hand: dy passes where x is positive", "[9.7]") {
    const Variable x = parameter_of({-1, 0, 2, 3});
    const Variable y = relu(x);
    CHECK_THAT(y.value(),
               IsCloseTo({0, 0, 2, 3}, KnownMistakes{{"it is the absolute value", {1, 0, 2, 3}},
                                                     {"negative numbers are let through", {-1, 0, 2, 3}}}));
    INFO("x = [-1 0 2 3], dy = [5 6 7 -8]");
    CHECK_THAT(
        gradient_to(x, y, {5, 6, 7, -8}),
        IsCloseTo({0, 0, 7, -8},
                  KnownMistakes{{"the derivative at 0 is taken as 1: the mask is x >= 0", {0, 6, 7, -8}},
                                {"the mask looks at dy, not at x", {5, 6, 7, 0}},
                                {"dy passes everywhere: there is no mask", {5, 6, 7, -8}},
                                {"the mask is the wrong way round", {5, 6, 0, 0}},
                                {"dx is the mask alone: dy is ignored", {0, 0, 1, 1}},
                                {"dy is multiplied by y, not by the mask", {0, 0, 14, -24}},
                                {"relu is applied to dy where x is positive", {0, 0, 7, 0}}}));
}

TEST_CASE("exp, by hand: dy times e^x", "[9.7]") {
    const double e = std::exp(1.0);
    const Variable x = parameter_of({0, 2});
    const Variable y = exp(x);
    CHECK_THAT(y.value(), IsCloseTo({1, e * e}));
    INFO("x = [0 2], dy = [2 3]");
    CHECK_THAT(
        gradient_to(x, y, {2, 3}),
        IsCloseTo({2, 3 * e * e}, KnownMistakes{{"dx is dy x, not dy e^x", {0, 6}},
                                                {"the rule for powers is used, dy x e^(x-1)", {0, 6 * e}},
                                                {"dy is ignored", {1, e * e}},
                                                {"dy is handed on unchanged", {2, 3}},
                                                {"dx is e^dy", {e * e, e * e * e}},
                                                {"dx is dy / e^x", {2, 3 / (e * e)}},
                                                {"dx is dy / x, as for log",
                                                 {std::numeric_limits<double>::infinity(), 1.5}}}));
}

TEST_CASE("log, by hand: dy divided by x", "[9.7]") {
    const Variable x = parameter_of({2, 4});
    const Variable y = log(x);
    const double ln2 = std::log(2.0);
    CHECK_THAT(y.value(),
               IsCloseTo({ln2, 2 * ln2},
                         KnownMistakes{{"the logarithm has the base 2", {1, 2}},
                                       {"the logarithm has the base 10", {std::log10(2.0), std::log10(4.0)}},
                                       {"it is the logarithm of 1 + x", {std::log(3.0), std::log(5.0)}}}));
    INFO("x = [2 4], dy = [1 3]");
    CHECK_THAT(
        gradient_to(x, y, {1, 3}),
        IsCloseTo({0.5, 0.75},
                  KnownMistakes{{"dx is dy x, not dy / x", {2, 12}},
                                {"dy is ignored", {0.5, 0.25}},
                                {"dy is handed on unchanged", {1, 3}},
                                {"dx is dy / ln x: it is divided by y, not by x", {1 / ln2, 1.5 / ln2}},
                                {"dx is dy ln x", {ln2, 6 * ln2}},
                                {"dx is dy e^x, as for exp", {std::exp(2.0), 3 * std::exp(4.0)}},
                                {"dx is -dy / x^2, the derivative of 1 / x", {-0.25, -0.1875}},
                                {"dx is x / dy, not dy / x", {2, 4.0 / 3}}}));
}

TEST_CASE("the gradients of relu, exp and log agree with numerical derivatives", "[9.7]") {
    for (const Operation& operation : three_functions()) {
        INFO("the operation is " << operation.name);
        CHECK_THAT(check_numerically(operation, {"x"}), AllAgree());
    }
}

TEST_CASE("relu, exp and log and their gradients agree with PyTorch, to all digits", "[9.7]") {
    const Array dy = golden("ch09_operations", "function dy");
    for (Operation operation : three_functions()) {
        INFO("the operation is " << operation.name
                                 << "; an error near 1e-8 means that there is a float on the way");
        operation.operands = {
            golden("ch09_operations", operation.name == "log" ? "positive x" : "function x")};
        std::vector<Variable> x = parameters_of(operation);
        const Variable y = operation.apply(x);
        CHECK_THAT(y.value(), IsCloseTo(golden("ch09_operations", operation.name), 1e-13, 1e-15));
        CHECK_THAT(gradient_to(x[0], y, dy),
                   IsCloseTo(golden("ch09_operations", operation.name + " dx"), 1e-13, 1e-15));
    }
}

TEST_CASE("relu, exp and log keep every shape", "[9.7]") {
    for (const Operation& operation : three_functions())
        for (const wb::Shape& shape : {wb::Shape{}, wb::Shape{1}, wb::Shape{0, 3}, wb::Shape{2, 3, 4}}) {
            INFO("the operation is " << operation.name << ", and x has the shape " << wb::to_string(shape));
            std::vector<Variable> x{Variable(np_tensor(shape, 1), {.requires_grad = true})};
            const Variable y = operation.apply(x);
            CHECK_THAT(y.value(), HasShape(shape));
            CHECK_THAT(gradient_to(x[0], y, Array(np_tensor(shape, 3))), HasShape(shape));
        }
}

TEST_CASE("exp is infinite for large numbers, and log follows the rules of floating point", "[9.7]") {
    const double infinity = std::numeric_limits<double>::infinity();
    const Variable x = parameter_of({1000, -1000});
    const Variable y = exp(x);
    CHECK_THAT(y.value(), IsCloseTo({infinity, 0}));
    CHECK_THAT(gradient_to(x, y, {1, 1}), IsCloseTo({infinity, 0}));

    const Variable z = parameter_of({0, infinity});
    const Variable logarithm = log(z);
    CHECK_THAT(logarithm.value(), IsCloseTo({-infinity, infinity}));
    CHECK_THAT(gradient_to(z, logarithm, {1, 1}), IsCloseTo({infinity, 0}));
    INFO("the logarithm of a negative number is NaN, not an error");
    CHECK(std::isnan(log(parameter_of({-1})).value()(0)));
}

TEST_CASE("relu lets large and small numbers through as they are", "[9.7]") {
    const Variable x = parameter_of({1e300, -1e300, 1e-300, -1e-300});
    const Variable y = relu(x);
    CHECK_THAT(y.value(), IsCloseTo({1e300, 0, 1e-300, 0}, 0, 0));
    CHECK_THAT(gradient_to(x, y, {2, 3, 4, 5}), IsCloseTo({2, 0, 4, 0}, 0, 0));
}

TEST_CASE("relu, exp and log remember their names and their operand", "[9.7]") {
    for (const Operation& operation : three_functions()) check_record(operation);
}

TEST_CASE("relu, exp and log of data record nothing", "[9.7]") {
    for (const Operation& operation : three_functions()) check_data(operation);
}

TEST_CASE("results of relu, exp and log that are no longer needed leave no node behind", "[9.7]") {
    for (const Operation& operation : three_functions()) check_nothing_is_left(operation);
}

TEST_CASE("results of relu, exp and log whose operand was changed refuse to go back", "[9.7]") {
    for (const Operation& operation : three_functions()) check_changes_are_refused(operation);
}

TEST_CASE("the backward of relu, exp and log may run again", "[9.7]") {
    for (const Operation& operation : three_functions()) check_twice(operation);
}

TEST_CASE("relu, exp and log keep a copy of their operand, not a reference to the caller's", "[9.7]") {
    for (const Operation& operation : three_functions()) check_handles_are_copied(operation);
}

TEST_CASE("two results of relu, exp and log do not influence each other", "[9.7]") {
    for (const Operation& operation : three_functions()) {
        INFO("the operation is "
             << operation.name
             << ", applied to [1 2] and then to [3 -0.5]: each result keeps its own numbers");
        std::vector<Variable> one{parameter_of({1, 2})}, other{parameter_of({3, -0.5})};
        const Variable y = operation.apply(one);
        const Array alone = gradient_to(one[0], y, {1, 1});
        operation.apply(other);
        CHECK_THAT(gradient_to(one[0], y, {1, 1}), IsCloseTo(alone));
        CHECK_THAT(gradient_to(one[0], operation.apply(one), {1, 1}), IsCloseTo(alone));
    }
}

TEST_CASE("the operand stays as it is", "[9.7]") {
    for (const Operation& operation : three_functions()) {
        INFO(
            "the operation is " << operation.name
                                << ": it must not write over the numbers of its operand, but work on a copy");
        std::vector<Variable> x{parameter_of({-1, 2})};
        operation.apply(x);
        CHECK_THAT(x[0].value(), IsCloseTo({-1, 2}));
    }
}
