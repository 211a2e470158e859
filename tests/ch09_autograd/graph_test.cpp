#include "ch09_autograd/given/graph.hpp"

#include <string>

#include "ch09_autograd/operations.hpp"
#include "ch09_autograd/tape.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;
using wb::Variable;

namespace {

Variable leaf(wb::np_tensor value, bool requires_grad, const std::string& name) {
    return Variable(std::move(value), {.requires_grad = requires_grad, .name = name});
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

}  // namespace

TEST_CASE("the graph of x W has a shape on each arrow, and a way back to W only") {
    const Variable x = leaf(wb::np_tensor({2, 3}), false, "x");
    const Variable W = leaf(wb::np_tensor({3, 4}), true, "W");
    const std::string dot = wb::graph_in_dot(matmul(x, W));
    const std::string expected = R"dot(  n0 [label="matmul", shape=ellipse];
  n1 [label="x", shape=box, style=filled, fillcolor="#eeeeee"];
  n2 [label="W", shape=box, style=filled, fillcolor="#cfe2f3"];
  n1 -> n0 [label=" (2, 3)"];
  n2 -> n0 [label=" (3, 4)"];
  n2 -> n0 [color="#c0392b", fontcolor="#c0392b", dir=back, label=" dW"];
}
)dot";
    CHECK(dot.starts_with("digraph tape {\n"));
    CHECK(dot.substr(dot.find("  n0")) == expected);
}

TEST_CASE("in the graph, a node that was used twice appears once, with two ways back") {
    const Variable a = leaf(wb::np_tensor({2}), true, "a");
    const std::string dot = wb::graph_in_dot(a + relu(a));
    CHECK(count(dot, "shape=box") == 1);
    CHECK(count(dot, "shape=ellipse") == 2);
    CHECK(count(dot, "label=\" (2,)\"") == 3);
    CHECK(count(dot, "dir=back") == 3);
    CHECK(count(dot, "label=\" da\"") == 2);
}

TEST_CASE("a number without a name is shown as itself, and quotes in a name do not end it") {
    const Variable a = leaf(wb::np_tensor({2}), true, "the \"a\"");
    const std::string dot = wb::graph_in_dot(a * wb::real{2.5});
    CHECK(count(dot, "[label=\"2.5\", ") == 1);
    CHECK(count(dot, "[label=\"the \\\"a\\\"\", ") == 1);
}

TEST_CASE("the graph of a long chain needs no recursion") {
    Variable y = leaf(wb::np_tensor({1}), true, "x");
    for (int i = 0; i < 100'000; ++i) y = relu(y);
    CHECK(count(wb::graph_in_dot(y), "label=\"relu\"") == 100'000);
}

TEST_CASE("after backward() only the last node is left to draw") {
    const Variable a = leaf(wb::np_tensor({1}), true, "a");
    const Variable y = relu(a);
    backward(y);
    CHECK(count(wb::graph_in_dot(y), "->") == 0);
}
