/// \file
/// The bridge between np_tensor and xtensor. For .cpp files only: xtensor's headers take seconds to compile.
#pragma once

#include "ch02_np_tensor/np_tensor.hpp"
#include "common/xtensor/xtensor.hpp"

namespace wb {

/// \name The numbers of an np_tensor, as an xtensor array
/// Nothing is copied: what is written to the view is written to the array, and the view must not outlive it.
/// So the array must have a name: a view of `a + b` would refer to an array that no longer exists.
///@{

/// To be read and written.
inline auto as_xtensor(np_tensor& x) {
    return xt::adapt(x.data(), x.size(), xt::no_ownership(), x.shape());
}
/// To be read.
inline auto as_xtensor(const np_tensor& x) {
    return xt::adapt(x.data(), x.size(), xt::no_ownership(), x.shape());
}
///@}

/// Evaluates an xtensor expression: computes every element and returns them as a new array.
///
/// `from_xtensor(xt::exp(as_xtensor(x)))` is \f$ e^x \f$. Evaluate often: one reduction with `xt::keep_dims`
/// inside a larger expression is enough to get wrong numbers; the lesson shows it.
template <class Expression>
np_tensor from_xtensor(const Expression& expression) {
    np_tensor result(Shape(expression.shape().begin(), expression.shape().end()));
    auto view = as_xtensor(result);
    xt::noalias(view) = expression;
    return result;
}

}  // namespace wb
