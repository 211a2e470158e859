/// \file
/// The operations: each a forward, and beside it the backward that the tape keeps.
#pragma once

#include "ch02_np_tensor/reductions.hpp"
#include "ch09_autograd/given/variable.hpp"

namespace wb {

/// Exercise 9.2. \f$ c = a + b \f$, stretched as NumPy does.
/// \f[ da = dc, \qquad db = dc \f]
/// each brought back to the shape of its operand by unbroadcast(). The name is "+".
/// \throws shape_error if the shapes do not fit; the message gives both shapes
Variable operator+(const Variable& a, const Variable& b);

/// \name Exercise 9.5. Arithmetic, element by element
/// With broadcasting, like the addition. The names are "-", "*" and "/".
/// \throws shape_error if the shapes do not fit; the message gives both shapes
///@{

/// \f$ c = a - b, \qquad da = dc, \qquad db = -dc \f$
Variable operator-(const Variable& a, const Variable& b);
/// \f$ c = a \, b, \qquad da = dc \, b, \qquad db = dc \, a \f$
Variable operator*(const Variable& a, const Variable& b);
/// \f$ c = a / b, \qquad da = dc / b, \qquad db = - dc \, a / b^2 \f$
Variable operator/(const Variable& a, const Variable& b);
///@}

/// \name Given: arithmetic with a number
/// The number is a leaf of shape () that needs no gradient.
///@{

/// \f$ c_i = a_i + b \f$
inline Variable operator+(const Variable& a, real b) {
    return a + Variable(np_tensor::scalar(b));
}
/// \f$ c_i = a_i - b \f$
inline Variable operator-(const Variable& a, real b) {
    return a - Variable(np_tensor::scalar(b));
}
/// \f$ c_i = a_i \, b \f$
inline Variable operator*(const Variable& a, real b) {
    return a * Variable(np_tensor::scalar(b));
}
/// \f$ c_i = a \, b_i \f$
inline Variable operator*(real a, const Variable& b) {
    return Variable(np_tensor::scalar(a)) * b;
}
/// \f$ c_i = a_i / b \f$
inline Variable operator/(const Variable& a, real b) {
    return a / Variable(np_tensor::scalar(b));
}
/// \f$ c_i = -a_i \f$
inline Variable operator-(const Variable& a) {
    return a * real{-1};
}
///@}

/// Exercise 9.6. The matrix product.
/// \f[ c = a \, b, \qquad da = dc \, b^T, \qquad db = a^T dc \f]
/// For an operand that requires no gradient, the product is left out: for the images of the first layer, it
/// would be a third of all work. The name is "matmul".
/// \param a  (N, D)
/// \param b  (D, M)
/// \return (N, M)
/// \throws shape_error as matmul() of chapter 02
Variable matmul(const Variable& a, const Variable& b);

/// \name Exercise 9.7. Functions, element by element
/// The names are "relu", "exp" and "log".
///@{

/// \f$ y_i = \max(0, x_i), \qquad dx_i = dy_i \, [x_i > 0] \f$
Variable relu(const Variable& x);
/// \f$ y_i = e^{x_i}, \qquad dx_i = dy_i \, e^{x_i} \f$
Variable exp(const Variable& x);
/// \f$ y_i = \ln x_i, \qquad dx_i = dy_i / x_i \f$
Variable log(const Variable& x);
///@}

/// \name Exercise 9.8. Sums, means and other shapes
/// The names are "sum", "mean" and "reshape".
///@{

/// \f$ y = \sum_i x_i \f$ over everything or along an axis; every \f$ x_i \f$ gets the dy of its sum.
/// \throws shape_error as sum() of chapter 02
Variable sum(const Variable& x, Reduce over = {});
/// The sum divided by the number n of its terms: every \f$ x_i \f$ gets dy / n.
/// \throws shape_error as mean() of chapter 02
Variable mean(const Variable& x, Reduce over = {});
/// The same numbers in another shape; backward, the gradient gets the old shape.
/// \throws shape_error as np_tensor::reshape()
Variable reshape(const Variable& x, Shape shape);
///@}

}  // namespace wb
