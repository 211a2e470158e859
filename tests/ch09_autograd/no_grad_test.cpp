#include "ch09_autograd/no_grad.hpp"

#include <memory>
#include <optional>
#include <stdexcept>
#include <thread>
#include <vector>

#include "tests/ch09_autograd/small_graphs.hpp"
#include "tests/support/judge.hpp"
#include "tests/support/known_mistakes.hpp"

using namespace wb::judge;
using wb::detach;
using wb::grad_enabled;
using wb::NoGrad;
using wb::np_tensor;
using wb::Variable;

// Tolerances: numbers are copied, so they are equal to the last bit.

TEST_CASE("as long as a NoGrad lives, results are leaves", "[9.11]") {
    const Recording recording;
    const Variable w = parameter("w", {3});
    const std::size_t before = wb::live_nodes();
    {
        const NoGrad guard;
        INFO("inside of the scope of a NoGrad");
        CHECK_FALSE(grad_enabled());
        const Variable y = scaled(scaled(w, 2), 5);
        CHECK_FALSE(y.requires_grad());
        CHECK(y.is_leaf());
        CHECK_THAT(y.value(), IsCloseTo({30}, 0, 0));
        INFO("w itself still requires its gradient, for later");
        CHECK(w.requires_grad());
        INFO("nothing between w and y is kept");
        CHECK(wb::live_nodes() == before + 1);
    }
    INFO("after the scope of the NoGrad");
    CHECK(grad_enabled());
    CHECK(scaled(w, 2).requires_grad());
}

TEST_CASE("the end of the inner NoGrad does not switch recording on while the outer one lives", "[9.11]") {
    const Recording recording;
    {
        const NoGrad outer;
        {
            const NoGrad inner;
            CHECK_FALSE(grad_enabled());
            {
                const NoGrad innermost;
                CHECK_FALSE(grad_enabled());
            }
            INFO("the innermost of three has ended");
            CHECK_FALSE(grad_enabled());
        }
        INFO("the outer one still lives: the inner one restores what was before it, which was off");
        CHECK_FALSE(grad_enabled());
    }
    INFO("all have ended: what was before the outer one, which was on");
    CHECK(grad_enabled());
}

TEST_CASE("one after the other: each NoGrad has its own memory of what was before", "[9.11]") {
    const Recording recording;
    for (int time = 0; time < 3; ++time) {
        {
            const NoGrad guard;
            CHECK_FALSE(grad_enabled());
        }
        INFO("after NoGrad number " << time + 1 << " of three in a row");
        CHECK(grad_enabled());
    }
}

TEST_CASE("where recording was switched off before, it stays off after a NoGrad", "[9.11]") {
    const Recording off(false);
    {
        const NoGrad guard;
        CHECK_FALSE(grad_enabled());
    }
    INFO("set_grad_enabled(false) came before the NoGrad: its end restores that, not true");
    CHECK_FALSE(grad_enabled());
}

TEST_CASE("an exception that leaves the scope restores recording too", "[9.11]") {
    const Recording recording;
    const auto fails = [] {
        const NoGrad guard;
        throw std::runtime_error("in the middle of an evaluation");
    };
    CHECK_THROWS_AS(fails(), std::runtime_error);
    INFO("the destructor runs on every way out of the scope");
    CHECK(grad_enabled());
}

TEST_CASE("a NoGrad of one thread does not change what another thread records", "[9.11]") {
    const Recording recording;
    bool there = false, there_after = false, here_meanwhile = true;
    {
        const NoGrad guard;
        std::thread([&] { there = grad_enabled(); }).join();
    }
    std::optional<bool> no_grad_there;
    std::thread([&] {
        try {
            const NoGrad guard;
            no_grad_there = !grad_enabled();
        } catch (...) {  // of a stub: the exception must not leave the thread
        }
        there_after = grad_enabled();
    }).join();
    here_meanwhile = grad_enabled();
    INFO("each thread has its own grad_enabled()");
    CHECK(there);
    CHECK(no_grad_there == true);
    CHECK(there_after);
    CHECK(here_meanwhile);
}

