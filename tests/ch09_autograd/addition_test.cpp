#include "ch09_autograd/operations.hpp"
#include "tests/ch09_autograd/operation_checks.hpp"

using namespace wb::judge;
using wb::np_tensor;
using wb::shape_error;
using wb::Variable;

// Tolerances: sums of fewer than ten numbers around 1, so that any order of summation ends within 1e-15 of
// any other. The matchers' own 1e-6 is far above that and far below any mistake.

namespace {

const Operation& row_addition() {
    static const Operation operation{"+",
                                     [](std::vector<Variable>& x) { return x[0] + x[1]; },
                                     {random_array({2, 3}, 1), random_array({3}, 2)},
                                     random_array({2, 3}, 3)};
    return operation;
}

}  // namespace

TEST_CASE("the example of the stub: a row is added to each row of a matrix", "[9.2]") {
    const Variable a = parameter_of({{1, 2, 3}, {4, 5, 6}}), b = parameter_of({10, 20, 30});
    const Variable c = a + b;
    CHECK_THAT(c.value(), IsCloseTo({{11, 22, 33}, {14, 25, 36}}));

    const Array dc{{1, 2, 3}, {10, 20, 30}};
    INFO("a is (2, 3), b is (3), and dc = [[1 2 3] [10 20 30]]");
    {
        INFO("da, the gradient of a");
        CHECK_THAT(gradient_to(a, c, dc),
                   IsCloseTo(dc, KnownMistakes{{"dc is ignored", {{1, 1, 1}, {1, 1, 1}}},
                                               {"da is multiplied by b, as in a product",
                                                {{10, 40, 90}, {100, 400, 900}}},
                                               {"da has the wrong sign", {{-1, -2, -3}, {-10, -20, -30}}}}));
    }
    INFO("db, the gradient of b: each number of b was added to two rows");
    CHECK_THAT(gradient_to(b, c, dc),
               IsCloseTo({11, 22, 33},
                         KnownMistakes{{"db is the mean over the rows, not their sum", {5.5, 11, 16.5}},
                                       {"db is the first row of dc alone", {1, 2, 3}},
                                       {"db is the last row of dc alone", {10, 20, 30}},
                                       {"dc is ignored", {2, 2, 2}},
                                       {"db has the wrong sign", {-11, -22, -33}}}));
}

TEST_CASE("where both operands are stretched, each gradient is summed along its own axis", "[9.2]") {
    const Variable tall = parameter_of(column({1, 2})), wide = parameter_of(Array({1, 3}, {10, 20, 30}));
    const Variable c = tall + wide;
    CHECK_THAT(c.value(), IsCloseTo({{11, 21, 31}, {12, 22, 32}}));
    const Array dc{{1, 2, 3}, {10, 20, 30}};
    INFO("(2, 1) + (1, 3), and dc = [[1 2 3] [10 20 30]]");
    CHECK_THAT(gradient_to(tall, c, dc), IsCloseTo(column({6, 60})));
    CHECK_THAT(gradient_to(wide, c, dc), IsCloseTo(Array({1, 3}, {11, 22, 33})));
}

TEST_CASE("a number on either side gets the sum of all of dc", "[9.2]") {
    const Variable a = parameter_of({{1, 2}, {3, 4}}), b = parameter_of(number_alone(10));
    const Array dc{{1, 2}, {30, 40}};
    INFO("shapes (2, 2) and (), and dc = [[1 2] [30 40]]");
    CHECK_THAT((a + b).value(), IsCloseTo({{11, 12}, {13, 14}}));
    CHECK_THAT(gradient_to(b, a + b, dc), IsCloseTo(number_alone(73)));
    CHECK_THAT(gradient_to(b, b + a, dc), IsCloseTo(number_alone(73)));
    CHECK_THAT(gradient_to(a, b + a, dc), IsCloseTo(dc));
    CHECK_THAT(gradient_to(b, b + b, number_alone(3)), IsCloseTo(number_alone(6)));
}

TEST_CASE("a + a hands dc to a twice", "[9.2]") {
    const Variable a = parameter_of({{1, 2, 3}, {4, 5, 6}});
    const Array dc{{1, 2, 3}, {10, 20, 30}};
    INFO("both operands are the same Variable: two parents, and two gradients, which backward() adds up");
    CHECK_THAT(gradient_to(a, a + a, dc),
               IsCloseTo({{2, 4, 6}, {20, 40, 60}}, KnownMistakes{{"a counts only once", dc}}));
}

TEST_CASE("da and db agree with numerical derivatives", "[9.2]") {
    CHECK_THAT(check_numerically(row_addition(), {"a", "b"}), AllAgree());
}

TEST_CASE("the sum and its gradients agree with PyTorch, to all digits", "[9.2]") {
    const Variable a = parameter_of(golden("ch09_operations", "a")),
                   b = parameter_of(golden("ch09_operations", "b"));
    const Variable c = a + b;
    const Array dc = golden("ch09_operations", "dy");
    INFO("(2, 1, 4) + (3, 1); an error near 1e-8 means that there is a float on the way");
    CHECK_THAT(c.value(), IsCloseTo(golden("ch09_operations", "a+b"), 1e-13, 1e-14));
    CHECK_THAT(gradient_to(a, c, dc), IsCloseTo(golden("ch09_operations", "a+b da"), 1e-13, 1e-14));
    CHECK_THAT(gradient_to(b, c, dc), IsCloseTo(golden("ch09_operations", "a+b db"), 1e-13, 1e-14));
}

TEST_CASE("the sum remembers its name and its operands", "[9.2]") {
    check_record(row_addition());
}

TEST_CASE("each operand of a sum gets its gradient, whether or not the other requires one", "[9.2]") {
    check_each_alone(row_addition());
}

TEST_CASE("a sum of data records nothing", "[9.2]") {
    check_data(row_addition());
}

TEST_CASE("a sum that is no longer needed leaves no node behind", "[9.2]") {
    check_nothing_is_left(row_addition());
}

TEST_CASE("a sum whose operand was changed refuses to go back", "[9.2]") {
    check_changes_are_refused(row_addition());
}

TEST_CASE("the backward of a sum may run again", "[9.2]") {
    check_twice(row_addition());
}

TEST_CASE("a sum keeps copies of its operands, not references to the caller's", "[9.2]") {
    check_handles_are_copied(row_addition());
}

TEST_CASE("two sums do not influence each other", "[9.2]") {
    check_results_are_apart(row_addition());
}

TEST_CASE("no samples: the sum has no elements, and goes back without an error", "[9.2]") {
    Operation operation = row_addition();
    operation.operands = {Array({0, 3}, {}), {10, 20, 30}};
    operation.dy = Array({0, 3}, {});
    check_no_samples(operation);
}

TEST_CASE("shapes that do not fit are both named", "[9.2]") {
    const Variable a = parameter_of(random_array({2, 3}, 1)), b = parameter_of({1, 2});
    CHECK_THROWS_MATCHES(a + b, shape_error, MessageNames(wb::Shape{2, 3}, wb::Shape{2}));
    CHECK_THROWS_MATCHES(b + a, shape_error, MessageNames(wb::Shape{2, 3}, wb::Shape{2}));
}
