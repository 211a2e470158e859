#include "ch09_autograd/operations.hpp"
#include "tests/ch09_autograd/operation_checks.hpp"

using namespace wb::judge;
using wb::np_tensor;
using wb::Reduce;
using wb::Shape;
using wb::shape_error;
using wb::Variable;

// Tolerances: sums of at most 24 numbers around 1, right to 1e-15 in any order. The matchers' own 1e-6 is far
// above that and far below any mistake.

namespace {

/// The three operations; each sum of an axis in the middle, so that no shape lines up by chance.
const std::vector<Operation>& reductions_and_reshape() {
    static const Array x = random_array({2, 3, 4}, 1);
    static const std::vector<Operation> all{{"sum",
                                             [](std::vector<Variable>& v) { return sum(v[0], {.axis = 1}); },
                                             {x},
                                             random_array({2, 4}, 2)},
                                            {"mean",
                                             [](std::vector<Variable>& v) { return mean(v[0], {.axis = 1}); },
                                             {x},
                                             random_array({2, 4}, 2)},
                                            {"reshape",
                                             [](std::vector<Variable>& v) {
                                                 return reshape(v[0], {6, 4});
                                             },
                                             {x},
                                             random_array({6, 4}, 2)}};
    return all;
}

Variable reduced(const std::string& name, const Variable& x, const Reduce& over) {
    return name == "sum" ? sum(x, over) : mean(x, over);
}

const std::vector<std::string> reduction_names{"sum", "mean"};

std::string described(const Reduce& over) {
    return (over.axis ? "along axis " + std::to_string(*over.axis) : std::string("of everything")) +
           (over.keepdims ? ", with keepdims" : "");
}

/// Golden arrays have kept their axis.
Array without_axis(const Array& array, const Reduce& over) {
    if (over.keepdims) return array;
    Shape shape;
    for (const std::size_t length : array.shape())
        if (length != 1) shape.push_back(length);
    return Array(shape, {array.values().begin(), array.values().end()});
}

}  // namespace

TEST_CASE("the sum of everything hands its dy to each element", "[9.8]") {
    const Variable x = parameter_of({{1, 2, 3}, {4, 5, 6}});
    const Variable y = sum(x);
    CHECK_THAT(y.value(), IsCloseTo(number_alone(21)));
    INFO("x is (2, 3), and dy = 7");
    CHECK_THAT(gradient_to(x, y, number_alone(7)),
               IsCloseTo({{7, 7, 7}, {7, 7, 7}},
                         KnownMistakes{{"dy is ignored", {{1, 1, 1}, {1, 1, 1}}},
                                       {"dy is multiplied by x", {{7, 14, 21}, {28, 35, 42}}},
                                       {"dy is divided by the number of elements, as for a mean",
                                        {{7.0 / 6, 7.0 / 6, 7.0 / 6}, {7.0 / 6, 7.0 / 6, 7.0 / 6}}},
                                       {"only the first element gets it", {{7, 0, 0}, {0, 0, 0}}}}));
}

TEST_CASE("the example of the stub: along axis 1, each row gets the dy of its sum", "[9.8]") {
    const Variable x = parameter_of({{1, 2, 3}, {4, 5, 6}});
    const Array by_row{{1, 1, 1}, {10, 10, 10}};
    INFO("x is (2, 3), summed along axis 1, and dy = [1 10]");
    CHECK_THAT(sum(x, {.axis = 1}).value(), IsCloseTo({6, 15}));
    CHECK_THAT(
        gradient_to(x, sum(x, {.axis = 1}), {1, 10}),
        IsCloseTo(by_row,
                  KnownMistakes{{"dy is ignored", {{1, 1, 1}, {1, 1, 1}}},
                                {"dy is divided by the length of the axis",
                                 {{1 / 3.0, 1 / 3.0, 1 / 3.0}, {10 / 3.0, 10 / 3.0, 10 / 3.0}}},
                                {"each element gets the sum of all of dy", {{11, 11, 11}, {11, 11, 11}}}}));
    {
        INFO("axis -1 is the last one: the same");
        CHECK_THAT(gradient_to(x, sum(x, {.axis = -1}), {1, 10}), IsCloseTo(by_row));
    }
    INFO("with keepdims, dy is (2, 1): the same");
    CHECK_THAT(gradient_to(x, sum(x, {.axis = 1, .keepdims = true}), column({1, 10})), IsCloseTo(by_row));
    CHECK_THAT(gradient_to(x, sum(x, {.axis = -1, .keepdims = true}), column({1, 10})), IsCloseTo(by_row));
}

