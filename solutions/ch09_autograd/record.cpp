#include "ch09_autograd/record.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "common/errors/not_implemented.hpp"

wb::Variable wb::record(std::string operation, np_tensor value, std::vector<Variable> parents,
                        BackwardFunction backward) {
    // BEGIN SOLUTION 9.1
    // STUB // Goal: the result of an operation, with its history if anyone needs it.
    // STUB // Given: the operation's name, the numbers, the operands, the backward. grad_enabled(), and
    // STUB //        parent.requires_grad(), parent.version().
    // STUB // Asked: if grad_enabled() and at least one parent requires a gradient: a new Node, from
    // STUB //        std::make_shared, with name, value (a std::shared_ptr<np_tensor>), requires_grad, parents,
    // STUB //        backward and versions; as a Variable of this node. Otherwise a leaf of the value.
    // STUB // Example: of two leaves of which only W requires a gradient, the result requires one.
    // STUB todo("9.1");
    const bool needed = grad_enabled() && std::ranges::any_of(parents, &Variable::requires_grad);
    if (!needed) return Variable(std::move(value));
    auto node = std::make_shared<Node>();
    node->name = std::move(operation);
    node->value = std::make_shared<np_tensor>(std::move(value));
    node->requires_grad = true;
    for (const Variable& parent : parents) node->versions.push_back(parent.version());
    node->parents = std::move(parents);
    node->backward = std::move(backward);
    return Variable(std::move(node));
    // END SOLUTION
}
