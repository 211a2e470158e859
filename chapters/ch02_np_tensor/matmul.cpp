#include "ch02_np_tensor/matmul.hpp"

#include <algorithm>
#include <string>

#include "ch02_np_tensor/arithmetic.hpp"
#include "ch02_np_tensor/given/xtensor_view.hpp"
#include "ch02_np_tensor/reductions.hpp"
#include "common/errors/not_implemented.hpp"
#include "common/xtensor/xtensor_blas.hpp"

wb::np_tensor wb::matmul(const np_tensor& a, const np_tensor& b, Transpose how) {
    // EXERCISE 2.6
    // Goal: the matrix product, computed by BLAS.
    // Given: a (N, D) and b (D, M), each perhaps to be read transposed. xtensor-blas has
    //            xt::blas::gemm(a, b, result, transpose_a, transpose_b, real{1}, real{0});
    //        which writes into result ("gemm" is general matrix multiply; the last two are factors). All
    //        three are views by as_xtensor, each in a variable of its own; the result's view is not const.
    // Asked: c (N, M); shape_error("matmul", a.shape(), b.shape(), the rule) if an operand does not have two
    //        axes or the two D differ. Where N, D or M is 0 there is nothing to multiply: c is all zeros.
    // Example: [[1 2] [3 4]] times [[1] [10]] is [[21] [43]].
    todo("2.6");
    // END EXERCISE 2.6
}

wb::MatmulGradients wb::matmul_backward(const np_tensor& dc, const np_tensor& a, const np_tensor& b) {
    // EXERCISE 2.7
    // Goal: how the loss depends on the two factors.
    // Given: dc (N, M), the gradient of the product of a (N, D) and b (D, M).
    // Asked: da (N, D) = dc times b transposed, db (D, M) = a transposed times dc. A shape_error unless a
    //        and b have a product, and dc has its shape; it names the shapes that do not fit: those of a
    //        and b, or that of dc. matmul alone would not find all of these.
    // Example: if all three are 1 x 1, c = a b, so da = dc b and db = a dc.
    todo("2.7");
    // END EXERCISE 2.7
}