TEST_CASE("in a square, the dy of a row does not go to a column", "[9.8]") {
    const Variable x = parameter_of({{1, 2}, {3, 4}});
    const Array by_row{{1, 1}, {10, 10}}, by_column{{1, 10}, {1, 10}};
    INFO("x is (2, 2), and dy = [1 10]. Both axes are of length 2: a wrong one raises no error");
    for (const int axis : {1, -1}) {
        INFO("along axis " << axis);
        CHECK_THAT(gradient_to(x, sum(x, {.axis = axis}), {1, 10}),
                   IsCloseTo(by_row, KnownMistakes{{"the axis is put back in the wrong place", by_column}}));
    }
    for (const int axis : {0, -2}) {
        INFO("along axis " << axis);
        CHECK_THAT(gradient_to(x, sum(x, {.axis = axis}), {1, 10}),
                   IsCloseTo(by_column, KnownMistakes{{"the axis is put back in the wrong place", by_row}}));
    }
}

TEST_CASE("a mean hands on dy divided by the number of its terms", "[9.8]") {
    const Variable x = parameter_of({{1, 2, 3}, {4, 5, 9}});
    const auto rows = [](double one, double other) { return Array{{one, one, one}, {other, other, other}}; };
    {
        INFO("the mean of all of (2, 3), and dy = 12: 6 terms");
        CHECK_THAT(mean(x).value(), IsCloseTo(number_alone(4)));
        CHECK_THAT(
            gradient_to(x, mean(x), number_alone(12)),
            IsCloseTo(rows(2, 2),
                      KnownMistakes{{"it is not divided by the number of terms", rows(12, 12)},
                                    {"it is divided by the number of rows, 2", rows(6, 6)},
                                    {"it is divided by the number of columns, 3", rows(4, 4)},
                                    {"it is divided by the number of terms twice", rows(1 / 3.0, 1 / 3.0)},
                                    {"dy is ignored", rows(1 / 6.0, 1 / 6.0)}}));
    }
    {
        INFO("along axis 1, the 3 columns, and dy = [12 120]");
        CHECK_THAT(mean(x, {.axis = 1}).value(), IsCloseTo({2, 6}));
        CHECK_THAT(
            gradient_to(x, mean(x, {.axis = 1}), {12, 120}),
            IsCloseTo(rows(4, 40),
                      KnownMistakes{{"it is not divided by the number of terms", rows(12, 120)},
                                    {"it is divided by the number of all elements, 6", rows(2, 20)},
                                    {"it is divided by the number of rows, 2", rows(6, 60)},
                                    {"it is divided by the number of terms twice", rows(4 / 3.0, 40 / 3.0)},
                                    {"dy is ignored", rows(1 / 3.0, 1 / 3.0)}}));
    }
    INFO("along axis 0, the 2 rows, and dy = [12 120 60]");
    CHECK_THAT(mean(x, {.axis = 0}).value(), IsCloseTo({2.5, 3.5, 6}));
    CHECK_THAT(gradient_to(x, mean(x, {.axis = 0}), {12, 120, 60}),
               IsCloseTo({{6, 60, 30}, {6, 60, 30}},
                         KnownMistakes{
                             {"it is not divided by the number of terms", {{12, 120, 60}, {12, 120, 60}}},
                             {"it is divided by the number of all elements, 6", {{2, 20, 10}, {2, 20, 10}}},
                             {"it is divided by the number of columns, 3", {{4, 40, 20}, {4, 40, 20}}}}));
}

