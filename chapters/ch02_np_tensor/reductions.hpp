/// \file
/// Sums, means and maxima, of everything or along an axis.
#pragma once

#include <optional>

#include "ch02_np_tensor/np_tensor.hpp"

namespace wb {

/// What a reduction runs over, with NumPy's names: `sum(x, {.axis = 1, .keepdims = true})`.
struct Reduce {
    /// The axis to run along, from 0; negative counts from the end: -1 is the last. Unset: all elements.
    std::optional<int> axis = {};
    /// Whether the axis stays, with length 1. Then the result still lines up with x, and broadcasts with it.
    bool keepdims = false;
};

/// \name Exercise 2.3. Reductions
/// Along axis 1 of an (N, D) array the results have shape (N), or (N, 1) with keepdims; over all elements,
/// the result has shape (), or (1, 1) with keepdims.
/// \throws shape_error if x has no such axis; the message gives the shape of x
///@{
/// \f$ \sum_i x_i \f$; 0 if there are no elements.
np_tensor sum(const np_tensor& x, Reduce over = {});
/// \f$ \frac{1}{n} \sum_i x_i \f$. \throws shape_error if there are no elements: they have no mean
np_tensor mean(const np_tensor& x, Reduce over = {});
/// \f$ \max_i x_i \f$. No element may be NaN, and not all may be minus infinity.
/// \throws shape_error if there are no elements: there is no largest
np_tensor max(const np_tensor& x, Reduce over = {});
///@}

/// Exercise 2.4. The position of the largest number along one axis: \f$ \arg\max_k x_{nk} \f$.
///
/// \param x     such as (N, K), a row of scores for each of N samples; none of them a NaN
/// \param axis  the axis to run along; -1 is the last
/// \return the positions in row-major order of the other axes: for (N, K) and the last axis, N numbers
///         below K. Of equal largest numbers, the first counts, as in NumPy.
/// \throws shape_error if x has no such axis, or if the axis has length 0; the message gives the shape of x
Indices argmax(const np_tensor& x, int axis = -1);

}  // namespace wb
