#include <algorithm>
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "ch09_autograd/tape.hpp"
#include "tests/ch03_mlp/arrays.hpp"
#include "tests/ch09_autograd/small_graphs.hpp"
#include "tests/support/judge.hpp"
#include "tests/support/known_mistakes.hpp"

using namespace wb::judge;
using wb::backward;
using wb::np_tensor;
using wb::record;
using wb::shape_error;
using wb::Variable;

// Tolerances: sums and products of a few numbers around 1 agree to 1e-15.

namespace {

/// The gradient of a leaf: that there is one, and its numbers.
template <class Matcher>
void check_grad(const Variable& leaf, const Matcher& matcher) {
    INFO("after backward(), " << leaf.described() << " must have a gradient, and the right one");
    REQUIRE(leaf.has_grad());
    CHECK_THAT(leaf.grad(), matcher);
}

/// The error must be about the history, not about a shape that does not fit by chance.
class NoShapeMatcher : public ExplainingMatcher<std::logic_error> {
    std::string explain(const std::logic_error& error) const override {
        if (dynamic_cast<const shape_error*>(&error) == nullptr) return "";
        return std::string("a shape_error, but no shape is wrong here.\nIt says: ") + error.what();
    }
};

}  // namespace

TEST_CASE("without a seed, the gradient of the last Variable is 1, in its shape", "[9.4]") {
    for (const wb::Shape& shape : {wb::Shape{}, wb::Shape{1}, wb::Shape{1, 1}}) {
        const Variable a(np_tensor(shape, 3), {.requires_grad = true, .name = "a"});
        INFO("y = 5 a, of shape "
             << wb::to_string(shape)
             << ": one number, whatever its shape; so no seed is needed, and the 1 has that shape");
        REQUIRE_NOTHROW(backward(scaled(a, 5)));
        check_grad(
            a, IsCloseTo(Array(shape, {5}),
                         KnownMistakes{
                             {"the way back starts with 0: the seed is missing", Array(shape, {0})},
                             {"the way back starts with the value of y, not with 1", Array(shape, {75})}}));
    }
}

TEST_CASE("by hand: y = 4 a + a b has dy/da = 4 + b and dy/db = a", "[9.4]") {
    const Variable a = parameter("a", {3}), b = parameter("b", {5});
    const Variable y = added(scaled(a, 4), multiplied(a, b));
    INFO("a = 3, b = 5: y = 27, and two ways lead to a");
    REQUIRE_NOTHROW(backward(y));
    check_grad(
        a, IsCloseTo({9}, KnownMistakes{{"only one of the two ways to a counts: they must be added", {4}},
                                        {"only one of the two ways to a counts: they must be added", {5}},
                                        {"each operand gets dy itself: no operation's backward has run", {2}},
                                        {"the way back starts with 0: the seed is missing", {0}},
                                        {"the way back starts with the value of y, not with 1", {243}}}));
    check_grad(b, IsCloseTo({3}, KnownMistakes{{"b gets its own value, not that of a", {5}}}));
}

TEST_CASE("b = a + a has the derivative 2, and c = b + b has 4", "[9.4]") {
    const Variable a = parameter("a", {3});
    backward(added(a, a));
    check_grad(a, IsCloseTo({2}, KnownMistakes{
                                     {"one of the two gradients of a is lost: they must be added", {1}},
                                     {"the gradient of a is added to its .grad each time that it grows", {3}},
                                     {"all is added to the .grad of a twice", {4}}}));
    const Variable other = parameter("a", {3});
    backward(doubled(other, 2));
    check_grad(other, IsCloseTo({4}, KnownMistakes{{"gradients are lost: they must be added", {1}},
                                                   {"a is reached before b is complete", {2}}}));
}

TEST_CASE("a leaf has the derivative 1 of itself", "[9.4]") {
    const Variable a = parameter("a", {3});
    backward(a);
    INFO("no operation lies between a and itself: the seed is its gradient");
    check_grad(a, IsCloseTo({1}));
    INFO("a leaf has no history that could be freed: a second call adds 1 again");
    backward(a);
    check_grad(a, IsCloseTo({2}));
}

