// The given code of this chapter: no exercise, but what the exercises stand on.
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "ch09_autograd/given/node.hpp"
#include "ch09_autograd/given/variable.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;
using wb::Node;
using wb::np_tensor;
using wb::shape_error;
using wb::Variable;

namespace {

/// What record() shall make, made by hand: the tests of given code use no exercise.
Variable result(std::string name, np_tensor value, std::vector<Variable> parents,
                wb::BackwardFunction backward) {
    auto node = std::make_shared<Node>();
    node->name = std::move(name);
    node->value = std::make_shared<np_tensor>(std::move(value));
    node->requires_grad = true;
    for (const Variable& parent : parents) node->versions.push_back(parent.version());
    node->parents = std::move(parents);
    node->backward = std::move(backward);
    return Variable(std::move(node));
}

/// A backward that returns these.
wb::BackwardFunction returns(std::vector<np_tensor> gradients) {
    return [gradients](const np_tensor&) { return gradients; };
}

}  // namespace

TEST_CASE("a leaf has numbers, and what its options say", "[given]") {
    const Variable x(np_tensor({2, 1}, {3, 4}));
    CHECK_THAT(x.value(), IsCloseTo(Array({2, 1}, {3, 4}), 0, 0));
    CHECK(x.shape() == wb::Shape{2, 1});
    CHECK(x.is_leaf());
    CHECK_FALSE(x.requires_grad());
    CHECK(x.name().empty());
    CHECK(x.parents().empty());
    CHECK_FALSE(x.has_grad());
    CHECK_FALSE(x.is_forgotten());

    const Variable w(np_tensor::scalar(5), {.requires_grad = true, .name = "w"});
    CHECK(w.requires_grad());
    CHECK(w.name() == "w");
    CHECK_THAT(w.item(), Near(5));
    CHECK_THROWS_MATCHES(x.item(), shape_error, MessageHas("(2, 1)"));
}

TEST_CASE("a copy of a Variable is a handle of the same node", "[given]") {
    const std::size_t before = wb::live_nodes();
    Variable x(np_tensor({1}, {3}));
    const Variable same = x;
    CHECK(same.id() == x.id());
    CHECK(wb::live_nodes() == before + 1);
    x.change().values()[0] = 4;
    CHECK_THAT(same.value(), IsCloseTo({4}, 0, 0));
    CHECK(Variable(np_tensor({1}, {3})).id() != x.id());
}

TEST_CASE("a shared leaf has the numbers and the gradient of the other's array", "[given]") {
    np_tensor array({2}, {1, 2});
    {
        const Variable w = Variable::sharing(array, {.requires_grad = true, .name = "fc1.weight"});
        CHECK(&w.value() == &array);
        CHECK(w.name() == "fc1.weight");
        CHECK(w.requires_grad());
        array.values()[0] = 7;
        CHECK_THAT(w.value(), IsCloseTo({7, 2}, 0, 0));
        CHECK(w.parameter().tensor == &array);
        CHECK(w.parameter().name == "fc1.weight");
    }
    INFO("the array belongs to its owner: it outlives the Variable");
    CHECK_THAT(array, IsCloseTo({7, 2}, 0, 0));
}

TEST_CASE("described() has the name, or what kind it is, and the shape", "[given]") {
    CHECK(Variable(np_tensor({3}), {.name = "W1"}).described() == "W1 (3,)");
    CHECK(Variable(np_tensor({2, 3})).described() == "a leaf (2, 3)");
    const Variable w(np_tensor({1}), {.requires_grad = true});
    CHECK(result("matmul", np_tensor({2, 2}), {w}, returns({})).described() == "matmul (2, 2)");
    CHECK(result("", np_tensor({2}), {w}, returns({})).described() == "a result (2,)");
}

TEST_CASE("the version changes with change(), and with numbers written past it", "[given]") {
    np_tensor array({1000}, 0.5);
    Variable w = Variable::sharing(array);
    const std::size_t first = w.version();
    CHECK(w.version() == first);
    w.change();
    const std::size_t second = w.version();
    CHECK(second != first);
    for (wb::real& value : array.values()) value += 0.25;  // as an optimizer does
    const std::size_t third = w.version();
    CHECK(third != second);
    INFO("two Variables that share an array see the same numbers");
    CHECK(Variable::sharing(array).version() == Variable::sharing(array).version());
    INFO("arrays without elements, and single numbers, have a version too");
    CHECK_NOTHROW(Variable(np_tensor()).version());
    CHECK(Variable(np_tensor::scalar(1)).version() != Variable(np_tensor::scalar(2)).version());
}

