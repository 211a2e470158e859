#include "ch02_np_tensor/matmul.hpp"

#include <algorithm>
#include <string>

#include "ch02_np_tensor/arithmetic.hpp"
#include "ch02_np_tensor/given/xtensor_view.hpp"
#include "ch02_np_tensor/reductions.hpp"
#include "common/errors/not_implemented.hpp"
#include "common/xtensor/xtensor_blas.hpp"

wb::np_tensor wb::matmul(const np_tensor& a, const np_tensor& b, Transpose how) {
    // BEGIN SOLUTION 2.6
    // STUB // Goal: the matrix product, computed by BLAS.
    // STUB // Given: a (N, D) and b (D, M), each perhaps to be read transposed. xtensor-blas has
    // STUB //            xt::blas::gemm(a, b, result, transpose_a, transpose_b, real{1}, real{0});
    // STUB //        which writes into result ("gemm" is general matrix multiply; the last two are factors). All
    // STUB //        three are views by as_xtensor, each in a variable of its own; the result's view is not const.
    // STUB // Asked: c (N, M); shape_error("matmul", a.shape(), b.shape(), the rule) if an operand does not have two
    // STUB //        axes or the two D differ. Where N, D or M is 0 there is nothing to multiply: c is all zeros.
    // STUB // Example: [[1 2] [3 4]] times [[1] [10]] is [[21] [43]].
    // STUB todo("2.6");
    if (a.ndim() != 2 || b.ndim() != 2)
        throw shape_error("matmul", a.shape(), b.shape(), "both must have two axes");
    const std::size_t rows = a.dim(how.transpose_a ? 1 : 0);
    const std::size_t inner_a = a.dim(how.transpose_a ? 0 : 1);
    const std::size_t inner_b = b.dim(how.transpose_b ? 1 : 0);
    const std::size_t cols = b.dim(how.transpose_b ? 0 : 1);
    if (inner_a != inner_b)
        throw shape_error("matmul", a.shape(), b.shape(),
                          "the inner lengths, after any transposing, must be equal, not " +
                              std::to_string(inner_a) + " and " + std::to_string(inner_b));

    np_tensor c({rows, cols});
    if (c.size() == 0 || inner_a == 0) return c;
    const auto left = as_xtensor(a);
    const auto right = as_xtensor(b);
    auto result = as_xtensor(c);
    xt::blas::gemm(left, right, result, how.transpose_a, how.transpose_b, real{1}, real{0});
    return c;
    // END SOLUTION
}

wb::MatmulGradients wb::matmul_backward(const np_tensor& dc, const np_tensor& a, const np_tensor& b) {
    // BEGIN SOLUTION 2.7
    // STUB // Goal: how the loss depends on the two factors.
    // STUB // Given: dc (N, M), the gradient of the product of a (N, D) and b (D, M).
    // STUB // Asked: da (N, D) = dc times b transposed, db (D, M) = a transposed times dc. A shape_error unless a
    // STUB //        and b have a product, and dc has its shape; it names the shapes that do not fit: those of a
    // STUB //        and b, or that of dc. matmul alone would not find all of these.
    // STUB // Example: if all three are 1 x 1, c = a b, so da = dc b and db = a dc.
    // STUB todo("2.7");
    if (a.ndim() != 2 || b.ndim() != 2 || a.dim(1) != b.dim(0))
        throw shape_error("matmul_backward", a.shape(), b.shape(), "they have no product");
    if (dc.shape() != Shape{a.dim(0), b.dim(1)})
        throw shape_error("matmul_backward", a.shape(), b.shape(),
                          "dc has shape " + to_string(dc.shape()) + ", which is not that of their product");
    return {.da = matmul(dc, b, {.transpose_b = true}), .db = matmul(a, dc, {.transpose_a = true})};
    // END SOLUTION
}
