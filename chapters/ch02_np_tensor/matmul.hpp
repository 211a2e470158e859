/// \file
/// The matrix product, forward and backward.
#pragma once

#include "ch02_np_tensor/np_tensor.hpp"

namespace wb {

/// Which operand enters a product transposed: `matmul(x, dy, {.transpose_a = true})` is \f$ x^T dy \f$.
///
/// Nothing is moved in memory: BLAS, the library that multiplies, can read by columns as well as by rows.
struct Transpose {
    bool transpose_a = false;  ///< a is read as its transpose
    bool transpose_b = false;  ///< b is read as its transpose
};

/// Exercise 2.6. The matrix product.
/// \f[ c_{nm} = \sum_d a_{nd} \, b_{dm} \f]
/// \param a     (N, D), or (D, N) if `transpose_a`
/// \param b     (D, M), or (M, D) if `transpose_b`
/// \param how   which operand to read transposed
/// \return (N, M)
/// \throws shape_error if an operand does not have two axes, or if the two lengths of D differ; the message
///         gives both shapes
np_tensor matmul(const np_tensor& a, const np_tensor& b, Transpose how = {});

/// The gradients of the two factors of a product.
struct MatmulGradients {
    np_tensor da;  ///< (N, D)
    np_tensor db;  ///< (D, M)
};

/// Exercise 2.7. The gradients of the factors of \f$ c = a b \f$, from the gradient of the product.
/// \f[ da = dc \, b^T, \qquad db = a^T dc \f]
/// \param dc  (N, M), the gradient of the product
/// \param a   (N, D)
/// \param b   (D, M)
/// \throws shape_error if a and b have no product, or if dc does not have its shape; the message gives the
///         shapes that do not fit: those of a and b, or that of dc
///
/// Source: M. Giles, *Collected matrix derivative results for forward and reverse mode algorithmic
/// differentiation*, section 2.2.2 (2008).
MatmulGradients matmul_backward(const np_tensor& dc, const np_tensor& a, const np_tensor& b);

}  // namespace wb
