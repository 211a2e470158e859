#include <limits>

#include "ch09_autograd/operations.hpp"
#include "tests/ch09_autograd/operation_checks.hpp"

using namespace wb::judge;
using wb::np_tensor;
using wb::shape_error;
using wb::Variable;

// Tolerances: sums of fewer than ten products and quotients of numbers around 1, right to 1e-15 in any order.
// The matchers' own 1e-6 is far above that and far below any mistake.

namespace {

/// The three operations, each with a row that is stretched. None of the divisors is near 0.
const std::vector<Operation>& three_of_arithmetic() {
    static const std::vector<Array> operands{random_array({2, 3}, 1), random_array({3}, 2)};
    static const Array dy = random_array({2, 3}, 3);
    static const std::vector<Operation> all{
        {"-", [](std::vector<Variable>& x) { return x[0] - x[1]; }, operands, dy},
        {"*", [](std::vector<Variable>& x) { return x[0] * x[1]; }, operands, dy},
        {"/", [](std::vector<Variable>& x) { return x[0] / x[1]; }, operands, dy}};
    return all;
}

/// The same operations with other operands.
Operation with_operands(Operation operation, std::vector<Array> operands, Array dy) {
    operation.operands = std::move(operands);
    operation.dy = std::move(dy);
    return operation;
}

}  // namespace

TEST_CASE("a difference, by hand: the gradient of what is subtracted is negative", "[9.5]") {
    const Variable a = parameter_of({{1, 2, 3}, {4, 5, 6}}), b = parameter_of({10, 20, 30});
    const Variable c = a - b;
    CHECK_THAT(c.value(), IsCloseTo({{-9, -18, -27}, {-6, -15, -24}},
                                    KnownMistakes{{"it is b - a", {{9, 18, 27}, {6, 15, 24}}}}));

    const Array dc{{1, 2, 3}, {10, 20, 30}};
    const Array minus_dc{{-1, -2, -3}, {-10, -20, -30}};
    INFO("c = a - b, a is (2, 3), b is (3), and dc = [[1 2 3] [10 20 30]]");
    {
        INFO("da, the gradient of a");
        CHECK_THAT(gradient_to(a, c, dc),
                   IsCloseTo(dc, KnownMistakes{{"da and db are swapped, or both are negative", minus_dc},
                                               {"dc is ignored", {{1, 1, 1}, {1, 1, 1}}}}));
    }
    INFO("db, the gradient of b");
    CHECK_THAT(gradient_to(b, c, dc),
               IsCloseTo({-11, -22, -33}, KnownMistakes{{"the minus sign of db is forgotten", {11, 22, 33}},
                                                        {"db is the mean over the rows", {-5.5, -11, -16.5}},
                                                        {"dc is ignored", {-2, -2, -2}}}));
}

TEST_CASE("a product, by hand: each factor gets dc times the other one", "[9.5]") {
    const Variable a = parameter_of({2, 3}), b = parameter_of({5, 7});
    const Variable c = a * b;
    CHECK_THAT(c.value(), IsCloseTo({10, 21}));

    const Array dc{1, 10};
    INFO("c = a b, a = [2 3], b = [5 7], dc = [1 10]");
    {
        INFO("da, the gradient of a");
        CHECK_THAT(gradient_to(a, c, dc),
                   IsCloseTo({5, 70}, KnownMistakes{{"da is dc a, not dc b", {2, 30}},
                                                    {"dc is ignored", {5, 7}},
                                                    {"dc is handed on unchanged", dc},
                                                    {"dc is multiplied by the product", {10, 210}},
                                                    {"dc is added to b, not multiplied", {6, 17}},
                                                    {"dc is divided by b", {0.2, 10.0 / 7}}}));
    }
    INFO("db, the gradient of b");
    CHECK_THAT(gradient_to(b, c, dc),
               IsCloseTo({2, 30}, KnownMistakes{{"db is dc b, not dc a", {5, 70}},
                                                {"dc is ignored", {2, 3}},
                                                {"dc is handed on unchanged", dc},
                                                {"dc is multiplied by the product", {10, 210}},
                                                {"db has the wrong sign", {-2, -30}}}));
}

TEST_CASE("a quotient, by hand: the divisor gets minus dc a / b^2", "[9.5]") {
    const Variable a = parameter_of({6, 20}), b = parameter_of({2, 5});
    const Variable c = a / b;
    CHECK_THAT(c.value(), IsCloseTo({3, 4}));

    const Array dc{1, 10};
    INFO("c = a / b, a = [6 20], b = [2 5], dc = [1 10]");
    {
        INFO("da, the gradient of a");
        CHECK_THAT(gradient_to(a, c, dc),
                   IsCloseTo({0.5, 2}, KnownMistakes{{"da is dc b, not dc / b", {2, 50}},
                                                     {"dc is ignored", {0.5, 0.2}},
                                                     {"dc is handed on unchanged", dc},
                                                     {"da is divided by b twice", {0.25, 0.4}},
                                                     {"da is dc / a, not dc / b", {1.0 / 6, 0.5}}}));
    }
    INFO("db, the gradient of b");
    CHECK_THAT(
        gradient_to(b, c, dc),
        IsCloseTo({-1.5, -8}, KnownMistakes{{"b is not squared: db is -dc a / b", {-3, -40}},
                                            {"the minus sign of db is forgotten", {1.5, 8}},
                                            {"a is forgotten: db is -dc / b^2", {-0.25, -0.4}},
                                            {"b is not squared, and the minus sign is forgotten", {3, 40}},
                                            {"dc is ignored", {-1.5, -0.8}},
                                            {"db is dc a, as in a product", {6, 200}},
                                            {"a is squared, not b: db is -dc a^2 / b", {-18, -800}}}));
}

