/// \file
/// Elementwise arithmetic, with NumPy's broadcasting.
#pragma once

#include "ch02_np_tensor/np_tensor.hpp"

namespace wb {

/// Exercise 2.1. The shape that two arrays have in common when they are combined element by element.
///
/// Write the two shapes one below the other, aligned at the *right*, and fill the shorter one with ones on
/// the left. On each axis the lengths must be equal, or one of them must be 1: that axis is stretched to the
/// other's length.
/// ```
///     (128, 10)         (4, 1, 3)         (2, 3)
///          (10)            (5, 1)            (2)
///     ---------         ---------         ------
///     (128, 10)         (4, 5, 3)         error: 3 is not 2
/// ```
/// \throws shape_error if an axis differs and neither length is 1; the message gives both shapes
///
/// Source: NumPy documentation, "Broadcasting", general broadcasting rules.
Shape broadcast_shapes(const Shape& a, const Shape& b);

/// \name Exercise 2.2. Arithmetic, element by element
/// \f$ c_i = a_i \circ b_i \f$ for \f$ \circ \f$ one of + - * /, after both arrays have been stretched to
/// broadcast_shapes(). `*` is *not* the matrix product: that is matmul().
/// \throws shape_error if the shapes do not fit; the message gives both shapes
///@{

/// \f$ c_i = a_i + b_i \f$
np_tensor operator+(const np_tensor& a, const np_tensor& b);
/// \f$ c_i = a_i - b_i \f$
np_tensor operator-(const np_tensor& a, const np_tensor& b);
/// \f$ c_i = a_i \, b_i \f$
np_tensor operator*(const np_tensor& a, const np_tensor& b);
/// \f$ c_i = a_i / b_i \f$; infinite or NaN where b is 0
np_tensor operator/(const np_tensor& a, const np_tensor& b);
///@}

/// Given: adds b to a in place. b has the shape of a, or of its last axes: then it is added once for each
/// entry along the other axes, as in `y += bias`, (N, M) and (M). NumPy's `+=` does the same.
///
/// `a = a + b` gives the same numbers, but makes a new array for them; and where b is stretched, xtensor
/// computes the position of each element again. At (128, 200) and (200) that takes forty times as long.
/// \return a
/// \throws shape_error if b has another shape
np_tensor& operator+=(np_tensor& a, const np_tensor& b);

/// \name Exercise 2.2. Functions, element by element
///@{

/// \f$ y_i = e^{x_i} \f$
np_tensor exp(const np_tensor& x);
/// \f$ y_i = \ln x_i \f$; minus infinity at 0, NaN below 0
np_tensor log(const np_tensor& x);
///@}

/// \name Given: arithmetic with a number
/// The number is an array of shape (), which broadcasts with everything.
///@{

/// \f$ c_i = a_i + b \f$
inline np_tensor operator+(const np_tensor& a, real b) {
    return a + np_tensor::scalar(b);
}
/// \f$ c_i = a_i - b \f$
inline np_tensor operator-(const np_tensor& a, real b) {
    return a - np_tensor::scalar(b);
}
/// \f$ c_i = a_i \, b \f$
inline np_tensor operator*(const np_tensor& a, real b) {
    return a * np_tensor::scalar(b);
}
/// \f$ c_i = a_i / b \f$
inline np_tensor operator/(const np_tensor& a, real b) {
    return a / np_tensor::scalar(b);
}
/// \f$ c_i = a + b_i \f$
inline np_tensor operator+(real a, const np_tensor& b) {
    return np_tensor::scalar(a) + b;
}
/// \f$ c_i = a - b_i \f$
inline np_tensor operator-(real a, const np_tensor& b) {
    return np_tensor::scalar(a) - b;
}
/// \f$ c_i = a \, b_i \f$
inline np_tensor operator*(real a, const np_tensor& b) {
    return np_tensor::scalar(a) * b;
}
/// \f$ c_i = a / b_i \f$
inline np_tensor operator/(real a, const np_tensor& b) {
    return np_tensor::scalar(a) / b;
}
///@}

}  // namespace wb
