/// \file
/// An operation writes itself down.
#pragma once

#include <string>
#include <vector>

#include "ch09_autograd/given/variable.hpp"

namespace wb {

/// Exercise 9.1. The result of an operation, which remembers where it came from. Every operation of this
/// chapter ends with this call:
/// ```
///     return record("exp", y, {x}, [y](const np_tensor& dy) { return std::vector{dy * y}; });
/// ```
/// If any of the parents requires a gradient and grad_enabled(), the result is a new Node. Its name is the
/// operation; it keeps `value`, `parents` and `backward`; `requires_grad` is true, and `versions` has the
/// version() of each parent at this moment. Otherwise the result is a leaf without requires_grad and without
/// a name: it remembers nothing, so nothing is kept alive for it.
/// \param operation  the name, for messages and pictures
/// \param value      the result of the forward pass
/// \param parents    the operands, in the order in which `backward` returns their gradients; the same one may
///                   appear twice
/// \param backward   from the gradient of the result to those of the parents. It may keep copies of the
///                   parents, but not of the result: the result owns it, and would then own itself
///
/// Source: A. Paszke et al., *Automatic differentiation in PyTorch* (2017).
Variable record(std::string operation, np_tensor value, std::vector<Variable> parents,
                BackwardFunction backward);

}  // namespace wb