TEST_CASE("the way back starts with the seed", "[9.4]") {
    const Variable a = parameter("a", {1, 2, 3});
    backward(scaled(a, 2), {.seed = np_tensor({3}, {10, -1, 0.5})});
    check_grad(a, IsCloseTo({20, -2, 1},
                            KnownMistakes{{"ones are used, not the seed", {2, 2, 2}},
                                          {"only the first element of the seed is used", {20, 20, 20}}}));
    const Variable b(np_tensor::scalar(3), {.requires_grad = true, .name = "b"});
    INFO("a seed for a single number: y = 2 b, seed 7");
    backward(scaled(b, 2), {.seed = np_tensor::scalar(7)});
    check_grad(b, IsCloseTo(Array(wb::Shape{}, {14})));
    INFO("the seed of the last Variable, which is a leaf itself");
    const Variable c = parameter("c", {1, 2});
    backward(c, {.seed = np_tensor({2}, {4, 5})});
    check_grad(c, IsCloseTo({4, 5}));
}

TEST_CASE("only a single number has a gradient without a seed", "[9.4]") {
    const Variable a(np_tensor({2, 3}, 1), {.requires_grad = true});
    INFO(
        "y has the shape (2, 3): 1 for each of its numbers would be the gradient of their sum, which was not "
        "asked for");
    CHECK_THROWS_MATCHES(backward(scaled(a, 2)), shape_error, MessageNames(wb::Shape{2, 3}));
    CHECK_FALSE(a.has_grad());
    INFO("a leaf of two elements");
    CHECK_THROWS_MATCHES(backward(parameter("b", {1, 2})), shape_error, MessageNames(wb::Shape{2}));
    INFO("an array without elements");
    CHECK_THROWS_MATCHES(backward(parameter("b", {})), shape_error, MessageNames(wb::Shape{0}));
}

TEST_CASE("a seed of another shape is an error that gives both shapes", "[9.4]") {
    const Variable a(np_tensor({2, 3}, 1), {.requires_grad = true});
    const Variable y = scaled(a, 2);
    for (const wb::Shape& shape : {wb::Shape{3, 2}, wb::Shape{6}, wb::Shape{3}, wb::Shape{}, wb::Shape{1}}) {
        INFO("y (2, 3), seed " << wb::to_string(shape));
        CHECK_THROWS_MATCHES(backward(y, {.seed = np_tensor(shape, 1)}), shape_error,
                             MessageNames(wb::Shape{2, 3}, shape));
    }
    CHECK_FALSE(a.has_grad());
    INFO("the sum of a is a single number, of shape (); a seed of shape (1) is not of its shape");
    CHECK_THROWS_AS(backward(total(a), {.seed = np_tensor({1}, 1)}), shape_error);
    CHECK_FALSE(a.has_grad());
    {
        INFO("w (1) is a leaf, and the seed has no elements");
        const Variable w(np_tensor({1}, 5), {.requires_grad = true});
        CHECK_THROWS_AS(backward(w, {.seed = np_tensor()}), shape_error);
        CHECK_THROWS_AS(backward(total(a), {.seed = np_tensor()}), shape_error);
    }
    INFO("after the error, the right seed still finds the history");
    backward(y, {.seed = np_tensor({2, 3}, 1)});
    check_grad(a, IsCloseTo(Array({2, 3}, std::vector<double>(6, 2))));
}

TEST_CASE("what requires no gradient has no way back", "[9.4]") {
    const Variable x = data("x", {1});
    INFO(
        "x is data, and so is 2 x: no leaf could get a gradient. That is an error: silence would hide a "
        "forgotten requires_grad");
    CHECK_THROWS_MATCHES(backward(x), std::logic_error, NoShapeMatcher());
    CHECK_THROWS_MATCHES(backward(scaled(x, 2)), std::logic_error, NoShapeMatcher());
    CHECK_FALSE(x.has_grad());
}

