/// \file
/// What is true of every operation, and the gradients of one, found without backward().
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "ch09_autograd/given/variable.hpp"
#include "tests/ch03_mlp/arrays.hpp"
#include "tests/support/judge.hpp"
#include "tests/support/known_mistakes.hpp"

namespace wb::judge {

/// A leaf that requires a gradient.
inline Variable parameter_of(const Array& numbers, std::string name = {}) {
    return Variable(tensor(numbers), {.requires_grad = true, .name = std::move(name)});
}
/// A leaf that does not.
inline Variable data_of(const Array& numbers) {
    return Variable(tensor(numbers));
}
/// An array of shape ().
inline Array number_alone(double value) {
    return {Shape{}, {value}};
}
/// An array of shape (N, 1). The braces {{1}, {2}} would be ambiguous.
inline Array column(std::vector<double> values) {
    Shape shape{values.size(), 1};
    return {std::move(shape), std::move(values)};
}

/// What the operation hands to one of its operands, for the gradient dy of its result.
///
/// It finds the operand by its identity, because an operation may keep its parents in any order. If the
/// operand is there twice, it adds up the two gradients, as backward() does.
inline Array gradient_to(const Variable& operand, const Variable& result, const Array& dy) {
    if (result.is_leaf())
        FAIL("the result is a leaf, without a history, although "
             << operand.described() << " requires a gradient: return what record() returns");
    const std::vector<np_tensor> gradients = result.gradients_of_parents(tensor(dy));
    std::optional<Array> total;
    bool is_parent = false;
    for (std::size_t i = 0; i < gradients.size(); ++i) {
        if (result.parents()[i].id() != operand.id()) continue;
        is_parent = true;
        if (gradients[i].size() == 0) continue;
        const Array gradient(gradients[i]);
        if (!total) {
            total = gradient;
            continue;
        }
        REQUIRE_THAT(gradient, HasShape(total->shape()));
        for (std::size_t k = 0; k < gradient.values().size(); ++k) total->values()[k] += gradient.values()[k];
    }
    if (!is_parent)
        FAIL("the result has " << result.parents().size() << " parents, and the operand "
                               << operand.described()
                               << " is none of them. Each operation calls record() once, with its own "
                                  "operands as the parents");
    if (!total && operand.requires_grad() && operand.value().size() > 0)
        FAIL("backward returns an array without elements for " << operand.described()
                                                               << ", which requires a gradient");
    return total ? *total : Array(Shape(operand.shape()), std::vector<double>(operand.value().size()));
}

/// An operation, and where to test it.
struct Operation {
    std::string name;
    /// It gets the test's own handles. So the test can give them to other nodes, and see whether the lambda
    /// has kept references to them.
    std::function<Variable(std::vector<Variable>&)> apply;
    std::vector<Array> operands;
    Array dy;  ///< of the shape of the result
};

/// The operands as leaves, all of which require a gradient.
inline std::vector<Variable> parameters_of(const Operation& operation) {
    std::vector<Variable> leaves;
    for (const Array& operand : operation.operands) leaves.push_back(parameter_of(operand));
    return leaves;
}

/// For a std::logic_error that refuses something. A shape_error is one too, but it complains about something
/// else.
class RefusalMatcher : public ExplainingMatcher<std::logic_error> {
    std::string explain(const std::logic_error& error) const override {
        if (dynamic_cast<const shape_error*>(&error) == nullptr) return "";
        return "a shape_error, which came by chance. It says: " + std::string(error.what());
    }
};
inline RefusalMatcher IsRefusal() {
    return {};
}

/// The name, the parents, and who requires a gradient.
inline void check_record(const Operation& operation) {
    INFO("the operation is " << operation.name);
    std::vector<Variable> leaves = parameters_of(operation);
    const Variable y = operation.apply(leaves);
    {
        INFO("the name is the first argument of record()");
        CHECK(y.name() == operation.name);
    }
    CHECK(y.requires_grad());
    CHECK_FALSE(y.is_leaf());
    INFO("all operands are parents, and nothing else is");
    CHECK(y.parents().size() == leaves.size());
    for (const Variable& leaf : leaves) gradient_to(leaf, y, operation.dy);
}

/// A result of data alone is data.
inline void check_data(const Operation& operation) {
    INFO("the operation is " << operation.name << ", and none of its operands requires a gradient");
    std::vector<Variable> leaves;
    for (const Array& operand : operation.operands) leaves.push_back(data_of(operand));
    const Variable y = operation.apply(leaves);
    CHECK_FALSE(y.requires_grad());
    CHECK(y.is_leaf());
    CHECK(y.parents().empty());
    CHECK_THAT(y.value(), HasShape(operation.dy.shape()));
}

/// Each operand gets its gradient, whether or not the others require one.
inline void check_each_alone(const Operation& operation) {
    std::vector<Variable> all = parameters_of(operation);
    const Variable of_all = operation.apply(all);
    for (std::size_t i = 0; i < all.size(); ++i) {
        INFO("the operation is " << operation.name << ", and only its operand " << i
                                 << " requires a gradient: it is the same as if all did");
        std::vector<Variable> leaves;
        for (const Array& operand : operation.operands) leaves.push_back(data_of(operand));
        leaves[i] = parameter_of(operation.operands[i]);
        const Variable y = operation.apply(leaves);
        CHECK(y.requires_grad());
        CHECK_THAT(gradient_to(leaves[i], y, operation.dy),
                   IsCloseTo(gradient_to(all[i], of_all, operation.dy)));
    }
}

/// A result must not own itself.
inline void check_nothing_is_left(const Operation& operation) {
    INFO("the operation is " << operation.name
                             << ". Its result and its operands are gone, but a node lives on: does the "
                                "lambda keep the result, which keeps the lambda?");
    const std::size_t before = live_nodes();
    {
        std::vector<Variable> leaves = parameters_of(operation);
        const Variable y = operation.apply(leaves);
        CHECK_THAT(y.value(), HasShape(operation.dy.shape()));
        for (const Variable& leaf : leaves) gradient_to(leaf, y, operation.dy);
    }
    CHECK(live_nodes() == before);
}

/// The given code sees Variable::change() of an operand only if record() got that operand.
inline void check_changes_are_refused(const Operation& operation) {
    for (std::size_t i = 0; i < operation.operands.size(); ++i) {
        INFO(
            "the operation is " << operation.name << ", and its operand " << i
                                << " was changed after forward: is it one of the parents that record() got?");
        std::vector<Variable> leaves = parameters_of(operation);
        const Variable y = operation.apply(leaves);
        leaves[i].change().values()[0] += 1;
        CHECK_THROWS_MATCHES(y.gradients_of_parents(tensor(operation.dy)), std::logic_error, IsRefusal());
    }
}

/// At the time of backward, the caller's handles may refer to other nodes.
inline void check_handles_are_copied(const Operation& operation) {
    std::vector<Variable> leaves = parameters_of(operation);
    const std::vector<Variable> kept = leaves;
    const Variable y = operation.apply(leaves);
    std::vector<Array> before;
    for (const Variable& leaf : kept) before.push_back(gradient_to(leaf, y, operation.dy));
    INFO("the operation is "
         << operation.name
         << ". After forward, the caller's operands were assigned other Variables: does the lambda keep "
            "references, [&]? It must keep copies");
    for (Variable& leaf : leaves) leaf = data_of(random_array({leaf.value().size() + 1}, 77));
    for (std::size_t i = 0; i < kept.size(); ++i)
        CHECK_THAT(gradient_to(kept[i], y, operation.dy), IsCloseTo(before[i]));
}

/// The operation is applied again, to operands of other numbers and shapes, before the first result goes
/// back. (An axis of length 1 stays: it is there to be stretched.)
inline void check_results_are_apart(const Operation& operation) {
    std::vector<Variable> leaves = parameters_of(operation);
    const Variable y = operation.apply(leaves);
    std::vector<Array> alone;
    for (const Variable& leaf : leaves) alone.push_back(gradient_to(leaf, y, operation.dy));
    std::vector<Variable> others;
    for (const Array& operand : operation.operands) {
        Shape shape = operand.shape();
        for (std::size_t& length : shape)
            if (length > 1) ++length;
        others.push_back(parameter_of(random_array(shape, 78)));
    }
    INFO("the operation is "
         << operation.name
         << ". It was applied again, to other operands, before the first result went back: "
            "each result keeps its own numbers and shapes, nothing static");
    operation.apply(others);
    for (std::size_t i = 0; i < leaves.size(); ++i)
        CHECK_THAT(gradient_to(leaves[i], y, operation.dy), IsCloseTo(alone[i]));
}

/// backward() with retain_graph calls the same lambda again. And every backward is linear: of -2 dy it makes
/// -2 times what it makes of dy.
inline void check_twice(const Operation& operation) {
    Array other_dy = operation.dy;
    for (double& value : other_dy.values()) value *= -2;
    std::vector<Variable> leaves = parameters_of(operation);
    for (const Variable& leaf : leaves) {
        const Variable y = operation.apply(leaves);
        const Array first = gradient_to(leaf, y, operation.dy);
        {
            INFO("the operation is " << operation.name
                                     << ". Its backward ran twice: the lambda must not use up what it keeps");
            CHECK_THAT(gradient_to(leaf, y, operation.dy), IsCloseTo(first));
        }
        INFO("the operation is "
             << operation.name
             << ". Its backward ran again, with -2 dy, which makes every gradient -2 times "
                "as large: is a gradient static, or kept from an earlier call?");
        Array expected = first;
        for (double& value : expected.values()) value *= -2;
        CHECK_THAT(gradient_to(leaf, y, other_dy), IsCloseTo(expected));
    }
}

/// Without samples there is nothing to add up: every gradient is 0, or there is none.
inline void check_no_samples(const Operation& operation) {
    INFO("the operation is " << operation.name << ", and the batch has no samples");
    std::vector<Variable> leaves = parameters_of(operation);
    const Variable y = operation.apply(leaves);
    CHECK_THAT(y.value(), HasShape(operation.dy.shape()));
    const std::vector<np_tensor> gradients = y.gradients_of_parents(tensor(operation.dy));
    for (std::size_t i = 0; i < gradients.size(); ++i)
        if (gradients[i].size() > 0)
            CHECK_THAT(gradients[i], IsCloseTo(Array(np_tensor(y.parents()[i].shape()))));
}

/// The operation against numerical derivatives.
/// \param names  of the operands
inline GradientReport check_numerically(const Operation& operation, const std::vector<std::string>& names,
                                        bool allow_equal_axes = false, std::size_t batch = 0) {
    std::vector<np_tensor> numbers;
    for (const Array& operand : operation.operands) numbers.push_back(tensor(operand));
    std::vector<Variable> leaves = parameters_of(operation);
    const Variable y = operation.apply(leaves);
    GradientProblem problem{.forward =
                                [&] {
                                    std::vector<Variable> moved;
                                    for (const np_tensor& operand : numbers) moved.emplace_back(operand);
                                    return Array(operation.apply(moved).value());
                                },
                            .upstream = operation.dy,
                            .inputs = {},
                            .batch = batch,
                            .related = {},
                            .allow_equal_axes = allow_equal_axes};
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        problem.inputs.push_back(gradient_of(names[i], numbers[i], gradient_to(leaves[i], y, operation.dy)));
        problem.related.push_back({names[i], operation.operands[i]});
    }
    return check_gradients(problem);
}

}  // namespace wb::judge