TEST_CASE("detach: a leaf with the same numbers, which requires no gradient", "[9.11]") {
    const Recording recording;
    const Variable w(np_tensor({2, 3}, {1, 2, 3, 4, 5, 6}), {.requires_grad = true, .name = "w"});
    for (const Variable& x : {w, scaled(w, 1), data("x", {7, 8})}) {
        const Variable y = detach(x);
        INFO("detach of " << x.described() << ": the numbers of it, all of them");
        CHECK_THAT(y.value(), IsCloseTo(x.value(), 0, 0));
        INFO("the history ends here: no gradient is required, no operands are listed");
        CHECK_FALSE(y.requires_grad());
        CHECK(y.is_leaf());
        CHECK(y.parents().empty());
        INFO("it is a new node");
        CHECK(y.id() != x.id());
    }
    INFO("w itself stays as it is, and recording goes on");
    CHECK(w.requires_grad());
    CHECK(grad_enabled());
    INFO("a result keeps its own history when it is detached: others may need it");
    const Variable result = scaled(w, 2);
    detach(result);
    CHECK_FALSE(result.is_forgotten());
    CHECK(result.parents().size() == 1);
    INFO("what is computed from detached Variables alone requires no gradient");
    CHECK_FALSE(scaled(detach(scaled(w, 2)), 3).requires_grad());
}

TEST_CASE("detach copies the numbers: a later change of one is none of the other", "[9.11]") {
    const Recording recording;
    Variable x = parameter("x", {1, 2});
    Variable y = detach(x);
    x.change().values()[0] = 10;
    INFO("x was changed after y = detach(x): y has numbers of its own");
    CHECK_THAT(y.value(), IsCloseTo({1, 2}, 0, 0));
    y.change().values()[1] = 20;
    CHECK_THAT(x.value(), IsCloseTo({10, 2}, 0, 0));
}

TEST_CASE("detach keeps nothing of the history alive", "[9.11]") {
    const Recording recording;
    const std::size_t before = wb::live_nodes();
    std::optional<Variable> kept;
    {
        const Variable w = parameter("w", {3});
        kept = detach(scaled(scaled(w, 2), 5));
        INFO(
            "w and 10 w of two operations: w is still there, and the detached copy; the two results are "
            "gone");
        CHECK(wb::live_nodes() == before + 2);
    }
    INFO("w is gone too");
    CHECK(wb::live_nodes() == before + 1);
    CHECK_THAT(kept->value(), IsCloseTo({30}, 0, 0));
}

TEST_CASE("y detach(y): the gradient takes one of two ways", "[9.11]") {
    const Recording recording;
    const Variable w = parameter("w", {3});
    const Variable y = scaled(w, 2);
    const Variable square = multiplied(y, y), half = multiplied(y, detach(y));
    CHECK_THAT(half.value(), IsCloseTo(square.value(), 0, 0));

    // What backward() does in one step, without it: this exercise does not need 9.4.
    const auto gradient_of_y = [&y](const Variable& product) {
        const std::vector<np_tensor> gradients = product.gradients_of_parents(np_tensor({1}, 1));
        double sum = 0;
        for (std::size_t i = 0; i < gradients.size(); ++i)
            if (product.parents()[i].id() == y.id()) sum += gradients[i].item();
        return sum;
    };
    CHECK_THAT(gradient_of_y(square), Near(12));
    INFO("y = 6: d(y y)/dy = 12; with one factor detached, that factor is a constant");
    CHECK_THAT(gradient_of_y(half),
               Near(6, KnownMistakes{{"detach returned y itself", {12}}, {"nothing was recorded", {0}}}));
    REQUIRE(half.parents().size() == 2);
    CHECK(half.parents()[0].requires_grad());
    CHECK_FALSE(half.parents()[1].requires_grad());
}

TEST_CASE("detach inside of a NoGrad, and of a detached Variable", "[9.11]") {
    const Recording recording;
    const Variable w = parameter("w", {3});
    {
        const NoGrad guard;
        CHECK_THAT(detach(w).value(), IsCloseTo({3}, 0, 0));
        INFO("detach() does not touch grad_enabled()");
        CHECK_FALSE(grad_enabled());
    }
    CHECK_THAT(detach(detach(w)).value(), IsCloseTo({3}, 0, 0));
    CHECK(grad_enabled());
}