TEST_CASE("a gradient is complete before it is handed on", "[9.4]") {
    // Each b reaches the end along a short way and a long one. In both orders of the operands: an order that
    // is right for one of them may be right by chance.
    for (const bool short_way_first : {true, false}) {
        const Variable a = parameter("a", {1});
        const Variable b = scaled(a, 2);
        const Variable c = scaled(b, 3), d = scaled(c, 5);
        const Variable e = short_way_first ? added(b, d) : added(d, b);
        INFO("b = 2 a, c = 3 b, d = 5 c, and e = " << (short_way_first ? "b + d" : "d + b")
                                                   << ": e = 16 b = 32 a");
        backward(e);
        check_grad(
            a, IsCloseTo({32},
                         KnownMistakes{{"b hands on the gradient of the short way alone, before that of the "
                                        "long way comes",
                                        {2}},
                                       {"b hands on its gradient twice: first a part, then all", {34}}}));
    }
}

TEST_CASE("two diamonds, one behind the other: all four ways are added up", "[9.4]") {
    const Variable a = parameter("a", {1, -1});
    const Variable b = added(scaled(a, 2), scaled(a, 3));
    const Variable c = added(scaled(b, 5), scaled(b, 7));
    backward(c, {.seed = np_tensor({2}, {1, 10})});
    INFO("b = 2 a + 3 a, c = 5 b + 7 b, seed [1 10]: (2 + 3) (5 + 7) = 60");
    check_grad(a, IsCloseTo({60, 600}));
}

TEST_CASE("each backward runs once, however many ways lead to it", "[9.4]") {
    const Variable a = parameter("a", {1});
    int below = 0, left_calls = 0, right_calls = 0, above = 0;
    const Variable b = scaled(a, 2, &below);
    const Variable left = scaled(b, 3, &left_calls), right = scaled(b, 4, &right_calls);
    backward(added(added(left, right, &above), b));
    INFO(
        "b = 2 a, then 3 b + 4 b + b: three ways lead to b. Calls of the backward of b, 3 b, 4 b, and their "
        "sum:");
    CHECK(std::vector{below, left_calls, right_calls, above} == std::vector{1, 1, 1, 1});
    check_grad(a, IsCloseTo({16}));
}

TEST_CASE("20 times x = x + x: 20 calls, not a million", "[9.4]") {
    const Variable a = parameter("a", {1});
    int calls = 0;
    backward(doubled(a, 20, &calls));
    INFO("1,048,576 ways lead from the last sum to a, through 20 sums. Calls of their backward:");
    CHECK(calls == 20);
    check_grad(a, IsCloseTo({1'048'576}));
}

TEST_CASE("a second call adds to the gradients of the first", "[9.4]") {
    const Variable a = parameter("a", {3});
    const Variable y = multiplied(a, a);
    backward(y, {.retain_graph = true});
    check_grad(a, IsCloseTo({6}));
    INFO("the first call had retain_graph: the history is still there for the second call");
    REQUIRE_NOTHROW(backward(y, {.retain_graph = true}));
    INFO("y = a a, a = 3: dy/da = 6, and two calls");
    check_grad(
        a, IsCloseTo({12},
                     KnownMistakes{{"the second call replaces the gradient of the first", {6}},
                                   {"the first call left gradients in the results, and the second hands them "
                                    "on again",
                                    {18}}}));
    INFO("the third call frees the history, and adds too");
    backward(y);
    check_grad(a, IsCloseTo({18}));
}

TEST_CASE("with a history of several results, a second call adds the same once more", "[9.4]") {
    const Variable a = parameter("a", {3});
    const Variable y = scaled(scaled(scaled(a, 2), 5), 7);
    backward(y, {.retain_graph = true});
    backward(y, {.retain_graph = true});
    check_grad(a,
               IsCloseTo({140}, KnownMistakes{{"results keep their gradients for the second call", {210}},
                                              {"results keep their gradients for the second call", {280}},
                                              {"results keep their gradients for the second call", {350}},
                                              {"the second call replaces the gradient of the first", {70}}}));
}

