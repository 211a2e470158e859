#include <map>

#include "ch09_autograd/operations.hpp"
#include "ch09_autograd/tape.hpp"
#include "tests/support/catch.hpp"
#include "tests/widgets/widget_data.hpp"

using namespace wb::widgets;
using wb::np_tensor;
using wb::Variable;

namespace {

using Named = std::map<std::string, Variable>;

/// The nodes of the widget, computed from its leaves by the operations of chapter 09.
Named forward(const json& nodes) {
    Named tape;
    for (const auto& node : nodes) {
        const auto name = node.at("name").get<std::string>();
        if (!node.contains("operation")) {
            const auto value = np_tensor::scalar(node.at("value").get<wb::real>());
            tape.emplace(name, Variable(value, {.requires_grad = true, .name = name}));
            continue;
        }
        const auto& first = tape.at(node.at("parents").at(0).get<std::string>());
        const auto& second = tape.at(node.at("parents").at(1).get<std::string>());
        const bool is_product = node.at("operation") == "*";
        tape.emplace(name, is_product ? first * second : first + second);
    }
    return tape;
}

/// The way back with one node after another, in the order of `steps`, and what comes of it.
json backward_by_hand(const Named& tape, const json& nodes, const json& steps) {
    std::map<std::string, double> gradients{{nodes.back().at("name").get<std::string>(), 1}};
    json walked = {{"steps", json::array()}};
    for (const auto& step : steps) {
        const auto name = step.at("node").get<std::string>();
        const auto own = gradients.at(name);
        json adds = json::array();
        const auto of_parents = tape.at(name).gradients_of_parents(np_tensor::scalar(own));
        for (const auto& node : nodes) {
            if (node.at("name") != name) continue;
            for (std::size_t i = 0; i < of_parents.size(); ++i) {
                gradients[node.at("parents").at(i).get<std::string>()] += of_parents[i].item();
                adds.push_back(of_parents[i].item());
            }
        }
        walked["steps"].push_back({{"gradient", own}, {"adds", adds}});
    }
    walked["leaves"] = {{"a", gradients.at("a")}, {"b", gradients.at("b")}};
    return walked;
}

std::vector<std::string> faults_of(const json& data) {
    const auto& nodes = data.at("nodes");
    const auto tape = forward(nodes);
    std::vector<std::string> found;
    const auto compare = [&](const json& stored, const json& computed, const std::string& place) {
        const auto more = differences(stored, computed, 0, place);
        found.insert(found.end(), more.begin(), more.end());
    };
    for (const auto& node : nodes) {
        const auto name = node.at("name").get<std::string>();
        compare(node.at("value"), tape.at(name).item(), name);
    }
    for (const auto& order : data.at("orders")) {
        const auto name = order.at("name").get<std::string>();
        const auto walked = backward_by_hand(tape, nodes, order.at("steps"));
        for (std::size_t i = 0; i < order.at("steps").size(); ++i)
            for (const char* part : {"gradient", "adds"})
                compare(order["steps"][i].at(part), walked["steps"][i].at(part), name + "." + part);
        for (const char* leaf : {"a", "b"})
            compare(order.at("leaves").at(leaf), walked.at("leaves").at(leaf), name + "." + leaf);
    }
    // The first order is that of backward().
    backward(tape.at(nodes.back().at("name").get<std::string>()));
    for (const char* leaf : {"a", "b"})
        compare(data.at("orders").at(0).at("leaves").at(leaf), tape.at(leaf).grad().item(), leaf);
    return found;
}

}  // namespace

TEST_CASE("the tape shows what the operations and backward() of chapter 09 compute") {
    require_checked("tape", faults_of);
}

TEST_CASE("the first order of the tape is topological, and the second is not") {
    const auto data = data_of("tape");
    const auto tape = forward(data.at("nodes"));
    const auto order = topological_order(tape.at("f"));
    std::vector<std::string> results;
    for (auto one = order.rbegin(); one != order.rend(); ++one)
        if (!one->is_leaf())
            for (const auto& [name, variable] : tape)
                if (variable.id() == one->id()) results.push_back(name);
    const auto nodes_of = [&](std::size_t index) {
        std::vector<std::string> names;
        for (const auto& step : data.at("orders").at(index).at("steps")) names.push_back(step.at("node"));
        return names;
    };
    CHECK(nodes_of(0) == results);
    CHECK(nodes_of(1) != results);
}

TEST_CASE("the tape is that of the lesson") {
    const auto lesson = text_of("chapters/ch09_autograd/lesson.md");
    const auto data = data_of("tape");
    const auto& nodes = data.at("nodes");
    const auto value = [&](std::size_t i) { return nodes.at(i).at("value").dump(); };
    const auto& order = data.at("orders").at(0);
    const auto& early = data.at("orders").at(1).at("leaves");
    const auto adds = [&](std::size_t step, std::size_t i) {
        return order.at("steps").at(step).at("adds").at(i).dump();
    };
    const auto& leaves = order.at("leaves");
    for (const auto& text :
         {"$a = " + value(0) + "$", "$b = " + value(1) + "$", "$u = a b$ | $" + value(2) + "$",
          "$v = u + b$ | $" + value(3) + "$", "$f = u v$ | $" + value(4) + "$",
          "$du = " + adds(0, 0) + "$, $dv = " + adds(0, 1) + "$",
          "$du = " + adds(0, 0) + " + " + adds(1, 0) + " = " + order["steps"][2].at("gradient").dump() +
              "$, $db = " + adds(1, 1) + "$",
          "$da = " + adds(2, 0) + "$, $db = " + adds(1, 1) + " + " + adds(2, 1) + " = " +
              leaves.at("b").dump() + "$",
          "$da = " + early.at("a").dump() + "$ and $db = " + early.at("b").dump() + "$"}) {
        INFO(text);
        CHECK(lesson.find(text) != std::string::npos);
    }
}
