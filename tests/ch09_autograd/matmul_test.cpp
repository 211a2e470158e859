#include "ch09_autograd/operations.hpp"
#include "tests/ch09_autograd/operation_checks.hpp"

using namespace wb::judge;
using wb::np_tensor;
using wb::shape_error;
using wb::Variable;

// Tolerances: sums of at most five products of numbers around 1, right to 1e-15 in any order. The matchers'
// own 1e-6 is far above that and far below any mistake.

namespace {

const Operation& matrix_product() {
    static const Operation operation{"matmul",
                                     [](std::vector<Variable>& x) { return matmul(x[0], x[1]); },
                                     {random_array({3, 4}, 1), random_array({4, 5}, 2)},
                                     random_array({3, 5}, 3)};
    return operation;
}

/// Whether backward has computed this product for an operand that does not need it.
void check_left_out(const Variable& operand, const Variable& c, const Array& dc, const Array& its_gradient) {
    const std::vector<np_tensor> gradients = c.gradients_of_parents(tensor(dc));
    bool computed = false;
    for (std::size_t i = 0; i < gradients.size(); ++i)
        if (c.parents()[i].id() == operand.id())
            computed = computed || IsCloseTo(its_gradient).match(ArrayView(gradients[i]));
    CHECK_FALSE(computed);
}

}  // namespace

TEST_CASE("a product of squares, by hand: da = dc b^T and db = a^T dc", "[9.6]") {
    const Variable a = parameter_of({{1, 2}, {3, 4}}), b = parameter_of({{5, 6}, {7, 8}});
    const Variable c = matmul(a, b);
    CHECK_THAT(c.value(),
               IsCloseTo({{19, 22}, {43, 50}},
                         KnownMistakes{{"it is b a, not a b", {{23, 34}, {31, 46}}},
                                       {"it is the product element by element", {{5, 12}, {21, 32}}}}));

    const Array dc{{1, 10}, {0, 100}};
    INFO("a = [[1 2] [3 4]], b = [[5 6] [7 8]], dc = [[1 10] [0 100]]");
    {
        INFO("da, the gradient of a");
        CHECK_THAT(gradient_to(a, c, dc),
                   IsCloseTo({{65, 87}, {600, 800}},
                             KnownMistakes{
                                 {"b is not transposed: da is dc b", {{75, 86}, {700, 800}}},
                                 {"the factors are in the wrong order: da is b^T dc", {{5, 750}, {6, 860}}},
                                 {"the factors are in the wrong order, and b is not transposed",
                                  {{5, 650}, {7, 870}}},
                                 {"dc is transposed, not b", {{5, 6}, {750, 860}}},
                                 {"da and db are swapped", {{1, 310}, {2, 420}}},
                                 {"da is dc a^T, not dc b^T", {{21, 43}, {200, 400}}}}));
    }
    INFO("db, the gradient of b");
    CHECK_THAT(
        gradient_to(b, c, dc),
        IsCloseTo({{1, 310}, {2, 420}},
                  KnownMistakes{
                      {"a is not transposed: db is a dc", {{1, 210}, {3, 430}}},
                      {"the factors are in the wrong order: db is dc a^T", {{21, 43}, {200, 400}}},
                      {"the factors are in the wrong order, and a is not transposed", {{31, 42}, {300, 400}}},
                      {"da and db are swapped", {{65, 87}, {600, 800}}},
                      {"db is b^T dc, not a^T dc", {{5, 750}, {6, 860}}},
                      {"dc is transposed, not a", {{21, 200}, {43, 400}}}}));
}

TEST_CASE("the gradients of a product agree with numerical derivatives", "[9.6]") {
    CHECK_THAT(check_numerically(matrix_product(), {"a", "b"}), AllAgree());
}

TEST_CASE("the product and its gradients agree with PyTorch, to all digits", "[9.6]") {
    const Variable a = parameter_of(golden("ch09_operations", "matmul a")),
                   b = parameter_of(golden("ch09_operations", "matmul b"));
    const Array dc = golden("ch09_operations", "matmul dy");
    const Variable c = matmul(a, b);
    INFO("(3, 4) times (4, 5); an error near 1e-8 means that there is a float on the way");
    CHECK_THAT(c.value(), IsCloseTo(golden("ch09_operations", "matmul"), 1e-13, 1e-14));
    CHECK_THAT(gradient_to(a, c, dc), IsCloseTo(golden("ch09_operations", "matmul da"), 1e-13, 1e-14));
    CHECK_THAT(gradient_to(b, c, dc), IsCloseTo(golden("ch09_operations", "matmul db"), 1e-13, 1e-14));
}