TEST_CASE("two losses add to the gradient of the same leaf", "[9.4]") {
    Variable w = parameter("w", {3});
    backward(scaled(w, 2));
    backward(scaled(w, 5));
    INFO("losses 2 w and 5 w");
    check_grad(w, IsCloseTo({7}, KnownMistakes{{"the second loss replaces the gradient of the first", {5}}}));
    INFO("after zero_grad(), it starts from 0 again");
    w.zero_grad();
    backward(scaled(w, 11));
    check_grad(w, IsCloseTo({11}));
}

TEST_CASE("two losses with a common part: retain_graph keeps it for the second", "[9.4]") {
    const Variable a = parameter("a", {1}), b = parameter("b", {1});
    const Variable common = scaled(a, 2);
    backward(added(scaled(common, 3), b), {.retain_graph = true});
    backward(scaled(common, 5));
    check_grad(a,
               IsCloseTo({16}, KnownMistakes{{"the common part kept its gradient of the first loss", {22}}}));
    check_grad(b,
               IsCloseTo({1}, KnownMistakes{{"the second loss went through the graph of the first", {2}}}));
}

TEST_CASE("backward twice is an error: the history is gone", "[9.4]") {
    const Variable a = parameter("a", {3});
    const Variable y = scaled(scaled(a, 2), 5);
    backward(y);
    check_grad(a, IsCloseTo({10}));
    INFO(
        "the first call, without retain_graph, frees the history. The second must not do nothing in silence");
    CHECK_THROWS_MATCHES(backward(y), std::logic_error, NoShapeMatcher());
    check_grad(a, IsCloseTo({10}));
    INFO("retain_graph in the second call is too late");
    CHECK_THROWS_MATCHES(backward(y, {.retain_graph = true}), std::logic_error, NoShapeMatcher());
}

TEST_CASE("a part that another loss has freed is an error", "[9.4]") {
    const Variable a = parameter("a", {3});
    const Variable common = scaled(a, 2);
    const Variable first = scaled(common, 3), second = scaled(common, 5);
    backward(first);
    INFO("both losses were computed from 2 a; the backward of the first has freed that part");
    CHECK(common.is_forgotten());
    CHECK_THROWS_MATCHES(backward(second), std::logic_error, NoShapeMatcher());
    INFO("what was recorded after it is as far away: the part cannot come back");
    CHECK_THROWS_MATCHES(backward(scaled(common, 7)), std::logic_error, NoShapeMatcher());
}

TEST_CASE("a value that was changed after an operation had read it is an error", "[9.4]") {
    Variable a = parameter("a", {3}), x = data("x", {5});
    const Variable y = scaled(multiplied(a, x), 2);
    x.change().values()[0] = 7;
    INFO("y = 2 a x; x was changed before backward: the gradient of a would be that of other numbers");
    CHECK_THROWS_MATCHES(backward(y), std::logic_error, MessageHas("x (1,)"));

    const Variable z = scaled(a, 2);
    a.change().values()[0] = 4;
    INFO("z = 2 a; the leaf a itself was changed");
    CHECK_THROWS_MATCHES(backward(z), std::logic_error, MessageHas("a (1,)"));

    INFO("the next forward reads the new numbers, and all is well");
    a.zero_grad();
    backward(scaled(multiplied(a, x), 2));
    check_grad(a, IsCloseTo({14}));
    INFO("a change after backward, as an optimizer makes it, is right");
    a.change().values()[0] = 1;
    a.zero_grad();
    backward(scaled(a, 3));
    check_grad(a, IsCloseTo({3}));
}