TEST_CASE("reshape gives dy the old shape, and moves no number", "[9.8]") {
    const Variable x = parameter_of({{1, 2, 3}, {4, 5, 6}});
    const Variable y = reshape(x, {3, 2});
    CHECK_THAT(y.value(), IsCloseTo({{1, 2}, {3, 4}, {5, 6}}));
    INFO("from (2, 3) to (3, 2), and dy = [[1 2] [3 4] [5 6]]");
    CHECK_THAT(gradient_to(x, y, {{1, 2}, {3, 4}, {5, 6}}),
               IsCloseTo({{1, 2, 3}, {4, 5, 6}},
                         KnownMistakes{{"dy is transposed, not reshaped", {{1, 3, 5}, {2, 4, 6}}},
                                       {"dy is ignored", {{1, 1, 1}, {1, 1, 1}}},
                                       {"dy is multiplied by x", {{1, 4, 9}, {16, 25, 36}}}}));
}

TEST_CASE("reshape to and from shapes of one element, and of none", "[9.8]") {
    const Variable x = parameter_of({3});
    for (const Shape& shape : {Shape{}, Shape{1, 1}, Shape{1}}) {
        INFO("from (1,) to " << wb::to_string(shape));
        const Variable y = reshape(x, shape);
        CHECK_THAT(y.value(), HasShape(shape));
        CHECK_THAT(gradient_to(x, y, Array(shape, {5})), IsCloseTo({5}));
    }
    const Variable number = parameter_of(number_alone(3));
    CHECK_THAT(gradient_to(number, reshape(number, {1, 1, 1}), Array({1, 1, 1}, {5})),
               IsCloseTo(number_alone(5)));
    const Variable none = parameter_of(Array({0, 3}, {}));
    const Variable y = reshape(none, {2, 0});
    CHECK_THAT(y.value(), HasShape({2, 0}));
    CHECK_THAT(gradient_to(none, y, Array({2, 0}, {})), HasShape({0, 3}));
}

TEST_CASE("every axis, from either end, with and without keepdims, agrees with PyTorch to all digits",
          "[9.8]") {
    const Variable x = parameter_of(golden("ch09_operations", "reduction x"));
    for (const std::string& name : reduction_names)
        for (const bool keepdims : {false, true}) {
            std::vector<std::pair<std::string, Reduce>> all{
                {name + " all", {.axis = {}, .keepdims = keepdims}}};
            for (int axis = 0; axis < 3; ++axis)
                for (const int same : {axis, axis - 3})
                    all.push_back({name + " " + std::to_string(axis), {.axis = same, .keepdims = keepdims}});
            for (const auto& [key, over] : all) {
                INFO("the " << name << " of (2, 3, 4) " << described(over)
                            << "; an error near 1e-8 means that there is a float on the way");
                const Variable y = reduced(name, x, over);
                CHECK_THAT(y.value(),
                           IsCloseTo(without_axis(golden("ch09_operations", key), over), 1e-13, 1e-14));
                CHECK_THAT(gradient_to(x, y, without_axis(golden("ch09_operations", key + " dy"), over)),
                           IsCloseTo(golden("ch09_operations", key + " dx"), 1e-13, 1e-14));
            }
        }
}

TEST_CASE("the gradients of sum, mean and reshape agree with numerical derivatives", "[9.8]") {
    for (const Operation& operation : reductions_and_reshape()) {
        INFO("the operation is " << operation.name);
        CHECK_THAT(check_numerically(operation, {"x"}), AllAgree());
    }
    for (const std::string& name : reduction_names) {
        INFO("the " << name << " of everything");
        const Operation all{name,
                            [&](std::vector<Variable>& x) { return reduced(name, x[0], {}); },
                            {random_array({2, 3, 4}, 1)},
                            number_alone(0.75)};
        CHECK_THAT(check_numerically(all, {"x"}, false, 2), AllAgree());
    }
}

TEST_CASE("the sum and the mean of a number, of one element, and along an axis of length 1", "[9.8]") {
    const Variable number = parameter_of(number_alone(3)), row = parameter_of(Array({1, 2}, {3, 4}));
    for (const std::string& name : reduction_names) {
        INFO("the operation is " << name << ", of one term each: dy goes on as it is");
        CHECK_THAT(reduced(name, number, {}).value(), IsCloseTo(number_alone(3)));
        CHECK_THAT(gradient_to(number, reduced(name, number, {}), number_alone(5)),
                   IsCloseTo(number_alone(5)));
        CHECK_THAT(gradient_to(row, reduced(name, row, {.axis = 0}), {5, 6}),
                   IsCloseTo(Array({1, 2}, {5, 6})));
        CHECK_THAT(
            gradient_to(row, reduced(name, row, {.axis = -2, .keepdims = true}), Array({1, 2}, {5, 6})),
            IsCloseTo(Array({1, 2}, {5, 6})));
    }
}

