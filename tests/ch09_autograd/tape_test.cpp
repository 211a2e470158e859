#include "ch09_autograd/tape.hpp"

#include "ch09_autograd/operations.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;
using wb::np_tensor;
using wb::Variable;

TEST_CASE("b = a + a has the derivative 2", "[9.4]") {
    const Variable a(np_tensor({1}, {3}), {.requires_grad = true, .name = "a"});
    backward(a + a);
    CHECK_THAT(a.grad(), IsCloseTo({2}));
}
