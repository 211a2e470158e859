// The milestone of the network that Sequential cannot express.
#include "tests/ch09_autograd/residual_run.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;

TEST_CASE(
    "a residual network of 12 layers learns to read digits; the same without the connections learns less",
    "[milestone-9]") {
    const wb::TrainAndTest digits("digits");
    const double residual = wb::accuracy_by_autograd({.residual = true}, digits, 1);
    CHECK_THAT(residual, ReachesBar("ch09_residual_digits"));
    INFO("the same first weights and batches, without the connections around the layers");
    CHECK(wb::accuracy_by_autograd({.residual = false}, digits, 1) < residual);
}