TEST_CASE("an array without elements says: nothing to add", "[9.4]") {
    const Variable a = parameter("a", {1, 2}), b = parameter("b", {3, 4});
    const auto first_only = [](const Variable& p, const Variable& q) {
        return record("first only", np_tensor({2}, {0, 0}), {p, q}, [](const np_tensor& dy) {
            return std::vector{dy, np_tensor()};
        });
    };
    const np_tensor seed({2}, {5, 6});
    INFO("an operation returned an array without elements for b: there is nothing to add, b has no gradient");
    REQUIRE_NOTHROW(backward(first_only(a, b), {.seed = seed}));
    check_grad(a, IsCloseTo({5, 6}));
    CHECK_FALSE(b.has_grad());

    INFO("nothing to add, after there was something: b gets a gradient from the other operand alone");
    backward(added(first_only(b, a), first_only(a, b)), {.seed = seed});
    check_grad(b, IsCloseTo({5, 6}));
    check_grad(a, IsCloseTo({10, 12}));
}

TEST_CASE("a leaf that is not reached stays as it is", "[9.4]") {
    const Variable a = parameter("a", {1}), b = parameter("b", {2}), old = parameter("old", {3});
    old.accumulate_grad(np_tensor({1}, {42}));
    const Variable cut =
        record("cut", np_tensor({1}, {0}), {scaled(b, 2), scaled(old, 2), a}, [](const np_tensor& dy) {
            return std::vector{np_tensor(), np_tensor(), dy};
        });
    INFO(
        "an operation hands nothing to 2 b and 2 old: these have nothing to hand on, which is no error. It "
        "hands dy to a, its last operand");
    REQUIRE_NOTHROW(backward(cut));
    check_grad(a, IsCloseTo({1}));
    INFO("the operation hands nothing to 2 b, so nothing comes to b: no gradient, not one of zeros");
    CHECK_FALSE(b.has_grad());
    check_grad(old, IsCloseTo({42}));

    INFO("leaves of another graph have nothing to do with this one");
    const Variable elsewhere = parameter("elsewhere", {1});
    const Variable other = scaled(elsewhere, 2);
    elsewhere.accumulate_grad(np_tensor({1}, {9}));
    backward(scaled(a, 2));
    check_grad(elsewhere, IsCloseTo({9}));
    backward(other);
    check_grad(elsewhere, IsCloseTo({11}));
}

TEST_CASE("a leaf that requires no gradient gets none", "[9.4]") {
    const Variable w = parameter("w", {2}), x = data("x", {3});
    backward(multiplied(w, x));
    check_grad(w, IsCloseTo({3}));
    INFO("the operation returned a gradient for x as well, but x requires none");
    CHECK_FALSE(x.has_grad());
}

TEST_CASE("what comes for an operand that requires no gradient is not looked at", "[9.4]") {
    const Variable w = parameter("w", {2, 5}), x = data("x", {3, 7});
    const auto careless = [](const Variable& p, const Variable& q, std::size_t size) {
        return record("careless", np_tensor({2}, {0, 0}), {p, q}, [size](const np_tensor& dy) {
            return std::vector{dy, np_tensor({size}, 1)};
        });
    };
    INFO("two operations return gradients of shapes (3) and (4) for x, which is (2) and requires none");
    REQUIRE_NOTHROW(backward(added(careless(w, x, 3), careless(w, x, 4)), {.seed = np_tensor({2}, {1, 10})}));
    check_grad(w, IsCloseTo({2, 20}));
    CHECK_FALSE(x.has_grad());
}

TEST_CASE("results keep no gradient: it is used and dropped", "[9.4]") {
    const Variable a = parameter("a", {3});
    const Variable b = scaled(a, 2), c = scaled(b, 5);
    backward(c, {.retain_graph = true});
    INFO("c = 5 b, b = 2 a: only the leaf a keeps a gradient");
    CHECK_FALSE(b.has_grad());
    CHECK_FALSE(c.has_grad());
    check_grad(a, IsCloseTo({10}));
}