TEST_CASE("grad() without a gradient says why there is none", "[given]") {
    const Variable x(np_tensor({2}), {.name = "x"});
    CHECK_THROWS_MATCHES(x.grad(), std::logic_error, MessageHas("x (2,)", "without requires_grad"));
    const Variable w(np_tensor({3}), {.requires_grad = true, .name = "w"});
    CHECK_THROWS_MATCHES(w.grad(), std::logic_error, MessageHas("w (3,)", "no backward()"));
    const Variable y = result("matmul", np_tensor({4}), {w}, returns({}));
    CHECK_THROWS_MATCHES(y.grad(), std::logic_error, MessageHas("matmul (4,)", "only leaves"));
    INFO("a result without history is no leaf either");
    y.forget_history();
    CHECK_THROWS_MATCHES(y.grad(), std::logic_error, MessageHas("matmul (4,)", "only leaves"));
}

TEST_CASE("gradients_of_parents runs the backward, and returns what it returns", "[given]") {
    const Variable a(np_tensor({2}), {.requires_grad = true}), b(np_tensor({3}), {.requires_grad = true});
    const Variable y = result("op", np_tensor({1}), {a, b}, [](const np_tensor& dy) {
        return std::vector{np_tensor({2}, dy.item()), np_tensor()};
    });
    const std::vector<np_tensor> gradients = y.gradients_of_parents(np_tensor({1}, 5));
    REQUIRE(gradients.size() == 2);
    CHECK_THAT(gradients[0], IsCloseTo({5, 5}, 0, 0));
    CHECK(gradients[1].size() == 0);
}

TEST_CASE("a backward that returns too few, too many, or a wrong shape is named", "[given]") {
    const Variable a(np_tensor({2}), {.requires_grad = true}), x(np_tensor({3}));
    const np_tensor dy({1}, 1);
    CHECK_THROWS_MATCHES(result("op", dy, {a, x}, returns({np_tensor({2})})).gradients_of_parents(dy),
                         std::logic_error, MessageHas("op.backward", "1 gradients", "2 operands"));
    CHECK_THROWS_MATCHES(
        result("op", dy, {a}, returns({np_tensor({2}), np_tensor()})).gradients_of_parents(dy),
        std::logic_error, MessageHas("op.backward", "2 gradients", "1 operands"));
    CHECK_THROWS_MATCHES(
        result("op", dy, {x, a}, returns({np_tensor(), np_tensor({5})})).gradients_of_parents(dy),
        shape_error, MessageHas("op.backward", "(5,)", "(2,)", "operand 1"));
    INFO("an operand that requires no gradient may get anything");
    CHECK_NOTHROW(
        result("op", dy, {a, x}, returns({np_tensor({2}), np_tensor({9})})).gradients_of_parents(dy));
}

TEST_CASE("gradients_of_parents refuses a dy of another shape than the result", "[given]") {
    const Variable a(np_tensor({2, 1}, {3, 4}), {.requires_grad = true});
    const Variable b = result("half", np_tensor({2, 1}), {a}, returns({np_tensor({2, 1})}));
    CHECK_THROWS_MATCHES(b.gradients_of_parents(np_tensor({1, 2})), shape_error,
                         MessageHas("half.backward", "(1, 2)", "(2, 1)"));
}

TEST_CASE("gradients_of_parents of a leaf is refused", "[given]") {
    const Variable W(np_tensor({2, 1}), {.requires_grad = true, .name = "W"});
    CHECK_THROWS_MATCHES(W.gradients_of_parents(np_tensor({2, 1})), std::logic_error,
                         MessageHas("W (2, 1)", "leaf"));
}

TEST_CASE("a leaf of numbers that had a gradient has none", "[given]") {
    np_tensor numbers({2}, {3, 4});
    numbers.accumulate_grad(np_tensor({2}, {5, 6}));
    const Variable x(numbers);
    CHECK_FALSE(x.has_grad());
    CHECK_THAT(x.value(), IsCloseTo({3, 4}, 0, 0));
}

