#include "ch09_autograd/given/graph.hpp"

#include <cstddef>
#include <sstream>
#include <unordered_map>
#include <vector>

#include "common/shape.hpp"

namespace {

using wb::Variable;

constexpr const char* header =
    "digraph tape {\n"
    "  rankdir=TB; ranksep=0.35; nodesep=0.3; bgcolor=white;\n"
    "  node [fontname=\"sans-serif\", fontsize=14];\n"
    "  edge [fontname=\"sans-serif\", fontsize=11];\n";
constexpr const char* backward_look = "color=\"#c0392b\", fontcolor=\"#c0392b\", dir=back";

/// Text as DOT reads it literally.
std::string quoted(const std::string& text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') result += '\\';
        result += c;
    }
    return result + "\"";
}

/// What a leaf without a name is called: a single number by itself.
std::string label_of(const Variable& variable) {
    if (!variable.name().empty()) return variable.name();
    if (variable.value().size() != 1) return "a leaf";
    std::ostringstream number;
    number << variable.item();
    return number.str();
}

std::string look_of(const Variable& variable) {
    if (!variable.is_leaf()) return "shape=ellipse";
    return variable.requires_grad() ? "shape=box, style=filled, fillcolor=\"#cfe2f3\""
                                    : "shape=box, style=filled, fillcolor=\"#eeeeee\"";
}

/// Everything that `last` was computed from, operands first, each once; in the order of the operands, so that
/// the same calculation always gives the same text. Not topological_order(): data belongs to the picture, and
/// the graph can be drawn before that exercise is written.
std::vector<Variable> everything_before(const Variable& last,
                                        std::unordered_map<const wb::Node*, std::size_t>& numbers) {
    struct Step {
        Variable variable;
        std::size_t next_parent = 0;
    };
    std::vector<Variable> all;
    std::vector<Step> way{{last}};
    while (!way.empty()) {
        Step& here = way.back();
        if (here.next_parent < here.variable.parents().size()) {
            const Variable parent = here.variable.parents()[here.next_parent++];
            if (!numbers.contains(parent.id())) way.push_back({parent});
            continue;
        }
        numbers.emplace(here.variable.id(), all.size());
        all.push_back(here.variable);
        way.pop_back();
    }
    return all;
}

}  // namespace

std::string wb::graph_in_dot(const Variable& last) {
    std::unordered_map<const Node*, std::size_t> numbers;
    const std::vector<Variable> all = everything_before(last, numbers);
    std::ostringstream dot;
    dot << header;
    for (std::size_t i = 0; i < all.size(); ++i)
        dot << "  n" << i << " [label=" << quoted(label_of(all[i])) << ", " << look_of(all[i]) << "];\n";
    for (std::size_t i = 0; i < all.size(); ++i)
        for (const Variable& parent : all[i].parents()) {
            const std::size_t from = numbers.at(parent.id());
            dot << "  n" << from << " -> n" << i << " [label=" << quoted(" " + to_string(parent.shape()))
                << "];\n";
            if (!parent.requires_grad()) continue;
            // From the operand to the result as well, with the arrow at its tail: so it does not turn the
            // drawing upside down.
            dot << "  n" << from << " -> n" << i << " [" << backward_look;
            if (parent.is_leaf() && !parent.name().empty()) dot << ", label=" << quoted(" d" + parent.name());
            dot << "];\n";
        }
    dot << "}\n";
    return dot.str();
}