TEST_CASE("at the end the history is freed, unless retain_graph is set", "[9.4]") {
    const std::size_t before = wb::live_nodes();
    const Variable a = parameter("a", {3});
    const Variable y = scaled(scaled(scaled(a, 2), 5), 7);
    CHECK(wb::live_nodes() == before + 4);
    backward(y, {.retain_graph = true});
    INFO("a and the three operations of y = 7 (5 (2 a)) are kept by retain_graph");
    CHECK(wb::live_nodes() == before + 4);
    CHECK_FALSE(y.is_forgotten());
    CHECK(y.parents().size() == 1);
    backward(y);
    INFO("y is still there, and a; all between them is freed");
    CHECK(wb::live_nodes() == before + 2);
    CHECK(y.parents().empty());
    INFO("the numbers of y stay, and a keeps its gradient");
    CHECK_THAT(y.value(), IsCloseTo({210}));
    check_grad(a, IsCloseTo({140}));
}

TEST_CASE("1,000 steps of training leave no node behind", "[9.4]") {
    Variable w = parameter("w", {0.5});
    const Variable x = data("x", {2});
    const std::size_t before = wb::live_nodes();
    std::size_t most = 0;
    std::optional<Variable> loss;
    for (int step = 0; step < 1'000; ++step) {
        const Variable wrong = added(multiplied(w, x), data("minus the target", {-3}));
        loss = multiplied(wrong, wrong);
        w.zero_grad();
        backward(*loss);
        w.change().values()[0] -= 0.05 * w.grad().values()[0];
        most = std::max(most, wb::live_nodes() - before);
    }
    INFO(
        "w is learned so that 2 w = 3, by 1,000 steps. Nodes more than before, at most: the loss that is "
        "kept, "
        "and what it reads");
    CHECK(most <= 4);
    CHECK_THAT(w.value(), IsCloseTo({1.5}));
    loss.reset();
    CHECK(wb::live_nodes() == before);
}

TEST_CASE("no recursion: backward through a chain of 300,000 operations", "[9.4]") {
    const std::size_t before = wb::live_nodes();
    const Variable a = parameter("a", {1});
    INFO(
        "a chain of 300,000 operations. Does a function call itself for each parent? Go through "
        "topological_order() in a loop");
    const Variable last = chain(a, 300'000);
    backward(last);
    check_grad(a, IsCloseTo({1}));
    CHECK(wb::live_nodes() == before + 2);
}

TEST_CASE("random expressions: all gradients agree with numerical derivatives", "[9.4]") {
    for (const unsigned seed : {1U, 2U, 3U}) {
        std::vector<Variable> leaves;
        for (const unsigned i : {0U, 1U, 2U})
            leaves.emplace_back(tensor(random_array({3, 4}, 10 * seed + i)),
                                wb::LeafOptions{.requires_grad = true, .name = std::string(1, "abc"[i])});
        const Array random = random_array({16, 3}, 100 + seed);
        const auto share = [&random](std::size_t i) { return (std::abs(random.values()[i]) - 0.25) / 0.75; };
        const auto expression = [&leaves, share] {
            std::vector<Variable> nodes = leaves;
            const auto operand = [&nodes](double at) {
                const auto place = static_cast<std::size_t>(at * static_cast<double>(nodes.size()));
                return nodes[std::min(place, nodes.size() - 1)];
            };
            for (std::size_t i = 0; i < 16; ++i) {
                const Variable one = operand(share(3 * i)), two = operand(share(3 * i + 1));
                const double kind = share(3 * i + 2);
                nodes.push_back(kind < 0.3   ? added(one, two)
                                : kind < 0.6 ? sine(multiplied(one, two))
                                             : scaled(one, -0.5));
            }
            Variable sum = nodes.front();
            for (std::size_t i = 1; i < nodes.size(); ++i) sum = added(nodes[i], sum);
            return total(sum);
        };
        const Variable last = expression();
        backward(last);
        GradientProblem problem{.forward = [&] { return Array(expression().value()); },
                                .upstream = Array(wb::Shape{}, {1.0}),
                                .inputs = {},
                                .batch = 3};
        for (Variable& leaf : leaves) {
            REQUIRE(leaf.has_grad());
            problem.inputs.push_back(gradient_of(leaf.name(), leaf.change(), leaf.grad()));
        }
        INFO("16 operations on random operands, chosen with seed " << seed);
        CHECK_THAT(check_gradients(problem), AllAgree());
    }
}