TEST_CASE("a matrix times itself gets both gradients", "[9.6]") {
    const Variable a = parameter_of({{1, 2}, {3, 4}});
    INFO("c = a a with a = [[1 2] [3 4]], and dc = [[1 10] [0 100]]: the gradient is dc a^T + a^T dc");
    CHECK_THAT(gradient_to(a, matmul(a, a), {{1, 10}, {0, 100}}),
               IsCloseTo({{22, 353}, {202, 820}},
                         KnownMistakes{{"only the first factor counts", {{21, 43}, {200, 400}}},
                                       {"only the second factor counts", {{1, 310}, {2, 420}}}}));
}

TEST_CASE("a row times a column is a number with two axes", "[9.6]") {
    const Variable a = parameter_of(Array({1, 3}, {1, 2, 3})), b = parameter_of(column({10, 20, 40}));
    const Variable c = matmul(a, b);
    const Array dc({1, 1}, {2});
    CHECK_THAT(c.value(), IsCloseTo(Array({1, 1}, {170})));
    CHECK_THAT(gradient_to(a, c, dc), IsCloseTo(Array({1, 3}, {20, 40, 80})));
    CHECK_THAT(gradient_to(b, c, dc), IsCloseTo(column({2, 4, 6})));
}

TEST_CASE("the product for an operand that requires no gradient is left out", "[9.6]") {
    const Array x{{1, 2}, {3, 4}}, w{{5, 6}, {7, 8}}, dc{{1, 10}, {0, 100}};
    {
        const Variable a = data_of(x), b = parameter_of(w);
        const Variable c = matmul(a, b);
        INFO(
            "a requires no gradient, but dc b^T was computed for it: in the first layer of a network, that "
            "is a "
            "third of all work");
        check_left_out(a, c, dc, {{65, 87}, {600, 800}});
        CHECK_THAT(gradient_to(b, c, dc), IsCloseTo({{1, 310}, {2, 420}}));
    }
    const Variable a = parameter_of(x), b = data_of(w);
    const Variable c = matmul(a, b);
    INFO("b requires no gradient, but a^T dc was computed for it");
    check_left_out(b, c, dc, {{1, 310}, {2, 420}});
    CHECK_THAT(gradient_to(a, c, dc), IsCloseTo({{65, 87}, {600, 800}}));
}

TEST_CASE("the product remembers its name and its operands", "[9.6]") {
    check_record(matrix_product());
}

TEST_CASE("each factor gets its gradient, whether or not the other requires one", "[9.6]") {
    check_each_alone(matrix_product());
}

TEST_CASE("a product of data records nothing", "[9.6]") {
    check_data(matrix_product());
}

TEST_CASE("a product that is no longer needed leaves no node behind", "[9.6]") {
    check_nothing_is_left(matrix_product());
}

TEST_CASE("a product whose operand was changed refuses to go back", "[9.6]") {
    check_changes_are_refused(matrix_product());
}

TEST_CASE("the backward of a product may run again", "[9.6]") {
    check_twice(matrix_product());
}

TEST_CASE("a product keeps copies of its operands, not references to the caller's", "[9.6]") {
    check_handles_are_copied(matrix_product());
}

TEST_CASE("two products do not influence each other", "[9.6]") {
    check_results_are_apart(matrix_product());
}

TEST_CASE("no samples: the product has no rows, and goes back without an error", "[9.6]") {
    Operation operation = matrix_product();
    operation.operands = {Array({0, 4}, {}), random_array({4, 5}, 2)};
    operation.dy = Array({0, 5}, {});
    check_no_samples(operation);
}

TEST_CASE("factors that do not fit are both named", "[9.6]") {
    const Variable a = parameter_of(random_array({2, 3}, 1));
    CHECK_THROWS_MATCHES(matmul(a, a), shape_error, MessageNames(wb::Shape{2, 3}));
    CHECK_THROWS_MATCHES(matmul(a, parameter_of(random_array({4, 2}, 2))), shape_error,
                         MessageNames(wb::Shape{2, 3}, wb::Shape{4, 2}));
    INFO("a matrix has two axes");
    CHECK_THROWS_MATCHES(matmul(a, parameter_of({1, 2, 3})), shape_error,
                         MessageNames(wb::Shape{2, 3}, wb::Shape{3}));
}
