/// \file
/// The way back through everything that was recorded.
#pragma once

#include <optional>
#include <vector>

#include "ch09_autograd/given/variable.hpp"

namespace wb {

/// Exercise 9.3. Everything that a Variable was computed from and that requires a gradient, in an order in
/// which each comes after all of its parents; the Variable itself is last.
///
/// Each node appears once, however often it was used. Nodes without requires_grad do not appear, and their
/// parents are not looked for. Without recursion: a chain of 100,000 operations must not overflow the stack.
/// \return nothing, if `last` itself does not require a gradient
///
/// Source: T. Cormen et al., *Introduction to Algorithms*, section "Topological sort" (2009).
std::vector<Variable> topological_order(const Variable& last);

/// How to go back.
struct BackwardOptions {
    /// The gradient of the last Variable, of its shape. Unset: 1, for a loss, which is a single number.
    std::optional<np_tensor> seed = {};
    /// Whether to keep the history, so that backward() can be called again.
    bool retain_graph = false;
};

/// Exercise 9.4. Adds the gradient of `last` with respect to each leaf to the leaf's `.grad`.
/// \f[ \frac{\partial L}{\partial x} = \sum_{c \,\in\, \mathrm{children}(x)}
///     \frac{\partial L}{\partial c} \, \frac{\partial c}{\partial x} \f]
/// The gradient of `last` is the seed. From there, against the topological order, each result hands gradients
/// to its parents (Variable::gradients_of_parents()). Those that reach one node along several ways are added
/// up; so when it is its turn, its gradient is complete, and its own backward runs once. A leaf adds it to
/// its `.grad` (Variable::accumulate_grad()); a result keeps no gradient. If nothing came for a node but
/// arrays without elements, it is skipped: a result hands on nothing, and a leaf stays as it is.
///
/// At the end the history is freed (Variable::forget_history()), unless `retain_graph` is set. With it, a
/// second call adds the same gradients to the leaves once more.
/// \param last  usually the loss
/// \throws std::logic_error if `last` requires no gradient; if a part of the history was freed by an earlier
///         backward(), or a parent was changed since (whatever Variable::gradients_of_parents() throws)
/// \throws shape_error if there is no seed and `last` has more or fewer elements than one, or if the seed has
///         another shape; the message gives the shapes
void backward(const Variable& last, const BackwardOptions& options = {});

}  // namespace wb
