/// \file
/// What the tape is made of.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "ch02_np_tensor/np_tensor.hpp"

namespace wb {

class Variable;

/// The backward pass of one operation: from the gradient of its result to those of its operands.
///
/// It returns one gradient for each parent, in their order. An array without elements says "nothing to add":
/// for a parent that needs no gradient, that saves the work.
using BackwardFunction = std::function<std::vector<np_tensor>(const np_tensor& dy)>;

/// One value of a calculation, and how it came about. Given.
///
/// A Variable points to a node. A node points to its parents, the operands that it was computed from, and
/// never to its children. So there are no cycles, and a node lives exactly as long as a Variable or a child
/// needs it.
/// ```
///     W ──┐
///         matmul ──┐
///     x ──┘        + ── relu       the arrows of ownership point from the result to the operands
///             b ───┘
/// ```
struct Node {
    Node();
    /// Frees the nodes that only this one needed: one after the other, not by recursion. So a chain of any
    /// length may die at once.
    ~Node();
    Node(const Node&) = delete;
    Node& operator=(const Node&) = delete;

    std::string name;                  ///< of a result: its operation, "matmul"; of a leaf: "W1", or nothing
    std::shared_ptr<np_tensor> value;  ///< the numbers; a leaf also has its gradient there, in `.grad`
    bool requires_grad = false;        ///< whether anyone needs the gradient
    std::vector<Variable> parents;     ///< the operands; none for a leaf
    BackwardFunction backward;         ///< the operation's backward; none for a leaf
    std::vector<std::size_t>
        versions;             ///< version() of each parent when it was read: see Variable::version()
    std::size_t changes = 0;  ///< how often Variable::change() was called
    bool forgotten = false;   ///< whether backward() has come by and freed parents and backward
};

/// How many nodes there are at this moment: to see that none is left behind. Given.
std::size_t live_nodes();

/// Whether operations are recorded. They are, unless a NoGrad says otherwise. Each thread has its own answer.
/// Given.
bool grad_enabled();
/// Switches recording on or off. \return what it was before
bool set_grad_enabled(bool enabled);

}  // namespace wb
