#include "ch09_autograd/record.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "common/errors/not_implemented.hpp"

wb::Variable wb::record(std::string operation, np_tensor value, std::vector<Variable> parents,
                        BackwardFunction backward) {
    // EXERCISE 9.1
    // Goal: the result of an operation, with its history if anyone needs it.
    // Given: the operation's name, the numbers, the operands, the backward. grad_enabled(), and
    //        parent.requires_grad(), parent.version().
    // Asked: if grad_enabled() and at least one parent requires a gradient: a node
    //            auto node = std::make_shared<Node>();
    //        with name, value (a std::make_shared<np_tensor>), requires_grad, parents, backward and versions,
    //        as Variable(node). Otherwise a leaf: Variable(value).
    // Example: of two leaves of which only W requires a gradient, the result requires one.
    todo("9.1");
    // END EXERCISE 9.1
}
