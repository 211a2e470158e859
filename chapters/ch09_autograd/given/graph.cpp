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

/// Everything that `last` was computed from, each once. `numbers` gets the place of each in the list.
/// Not topological_order(): a picture needs no order, and it shows the data as well.
std::vector<Variable> everything_behind(const Variable& last,
                                        std::unordered_map<const wb::Node*, std::size_t>& numbers) {
    std::vector<Variable> all{last};
    numbers[last.id()] = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Variable here = all[i];  // a copy of the handle: the vector grows
        for (const Variable& parent : here.parents())
            if (numbers.emplace(parent.id(), all.size()).second) all.push_back(parent);
    }
    return all;
}

}  // namespace

std::string wb::graph_in_dot(const Variable& last) {
    std::unordered_map<const Node*, std::size_t> numbers;
    const std::vector<Variable> all = everything_behind(last, numbers);
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