TEST_CASE("where both factors are stretched, each gradient is summed along its own axis", "[9.5]") {
    const Variable tall = parameter_of(column({2, 3})), wide = parameter_of(Array({1, 3}, {10, 20, 40}));
    const Array dc{{1, 2, 3}, {10, 20, 30}};
    INFO("(2, 1) and (1, 3): [[2] [3]] and [[10 20 40]], and dc = [[1 2 3] [10 20 30]]");
    {
        const Variable c = tall * wide;
        INFO("their product");
        CHECK_THAT(c.value(), IsCloseTo({{20, 40, 80}, {30, 60, 120}}));
        CHECK_THAT(
            gradient_to(tall, c, dc),
            IsCloseTo(column({170, 1700}), KnownMistakes{{"dc is summed before it is multiplied, not after",
                                                          column({420, 4200})}}));
        CHECK_THAT(gradient_to(wide, c, dc),
                   IsCloseTo(Array({1, 3}, {32, 64, 96}),
                             KnownMistakes{{"dc is summed before it is multiplied, not after",
                                            Array({1, 3}, {55, 110, 165})}}));
    }
    {
        const Variable c = tall - wide;
        INFO("their difference");
        CHECK_THAT(gradient_to(tall, c, dc), IsCloseTo(column({6, 60})));
        CHECK_THAT(gradient_to(wide, c, dc), IsCloseTo(Array({1, 3}, {-11, -22, -33})));
    }
    const Variable c = tall / wide;
    INFO("their quotient");
    CHECK_THAT(gradient_to(tall, c, dc), IsCloseTo(column({0.275, 2.75})));
    CHECK_THAT(gradient_to(wide, c, dc), IsCloseTo(Array({1, 3}, {-0.32, -0.16, -0.06})));
}

TEST_CASE("numbers alone: shape () on either side", "[9.5]") {
    const Variable a = parameter_of({2, 4}), b = parameter_of(number_alone(10));
    const Array dc{1, 3};
    INFO("a = [2 4], b = 10, dc = [1 3]");
    CHECK_THAT(gradient_to(b, a - b, dc), IsCloseTo(number_alone(-4)));
    CHECK_THAT(gradient_to(b, b - a, dc), IsCloseTo(number_alone(4)));
    CHECK_THAT(gradient_to(a, b - a, dc), IsCloseTo({-1, -3}));
    CHECK_THAT(gradient_to(b, a * b, dc), IsCloseTo(number_alone(14)));
    CHECK_THAT(gradient_to(b, b * a, dc), IsCloseTo(number_alone(14)));
    CHECK_THAT(gradient_to(a, b * a, dc), IsCloseTo({10, 30}));
    CHECK_THAT(gradient_to(b, a / b, dc), IsCloseTo(number_alone(-0.14)));
    CHECK_THAT(gradient_to(b, b / a, dc), IsCloseTo(number_alone(1.25)));
    CHECK_THAT(gradient_to(a, b / a, dc), IsCloseTo({-2.5, -1.875}));
    CHECK_THAT((b * b).value(), IsCloseTo(number_alone(100)));
    CHECK_THAT(gradient_to(b, b * b, number_alone(3)), IsCloseTo(number_alone(60)));
}

TEST_CASE("arithmetic with a plain number uses the same operations", "[9.5]") {
    const Variable a = parameter_of({2, 4});
    const Array dc{1, 3};
    INFO("a = [2 4], dc = [1 3]");
    CHECK_THAT((a - 1).value(), IsCloseTo({1, 3}));
    CHECK_THAT((-a).value(), IsCloseTo({-2, -4}));
    CHECK_THAT(gradient_to(a, a - 1, dc), IsCloseTo(dc));
    CHECK_THAT(gradient_to(a, a * 5, dc), IsCloseTo({5, 15}));
    CHECK_THAT(gradient_to(a, 5 * a, dc), IsCloseTo({5, 15}));
    CHECK_THAT(gradient_to(a, a / 4, dc), IsCloseTo({0.25, 0.75}));
    CHECK_THAT(gradient_to(a, -a, dc), IsCloseTo({-1, -3}));
}

