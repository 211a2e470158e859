/// \file
/// The gradient of broadcasting.
#pragma once

#include "ch02_np_tensor/np_tensor.hpp"

namespace wb {

/// Exercise 2.5. Brings a gradient back to the shape that its operand had before broadcasting.
///
/// In `y = x + b`, with x of shape (N, M) and b of (M), the one number \f$ b_m \f$ is added to N rows. It
/// influences the loss through each of them, so its gradient is the sum over the rows:
/// \f[ db_m = \sum_n dy_{nm} \f]
/// In general: sum over every axis along which the operand was stretched, those that were missing on the
/// left, and those that had length 1.
///
/// \param dy     the gradient of the result, of the broadcast shape
/// \param shape  the operand's own shape
/// \return the gradient of the operand, of shape `shape`
/// \throws shape_error if `shape` does not broadcast to the shape of `dy`; the message gives both
np_tensor unbroadcast(const np_tensor& dy, const Shape& shape);

}  // namespace wb
