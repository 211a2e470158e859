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
    // BEGIN SOLUTION 9.3
    // STUB // Goal: every node that the way back passes, parents before children.
    // STUB // Given: last; variable.parents(), variable.requires_grad(); variable.id() is the same for all handles
    // STUB //        of a node, so a std::unordered_set<const Node*> can say which were seen.
    // STUB // Asked: each node that requires a gradient once, after all of its parents; `last` comes last. Without
    // STUB //        recursion: keep the way down on a std::vector of your own. Empty if last requires no gradient.
    // STUB // Example: c = a + b, d = c * a. An order is a, b, c, d.
    // STUB todo("9.3");
    std::vector<Variable> order;
    if (!last.requires_grad()) return order;

    // The way from `last` down to the node that is looked at, and for each the parent to look at next.
    struct Step {
        Variable variable;
        std::size_t next_parent = 0;
    };
    std::vector<Step> way{{last}};
    std::unordered_set<const Node*> seen{last.id()};
    while (!way.empty()) {
        Step& here = way.back();
        if (here.next_parent ==
            here.variable.parents().size()) {  // all parents are in the order: now this one
            order.push_back(std::move(here.variable));
            way.pop_back();
            continue;
        }
        const Variable parent = here.variable.parents()[here.next_parent++];
        if (parent.requires_grad() && seen.insert(parent.id()).second) way.push_back({parent});
    }
    return order;
    // END SOLUTION
}

void wb::backward(const Variable& last, const BackwardOptions& options) {
    // BEGIN SOLUTION 9.4
    // STUB // Goal: the gradient of `last` in the .grad of every leaf.
    // STUB // Given: topological_order(last); variable.gradients_of_parents(dy) runs one operation's backward.
    // STUB // Asked: 1. the errors that tape.hpp promises;
    // STUB //        2. a gradient for each node, in a map. It begins with that of last: the seed, or a 1 in the
    // STUB //           shape of last;
    // STUB //        3. from the end of the order to its beginning: skip a node for which nothing came. A leaf calls
    // STUB //           accumulate_grad(its gradient). A result hands on gradients_of_parents(its gradient): *add*
    // STUB //           each to what the map has for that parent. Leave out arrays without elements, and parents
    // STUB //           that require no gradient;
    // STUB //        4. unless retain_graph: forget_history() of every node of the order.
    // STUB //        Write loops, not recursion.
    // STUB // Example: a = 3, b = a + a, backward(b): a.grad() is 2.
    // STUB todo("9.4");
    if (!last.requires_grad())
        throw std::logic_error("backward: " + last.described() +
                               " requires no gradient: nothing that it was computed from does");
    if (!options.seed && last.value().size() != 1)
        throw shape_error(
            "backward", last.shape(),
            "only a single number has a gradient; take its sum or mean, or pass a seed of its shape");
    if (options.seed && options.seed->shape() != last.shape())
        throw shape_error("backward", options.seed->shape(), last.shape(),
                          "the seed has the shape of what it is the gradient of");

    const std::vector<Variable> order = topological_order(last);
    std::unordered_map<const Node*, np_tensor> gradients;
    gradients[last.id()] = options.seed.value_or(np_tensor(last.shape(), 1));
    for (auto variable = order.rbegin(); variable != order.rend(); ++variable) {
        // All children come later in the order, and have handed on theirs: this gradient is complete.
        const auto mine = gradients.extract(variable->id());
        if (mine.empty()) continue;  // no child had anything to add
        if (variable->is_leaf()) {
            variable->accumulate_grad(mine.mapped());
            continue;
        }
        std::vector<np_tensor> of_parents = variable->gradients_of_parents(mine.mapped());
        for (std::size_t i = 0; i < of_parents.size(); ++i) {
            const Variable& parent = variable->parents()[i];
            if (!parent.requires_grad() || of_parents[i].size() == 0) continue;
            const auto [place, first] = gradients.try_emplace(parent.id(), std::move(of_parents[i]));
            if (!first) place->second += of_parents[i];
        }
    }
    if (options.retain_graph) return;
    for (const Variable& variable : order) variable.forget_history();
    // END SOLUTION
}
