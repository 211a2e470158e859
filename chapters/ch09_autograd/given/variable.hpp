/// \file
/// An array whose history is known.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "ch02_np_tensor/np_tensor.hpp"
#include "ch03_mlp/given/module.hpp"
#include "ch09_autograd/given/node.hpp"

namespace wb {

/// What is known of a leaf.
struct LeafOptions {
    bool requires_grad = false;  ///< whether backward() shall leave a gradient in it
    std::string name = {};       ///< for messages and pictures, such as "W1"
};

/// An array that remembers how it was computed. Given.
///
/// It is a handle: a copy refers to the same node, and so to the same numbers. A *leaf* was not computed: it
/// is data or a parameter. Every other Variable is the result of an operation (see record()).
///
/// | PyTorch                              | here                                        |
/// |--------------------------------------|---------------------------------------------|
/// | `torch.tensor(x)`                    | `Variable(x)`                               |
/// | `torch.tensor(x, requires_grad=True)` | `Variable(x, {.requires_grad = true})`     |
/// | `y.data`, `y.shape`, `y.item()`      | `y.value()`, `y.shape()`, `y.item()`        |
/// | `w.grad`                             | `w.grad()`                                  |
/// | `y.is_leaf`, `y.requires_grad`       | `y.is_leaf()`, `y.requires_grad()`          |
/// | `y.grad_fn.next_functions`           | `y.parents()`                               |
class Variable {
public:
    /// A leaf with numbers of its own, and without a gradient.
    explicit Variable(np_tensor value, LeafOptions options = {});

    /// A leaf that shares the array of a layer: what an optimizer changes there is changed here, and the
    /// gradient is that array's `.grad`.
    /// \param tensor  must outlive this Variable and everything that is computed from it
    static Variable sharing(np_tensor& tensor, LeafOptions options = {});

    /// A handle of a node that is complete. record() calls it.
    explicit Variable(std::shared_ptr<Node> node) : node_(std::move(node)) {}

    /// The numbers.
    const np_tensor& value() const { return *node_->value; }
    /// Their shape.
    const Shape& shape() const { return value().shape(); }
    /// The only number of an array of one. \throws shape_error if there are more or fewer
    real item() const { return value().item(); }

    /// The numbers, to be changed in place. If a recorded operation has read them, its backward() will
    /// refuse: it would compute with other numbers than its forward did.
    np_tensor& change() {
        ++node_->changes;
        return *node_->value;
    }

    /// Changes whenever the numbers do: after each change(), and (nearly always) after writing past it,
    /// through a Parameter's pointer. It is made of the number of changes and of up to eight of the elements:
    /// an optimizer changes all of them.
    std::size_t version() const;

    /// Whether backward() needs to come by: for a leaf, whether it shall get a gradient; for a result,
    /// whether any of its operands needs it.
    bool requires_grad() const { return node_->requires_grad; }
    /// Whether this is data or a parameter: the result of no operation.
    bool is_leaf() const { return !node_->backward && !node_->forgotten; }
    /// What it was computed from; empty for a leaf, and after backward() has freed the history.
    const std::vector<Variable>& parents() const { return node_->parents; }
    /// The operation's name, or the leaf's.
    const std::string& name() const { return node_->name; }
    /// "W1 (784, 200)", or "a leaf (3,)": for messages.
    std::string described() const;
    /// Tells one Variable from another: the same for all handles of one node.
    const Node* id() const { return node_.get(); }

    /// Whether a leaf has a gradient.
    bool has_grad() const { return node_->value->has_grad(); }
    /// The gradient of a leaf, added up over all calls of backward() since zero_grad().
    /// \throws std::logic_error if there is none: results have none, see backward()
    const np_tensor& grad() const;
    /// Sets the gradient to zero, if there is one.
    void zero_grad() { node_->value->zero_grad(); }
    /// Adds to the gradient of a leaf. \throws shape_error if dx has another shape
    void accumulate_grad(const np_tensor& dx) const { node_->value->accumulate_grad(dx); }
    /// This leaf as a parameter, for the optimizers of the earlier chapters. The Variable must outlive it.
    Parameter parameter() const { return {node_->name, node_->value.get()}; }

    /// Runs the backward of the operation that made this, and checks what it returns.
    /// \param dy  the gradient of this Variable, of its shape
    /// \return one gradient for each of parents(); an array without elements where there is nothing to add
    /// \throws std::logic_error if this is a leaf; if an earlier backward() has freed the history; or if a
    ///         parent was changed after the operation had read it: then the message names both
    /// \throws shape_error if dy does not have the shape of this Variable, or a gradient not that of its
    ///         parent; the message names the operation
    std::vector<np_tensor> gradients_of_parents(const np_tensor& dy) const;

    /// Forgets parents and backward: the memory of the history is freed.
    void forget_history() const;
    /// Whether forget_history() has been called.
    bool is_forgotten() const { return node_->forgotten; }

private:
    friend struct Node;           // frees chains of nodes
    std::shared_ptr<Node> node_;  ///< never null
};

}  // namespace wb
