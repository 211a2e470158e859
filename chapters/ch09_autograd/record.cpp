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
    // Asked: if grad_enabled() and at least one parent requires a gradient: a new Node, from
    //        std::make_shared, with name, value (a std::shared_ptr<np_tensor>), requires_grad, parents,
    //        backward and versions; as a Variable of this node. Otherwise a leaf of the value.
    // Example: of two leaves of which only W requires a gradient, the result requires one.
    todo("9.1");
    // END EXERCISE 9.1
}
