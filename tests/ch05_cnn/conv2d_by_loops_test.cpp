#include "ch05_cnn/conv2d_by_loops.hpp"

#include "tests/ch03_mlp/arrays.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;
using wb::conv2d_by_loops;
using wb::np_tensor;

TEST_CASE("the example of the stub: two places of a filter of 2 x 2", "[5.1]") {
    const np_tensor x({1, 1, 2, 3}, {1, 2, 3, 4, 5, 6}), weight({1, 1, 2, 2}, {1, 0, 0, 10});
    INFO("x = [[1 2 3] [4 5 6]], weight = [[1 0] [0 10]], bias 100: 100 + 1*1 + 5*10 and 100 + 2*1 + 6*10");
    CHECK_THAT(conv2d_by_loops(x, weight, np_tensor({1}, {100}), 0),
               IsCloseTo(Array({1, 1, 1, 2}, {151, 162})));
}
