#include "ch09_autograd/record.hpp"

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/ch09_autograd/small_graphs.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;
using wb::np_tensor;
using wb::record;
using wb::Variable;

// Tolerances: record() computes nothing, so all numbers are equal to the last bit.

namespace {

/// A backward for operands whose gradients do not matter.
wb::BackwardFunction zeros(std::size_t operands) {
    return [operands](const np_tensor&) { return std::vector<np_tensor>(operands); };
}

/// What is kept alive by a lambda that holds it.
using Token = std::shared_ptr<int>;

}  // namespace

TEST_CASE("the result has the value, the name of the operation, and its operands in their order", "[9.1]") {
    const Variable a = parameter("a", {1, 2}), b = parameter("b", {3, 4}), c = data("c", {5, 6});
    const Variable y = record("op", np_tensor({2, 1}, {7, 8}), {c, a, b}, zeros(3));
    if (!y.requires_grad())
        FAIL(
            "the result is a leaf, without a history. a and b require a gradient, and c is data: one operand "
            "that "
            "requires a gradient is enough");
    {
        INFO("a result is no leaf: its node has the backward of the operation");
        REQUIRE_FALSE(y.is_leaf());
    }
    {
        INFO("record() itself does not switch recording on or off");
        CHECK(wb::grad_enabled());
    }
    {
        INFO("the value is the array that record() was given, and the name is \"op\", that of the operation");
        CHECK_THAT(y.value(), IsCloseTo(Array({2, 1}, {7, 8}), 0, 0));
        CHECK(y.name() == "op");
    }
    {
        INFO("record(\"op\", value, {c, a, b}, backward): backward returns the gradients in this order");
        REQUIRE(y.parents().size() == 3);
        CHECK(y.parents()[0].name() == "c");
        CHECK(y.parents()[1].name() == "a");
        CHECK(y.parents()[2].name() == "b");
    }
    INFO("a parent is the operand itself: a handle of the same node, not a new Variable with a copy");
    CHECK(y.parents()[1].id() == a.id());
    CHECK(y.parents()[0].id() == c.id());
}

TEST_CASE("the result requires a gradient as soon as any of the operands does", "[9.1]") {
    const Variable w = parameter("w", {1}), x = data("x", {2});
    const struct {
        const char* operands;
        std::vector<Variable> parents;
    } cases[] = {{"{w}", {w}}, {"{w, x}", {w, x}}, {"{x, w}", {x, w}}, {"{x, w, x}", {x, w, x}}};
    for (const auto& [operands, parents] : cases) {
        INFO("of the operands " << operands << ", only w requires a gradient: that one is enough");
        const Variable y = record("op", np_tensor({1}, {3}), parents, zeros(parents.size()));
        CHECK(y.requires_grad());
        CHECK_FALSE(y.is_leaf());
        CHECK(y.parents().size() == parents.size());
    }
}

TEST_CASE("the result of a result requires a gradient too", "[9.1]") {
    const Variable w = parameter("w", {1}), x = data("x", {2});
    const Variable y = record("first", np_tensor({1}, {3}), {w}, zeros(1));
    const Variable z = record("second", np_tensor({1}, {4}), {x, y}, zeros(2));
    INFO("y = first(w), z = second(x, y): two nodes, each with a history of its own");
    CHECK(z.id() != y.id());
    CHECK(z.requires_grad());
    REQUIRE(z.parents().size() == 2);
    CHECK(z.parents()[1].id() == y.id());
}

TEST_CASE("where no operand requires a gradient, the result is a leaf", "[9.1]") {
    const Variable x = data("x", {1}), y = data("y", {2});
    for (const auto& parents : {std::vector{x, y}, std::vector{x}, std::vector<Variable>{}}) {
        INFO(parents.size() << " operands, none of which requires a gradient");
        const Variable result = record("op", np_tensor({1}, {3}), parents, zeros(parents.size()));
        CHECK_THAT(result.value(), IsCloseTo({3}, 0, 0));
        CHECK_FALSE(result.requires_grad());
        INFO("a leaf has no operands and no backward: nothing will ever ask for them");
        CHECK(result.parents().empty());
        CHECK(result.is_leaf());
    }
}

TEST_CASE("while recording is switched off, the result is a leaf", "[9.1]") {
    const Variable w = parameter("w", {1});
    const Recording off(false);
    const Variable y = record("op", np_tensor({1}, {3}), {w}, zeros(1));
    INFO("grad_enabled() is false: see NoGrad. Then w does not matter, although it requires a gradient");
    CHECK_FALSE(y.requires_grad());
    CHECK(y.parents().empty());
    CHECK(y.is_leaf());
    CHECK_THAT(y.value(), IsCloseTo({3}, 0, 0));
    INFO("record() asks grad_enabled(), and changes nothing");
    CHECK_FALSE(wb::grad_enabled());
    CHECK(w.requires_grad());
}

TEST_CASE("after recording was switched off and on again, operations are recorded again", "[9.1]") {
    const Variable w = parameter("w", {1});
    {
        const Recording off(false);
        record("op", np_tensor({1}, {3}), {w}, zeros(1));
    }
    const Variable y = record("op", np_tensor({1}, {3}), {w}, zeros(1));
    CHECK(wb::grad_enabled());
    CHECK(y.requires_grad());
    CHECK(y.parents().size() == 1);
}

TEST_CASE("an operand that is used twice is listed twice", "[9.1]") {
    const Variable a = parameter("a", {1}), b = parameter("b", {2});
    const Variable y = record("op", np_tensor({1}, {3}), {a, b, a}, zeros(3));
    INFO("operands {a, b, a}: backward returns three gradients, and the first and the last are both for a");
    REQUIRE(y.parents().size() == 3);
    CHECK(y.parents()[0].id() == a.id());
    CHECK(y.parents()[1].id() == b.id());
    CHECK(y.parents()[2].id() == a.id());
}