TEST_CASE("the same Variable on both sides gets both gradients", "[9.5]") {
    const Variable a = parameter_of({2, -4});
    const Array dc{1, 10};
    INFO("a = [2 -4] is both operands, and dc = [1 10]");
    {
        INFO("a a is a squared: its derivative is 2 a");
        CHECK_THAT(gradient_to(a, a * a, dc),
                   IsCloseTo({4, -80}, KnownMistakes{{"a counts only once", {2, -40}}}));
    }
    INFO("a - a is 0 and a / a is 1, whatever a is: their derivatives are 0");
    CHECK_THAT(gradient_to(a, a - a, dc), IsCloseTo({0, 0}));
    CHECK_THAT(gradient_to(a, a / a, dc), IsCloseTo({0, 0}));
}

TEST_CASE("the gradients of - * / agree with numerical derivatives", "[9.5]") {
    for (const Operation& operation : three_of_arithmetic()) {
        INFO("the operation is " << operation.name);
        CHECK_THAT(check_numerically(operation, {"a", "b"}), AllAgree());
        {
            INFO("the row comes first: (3) and (2, 3)");
            CHECK_THAT(
                check_numerically(
                    with_operands(operation, {random_array({3}, 2), random_array({2, 3}, 1)}, operation.dy),
                    {"a", "b"}),
                AllAgree());
        }
        INFO("both are stretched: (2, 1) and (1, 3)");
        CHECK_THAT(
            check_numerically(
                with_operands(operation, {random_array({2, 1}, 4), random_array({1, 3}, 5)}, operation.dy),
                {"a", "b"}, true),
            AllAgree());
    }
}

TEST_CASE("- * / and their gradients agree with PyTorch, to all digits", "[9.5]") {
    const Array dc = golden("ch09_operations", "dy");
    for (const Operation& operation : three_of_arithmetic()) {
        const std::string key = "a" + operation.name + "b";
        INFO(key << " for (2, 1, 4) and (3, 1); an error near 1e-8 means that there is a float on the way");
        std::vector<Variable> leaves = parameters_of(
            with_operands(operation, {golden("ch09_operations", "a"), golden("ch09_operations", "b")}, dc));
        const Variable c = operation.apply(leaves);
        CHECK_THAT(c.value(), IsCloseTo(golden("ch09_operations", key), 1e-13, 1e-14));
        CHECK_THAT(gradient_to(leaves[0], c, dc),
                   IsCloseTo(golden("ch09_operations", key + " da"), 1e-13, 1e-14));
        CHECK_THAT(gradient_to(leaves[1], c, dc),
                   IsCloseTo(golden("ch09_operations", key + " db"), 1e-13, 1e-14));
    }
}

TEST_CASE("- * / remember their names and their operands", "[9.5]") {
    for (const Operation& operation : three_of_arithmetic()) check_record(operation);
}

TEST_CASE("each operand of - * / gets its gradient, whether or not the other requires one", "[9.5]") {
    for (const Operation& operation : three_of_arithmetic()) check_each_alone(operation);
}

TEST_CASE("- * / of data record nothing", "[9.5]") {
    for (const Operation& operation : three_of_arithmetic()) check_data(operation);
}

TEST_CASE("results of - * / that are no longer needed leave no node behind", "[9.5]") {
    for (const Operation& operation : three_of_arithmetic()) check_nothing_is_left(operation);
}

TEST_CASE("results of - * / whose operand was changed refuse to go back", "[9.5]") {
    for (const Operation& operation : three_of_arithmetic()) check_changes_are_refused(operation);
}

TEST_CASE("the backward of - * / may run again", "[9.5]") {
    for (const Operation& operation : three_of_arithmetic()) check_twice(operation);
}

TEST_CASE("- * / keep copies of their operands, not references to the caller's", "[9.5]") {
    for (const Operation& operation : three_of_arithmetic()) check_handles_are_copied(operation);
}

TEST_CASE("two results of - * / do not influence each other", "[9.5]") {
    for (const Operation& operation : three_of_arithmetic()) check_results_are_apart(operation);
}

TEST_CASE("no samples: - * / have no elements, and go back without an error", "[9.5]") {
    const Array none({0, 3}, {});
    for (const Operation& operation : three_of_arithmetic())
        check_no_samples(with_operands(operation, {none, {10, 20, 30}}, none));
}

TEST_CASE("a division by 0 follows the rules of floating point", "[9.5]") {
    const double infinity = std::numeric_limits<double>::infinity();
    const Variable a = parameter_of({1, -1}), b = parameter_of({0, 0});
    const Variable c = a / b;
    INFO("[1 -1] / [0 0], and dc = [1 2]");
    CHECK_THAT(c.value(), IsCloseTo({infinity, -infinity}));
    CHECK_THAT(gradient_to(a, c, {1, 2}), IsCloseTo({infinity, infinity}));
}

TEST_CASE("- * / name both shapes if they do not fit", "[9.5]") {
    for (const Operation& operation : three_of_arithmetic()) {
        INFO("the operation is " << operation.name);
        std::vector<Variable> leaves{parameter_of(random_array({2, 3}, 1)), parameter_of({1, 2})};
        CHECK_THROWS_MATCHES(operation.apply(leaves), shape_error,
                             MessageNames(wb::Shape{2, 3}, wb::Shape{2}));
    }
}
