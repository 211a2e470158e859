#include "ch09_autograd/tape.hpp"

#include <cstddef>
#include <stdexcept>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "ch02_np_tensor/arithmetic.hpp"
#include "common/errors/not_implemented.hpp"
#include "common/errors/shape_error.hpp"

std::vector<wb::Variable> wb::topological_order(const Variable& last) {
    // EXERCISE 9.3
    // Goal: every node that the way back passes, parents before children.
    // Given: last; variable.parents(), variable.requires_grad(); variable.id() is the same for all handles
    //        of a node, so a std::unordered_set<const Node*> can say which were seen.
    // Asked: each node that requires a gradient once, after all of its parents; `last` comes last. Without
    //        recursion: keep the way down on a std::vector of your own. Empty if last requires no gradient.
    // Example: c = a + b, d = c * a. An order is a, b, c, d.
    todo("9.3");
    // END EXERCISE 9.3
}

void wb::backward(const Variable& last, const BackwardOptions& options) {
    // EXERCISE 9.4
    // Goal: the gradient of `last` in the .grad of every leaf.
    // Given: topological_order(last); variable.gradients_of_parents(dy) runs one operation's backward.
    // Asked: 1. the errors that tape.hpp promises;
    //        2. a gradient for each node, in a map. It begins with that of last: the seed, or a 1 in the
    //           shape of last;
    //        3. from the end of the order to its beginning: skip a node for which nothing came. A leaf calls
    //           accumulate_grad(its gradient). A result hands on gradients_of_parents(its gradient): *add*
    //           each to what the map has for that parent. Leave out arrays without elements, and parents
    //           that require no gradient;
    //        4. unless retain_graph: forget_history() of every node of the order.
    //        Write loops, not recursion.
    // Example: a = 3, b = a + a, backward(b): a.grad() is 2.
    todo("9.4");
    // END EXERCISE 9.4
}