TEST_CASE("it notes the version of each operand, in their order", "[9.1]") {
    Variable a = parameter("a", {1, 2}), b = data("b", {3, 4});
    a.change();  // a change before the operation reads it is no fault
    a.change();
    const Variable y = record("op", np_tensor({2}, {3, 5}), {a, b, a}, zeros(3));
    INFO("`versions` has parent.version() for each parent, also for one that requires no gradient");
    CHECK(y.id()->versions == std::vector{a.version(), b.version(), a.version()});
    INFO("nothing was changed after record(): the way back is open");
    CHECK_NOTHROW(y.gradients_of_parents(np_tensor({2}, 1)));
}

TEST_CASE("the versions are those of the moment of record()", "[9.1]") {
    Variable a = parameter("a", {1, 2}), b = data("b", {3, 4});
    const Variable y = record("op", np_tensor({2}, {4, 6}), {a, b}, zeros(2));
    const Variable z = record("op", np_tensor({2}, {4, 6}), {y, b}, zeros(2));
    b.change().values()[1] = 5;
    INFO("b was changed after y = op(a, b) had read it: `versions` tells it, so backward can refuse");
    CHECK_THROWS_MATCHES(y.gradients_of_parents(np_tensor({2}, 1)), std::logic_error, MessageHas("b (2,)"));
    CHECK_THROWS_MATCHES(z.gradients_of_parents(np_tensor({2}, 1)), std::logic_error, MessageHas("b (2,)"));
    INFO("what is computed from the changed b is right again");
    const Variable again = record("op", np_tensor({2}, {4, 7}), {a, b}, zeros(2));
    CHECK_NOTHROW(again.gradients_of_parents(np_tensor({2}, 1)));
}

TEST_CASE("backward is kept as it is: it gets dy, and its gradients come out unchanged", "[9.1]") {
    const Variable a = parameter("a", {1, 2}), b = parameter("b", {3, 4, 5});
    int calls = 0;
    std::optional<Array> seen;
    const Variable y = record("op", np_tensor({2, 1}, {6, 7}), {a, b}, [&calls, &seen](const np_tensor& dy) {
        ++calls;
        seen = Array(dy);
        return std::vector{np_tensor({2}, {10, 20}), np_tensor({3}, {30, 40, 50})};
    });
    INFO("record() keeps backward for later, and does not call it");
    CHECK(calls == 0);
    const std::vector<np_tensor> gradients = y.gradients_of_parents(np_tensor({2, 1}, {0.5, -3}));
    CHECK(calls == 1);
    REQUIRE(seen);
    CHECK_THAT(*seen, IsCloseTo(Array({2, 1}, {0.5, -3}), 0, 0));
    REQUIRE(gradients.size() == 2);
    CHECK_THAT(gradients[0], IsCloseTo({10, 20}, 0, 0));
    CHECK_THAT(gradients[1], IsCloseTo({30, 40, 50}, 0, 0));
}

TEST_CASE("each result has a history of its own", "[9.1]") {
    const Variable a = parameter("a", {1}), b = parameter("b", {2});
    const Variable y = record("first", np_tensor({1}, {3}), {a}, zeros(1));
    const Variable z = record("second", np_tensor({1}, {4}), {b, a}, zeros(2));
    INFO("y = first(a) was recorded before z = second(b, a), and stays as it is");
    CHECK(y.id() != z.id());
    CHECK(y.name() == "first");
    CHECK_THAT(y.value(), IsCloseTo({3}, 0, 0));
    REQUIRE(y.parents().size() == 1);
    CHECK(y.parents()[0].id() == a.id());
    CHECK(z.parents().size() == 2);
}

TEST_CASE("nothing is kept alive for a leaf: neither operands nor backward", "[9.1]") {
    const std::size_t before = wb::live_nodes();
    const auto token = std::make_shared<int>(1);
    const auto result_of = [&token](bool requires_grad) {
        const Variable x(np_tensor({1}, {1}), {.requires_grad = requires_grad});
        return record("op", np_tensor({1}, {2}), {x},
                      [kept = Token(token), x](const np_tensor& dy) { return std::vector{dy}; });
    };
    {
        const Variable y = result_of(false);
        INFO("x requires no gradient, and only record(\"op\", ..., {x}, backward) has seen it");
        CHECK(wb::live_nodes() == before + 1);
        CHECK(token.use_count() == 1);
    }
    {
        const Recording off(false);
        const Variable y = result_of(true);
        INFO("x requires a gradient, but recording is switched off");
        CHECK(wb::live_nodes() == before + 1);
        CHECK(token.use_count() == 1);
    }
    INFO("the leaves are gone, and so is all that they had");
    CHECK(wb::live_nodes() == before);
}

TEST_CASE("a result keeps its operands alive, and they die with it", "[9.1]") {
    const std::size_t before = wb::live_nodes();
    const auto token = std::make_shared<int>(1);
    {
        std::optional<Variable> y;
        {
            const Variable w = parameter("w", {1}), x = data("x", {2});
            y = record("op", np_tensor({1}, {2}), {w, x}, [kept = Token(token)](const np_tensor& dy) {
                return std::vector{dy, dy};
            });
        }
        INFO("y = op(w, x): the handles w and x are gone, but y still needs both nodes");
        CHECK(wb::live_nodes() == before + 3);
        REQUIRE(y->parents().size() == 2);
        CHECK_THAT(y->parents()[1].value(), IsCloseTo({2}, 0, 0));
    }
    INFO("y is gone: nothing else may hold its history, such as a static list, or a backward that holds y");
    CHECK(wb::live_nodes() == before);
    CHECK(token.use_count() == 1);
}