TEST_CASE("a sum without elements is 0, and goes back without an error", "[9.8]") {
    const Variable x = parameter_of(Array({0, 3}, {}));
    CHECK_THAT(sum(x).value(), IsCloseTo(number_alone(0)));
    CHECK_THAT(gradient_to(x, sum(x), number_alone(1)), HasShape({0, 3}));
    CHECK_THAT(sum(x, {.axis = 0}).value(), IsCloseTo({0, 0, 0}));
    CHECK_THAT(gradient_to(x, sum(x, {.axis = 0}), {1, 2, 3}), HasShape({0, 3}));
}

TEST_CASE("sum, mean and reshape remember their names and their operand", "[9.8]") {
    for (const Operation& operation : reductions_and_reshape()) check_record(operation);
}

TEST_CASE("sum, mean and reshape of data record nothing", "[9.8]") {
    for (const Operation& operation : reductions_and_reshape()) check_data(operation);
}

TEST_CASE("results of sum, mean and reshape that are no longer needed leave no node behind", "[9.8]") {
    for (const Operation& operation : reductions_and_reshape()) check_nothing_is_left(operation);
}

TEST_CASE("results of sum, mean and reshape whose operand was changed refuse to go back", "[9.8]") {
    for (const Operation& operation : reductions_and_reshape()) check_changes_are_refused(operation);
}

TEST_CASE("the backward of sum, mean and reshape may run again", "[9.8]") {
    for (const Operation& operation : reductions_and_reshape()) check_twice(operation);
}

TEST_CASE("sum, mean and reshape keep a copy of their operand, not a reference to the caller's", "[9.8]") {
    for (const Operation& operation : reductions_and_reshape()) check_handles_are_copied(operation);
}

TEST_CASE("two results of sum, mean and reshape do not influence each other", "[9.8]") {
    for (const Operation& operation : reductions_and_reshape())
        if (operation.name != "reshape") check_results_are_apart(operation);
    const Variable x = parameter_of({{1, 2, 3}, {4, 5, 6}}), other = parameter_of({7, 8});
    const Variable y = reshape(x, {6});
    reshape(other, {2, 1});
    INFO("x (2, 3) was reshaped to (6), and then another array of shape (2) to (2, 1)");
    CHECK_THAT(gradient_to(x, y, {1, 2, 3, 4, 5, 6}), IsCloseTo({{1, 2, 3}, {4, 5, 6}}));
}

TEST_CASE("an axis that x does not have is an error that names the shape of x", "[9.8]") {
    const Variable x = parameter_of(random_array({2, 3}, 1));
    for (const std::string& name : reduction_names)
        for (const int axis : {2, -3}) {
            INFO("the " << name << " along axis " << axis << " of (2, 3)");
            CHECK_THROWS_MATCHES(reduced(name, x, {.axis = axis}), shape_error, MessageNames(Shape{2, 3}));
        }
    INFO("a number alone has no axis");
    CHECK_THROWS_MATCHES(sum(parameter_of(number_alone(1)), {.axis = 0}), shape_error, MessageNames(Shape{}));
}

TEST_CASE("no elements have no mean", "[9.8]") {
    INFO("the mean of chapter 02 refuses: it would be 0 / 0");
    CHECK_THROWS_MATCHES(mean(parameter_of(Array({0, 3}, {}))), shape_error, MessageNames(Shape{0, 3}));
    CHECK_THROWS_MATCHES(mean(parameter_of(Array({0, 3}, {})), {.axis = 0}), shape_error,
                         MessageNames(Shape{0, 3}));
}

TEST_CASE("a reshape to another number of elements is an error that names both shapes", "[9.8]") {
    CHECK_THROWS_MATCHES(reshape(parameter_of(random_array({2, 3}, 1)), {4}), shape_error,
                         MessageNames(Shape{2, 3}, Shape{4}));
}