TEST_CASE("gradients_of_parents refuses numbers that were changed, and names both", "[given]") {
    Variable a(np_tensor({2}), {.requires_grad = true, .name = "a"}), x(np_tensor({3}), {.name = "x"});
    const Variable y = result("op", np_tensor({1}), {a, x}, returns({np_tensor(), np_tensor()}));
    const np_tensor dy({1}, 1);
    CHECK_NOTHROW(y.gradients_of_parents(dy));
    x.change().values()[2] = 4;
    CHECK_THROWS_MATCHES(y.gradients_of_parents(dy), std::logic_error, MessageHas("x (3,)", "op", "changed"));
}

TEST_CASE("forget_history frees parents and backward; a leaf has nothing to forget", "[given]") {
    const std::size_t before = wb::live_nodes();
    const auto token = std::make_shared<int>(1);
    const auto made = [&token] {
        const Variable a(np_tensor({2}), {.requires_grad = true});
        return result("op", np_tensor({1}, {8}), {a},
                      [token, a](const np_tensor&) { return std::vector<np_tensor>(1); });
    };
    const Variable y = made();
    CHECK(wb::live_nodes() == before + 2);
    CHECK(token.use_count() == 2);
    y.forget_history();
    CHECK(wb::live_nodes() == before + 1);
    CHECK(token.use_count() == 1);
    CHECK(y.is_forgotten());
    CHECK_FALSE(y.is_leaf());
    CHECK(y.requires_grad());
    CHECK_THAT(y.value(), IsCloseTo({8}, 0, 0));
    CHECK_THROWS_MATCHES(y.gradients_of_parents(np_tensor({1}, 1)), std::logic_error,
                         MessageHas("op (1,)", "gone", "retain_graph"));

    const Variable leaf(np_tensor({1}), {.requires_grad = true});
    leaf.forget_history();
    CHECK(leaf.is_leaf());
    CHECK_FALSE(leaf.is_forgotten());
}

TEST_CASE("a chain of 1,000,000 nodes dies without recursion, each of them once", "[given]") {
    const std::size_t before = wb::live_nodes();
    const auto number = std::make_shared<np_tensor>(np_tensor::scalar(1));
    const auto next = [&number](std::vector<Variable> parents) {
        auto node = std::make_shared<Node>();
        node->value = number;
        node->requires_grad = true;
        // As operations do, the backward holds a copy of its operand.
        node->backward = [operand = parents.front()](const np_tensor&) { return std::vector<np_tensor>(1); };
        node->parents = std::move(parents);
        return Variable(std::move(node));
    };
    const Variable leaf(np_tensor::scalar(1), {.requires_grad = true});
    Variable middle = leaf;
    {
        Variable last = leaf;
        for (int i = 0; i < 1'000'000; ++i) {
            last = next({last});
            if (i == 999) middle = last;
        }
        CHECK(wb::live_nodes() == before + 1'000'001);
    }
    INFO("the handle of node 1,000 keeps all before it, and nothing after it");
    CHECK(wb::live_nodes() == before + 1'001);
    CHECK(middle.parents().size() == 1);
    middle = leaf;
    CHECK(wb::live_nodes() == before + 1);
}

TEST_CASE("nodes that are shared die with the last that needs them", "[given]") {
    const std::size_t before = wb::live_nodes();
    {
        const Variable a(np_tensor({1}), {.requires_grad = true});
        const auto sum = [](const Variable& p, const Variable& q) {
            return result("op", np_tensor({1}), {p, q},
                          [p, q](const np_tensor&) { return std::vector<np_tensor>(2); });
        };
        Variable x = a;
        for (int i = 0; i < 50; ++i) x = sum(x, x);  // 2^50 ways, 50 nodes
        {
            const Variable other = sum(x, a);
            CHECK(wb::live_nodes() == before + 52);
        }
        CHECK(wb::live_nodes() == before + 51);
        CHECK(x.parents().size() == 2);
    }
    CHECK(wb::live_nodes() == before);
}

TEST_CASE("set_grad_enabled returns what it was before, and each thread has its own", "[given]") {
    REQUIRE(wb::grad_enabled());
    CHECK(wb::set_grad_enabled(false));
    CHECK_FALSE(wb::grad_enabled());
    bool elsewhere = false;
    std::thread([&elsewhere] { elsewhere = wb::grad_enabled(); }).join();
    CHECK(elsewhere);
    CHECK_FALSE(wb::set_grad_enabled(true));
    CHECK(wb::grad_enabled());
}
