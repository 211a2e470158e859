#include "ch03_mlp/sequential.hpp"

#include <memory>
#include <string>
#include <vector>

#include "ch03_mlp/relu.hpp"
#include "tests/ch03_mlp/arrays.hpp"
#include "tests/ch03_mlp/known_linear.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;
using wb::np_tensor;
using wb::Sequential;

// Tolerances: the same as for the single layers; two of them in a row lose no more than a digit.

namespace {

/// A layer that writes down when it runs: y = factor * x + shift.
class Recorder : public wb::Module {
public:
    Recorder(std::string name, double factor, double shift, std::vector<std::string>& events)
        : name_(std::move(name)), factor_(factor), shift_(shift), events_(events) {}

    np_tensor forward(const np_tensor& x) override {
        events_.push_back(name_ + " forward");
        np_tensor y = x;
        for (wb::real& value : y.values()) value = factor_ * value + shift_;
        return y;
    }

    np_tensor backward(const np_tensor& dy) override {
        events_.push_back(name_ + " backward");
        np_tensor dx = dy;
        // Not the derivative: the shift shows in which order the layers ran.
        for (wb::real& value : dx.values()) value = factor_ * value + shift_;
        return dx;
    }

private:
    std::string name_;
    double factor_, shift_;
    std::vector<std::string>& events_;
};

using Events = std::vector<std::string>;

std::vector<std::string> names_of(const std::vector<wb::Parameter>& parameters) {
    std::vector<std::string> names;
    for (const wb::Parameter& parameter : parameters) names.push_back(parameter.name);
    return names;
}

}  // namespace

TEST_CASE("forward goes through all layers, first to last", "[3.6]") {
    Events events;
    Sequential net;
    net.add("double", std::make_unique<Recorder>("double", 2, 0, events))
        .add("plus one", std::make_unique<Recorder>("plus one", 1, 1, events));
    INFO("10 times 2, plus 1, is 21; in the other order it would be 22");
    const np_tensor y = net.forward(np_tensor({1, 1}, {10}));
    INFO("each layer runs once");
    CHECK(events == Events{"double forward", "plus one forward"});
    CHECK_THAT(y, IsCloseTo(np_tensor({1, 1}, {21})));
}

TEST_CASE("backward goes through all layers, last to first", "[3.6]") {
    Events events;
    Sequential net;
    net.add("a", std::make_unique<Recorder>("a", 2, 0, events))
        .add("b", std::make_unique<Recorder>("b", 1, 1, events))
        .add("c", std::make_unique<Recorder>("c", 5, 0, events));
    net.forward(np_tensor({1, 1}, {10}));
    events.clear();
    const np_tensor dx = net.backward(np_tensor({1, 1}, {3}));
    INFO("layers a, b, c: the chain rule starts at the last one, c, and ends at the first, a");
    CHECK(events == Events{"c backward", "b backward", "a backward"});
    CHECK_THAT(dx, IsCloseTo(np_tensor({1, 1}, {32})));  // ((3 * 5) + 1) * 2
}

TEST_CASE("a network without layers returns its input", "[3.6]") {
    Sequential net;
    const np_tensor x({1, 3}, {1, 2, 3}), dy({1, 3}, {4, 5, 6});
    CHECK_THAT(net.forward(x), IsCloseTo(x));
    CHECK_THAT(net.backward(dy), IsCloseTo(dy));
    CHECK(net.parameters().empty());
}

TEST_CASE("each parameter carries its layer's name and a dot in front of its own", "[3.6]") {
    Sequential net;
    net.add("fc1", std::make_unique<KnownLinear>(random_array({4, 5}, 61), random_array({5}, 62)))
        .add("relu", std::make_unique<wb::ReLU>())
        .add("fc2", std::make_unique<KnownLinear>(random_array({5, 3}, 63), random_array({3}, 64)));
    CHECK(names_of(net.parameters()) ==
          std::vector<std::string>{"fc1.weight", "fc1.bias", "fc2.weight", "fc2.bias"});

    INFO("two layers of the same name: both learn, so both are in the list");
    Sequential twins;
    for (const unsigned seed : {65U, 66U})
        twins.add("fc", std::make_unique<KnownLinear>(random_array({2, 2}, seed), random_array({2}, seed)));
    CHECK(names_of(twins.parameters()) ==
          std::vector<std::string>{"fc.weight", "fc.bias", "fc.weight", "fc.bias"});
}

TEST_CASE("the parameters are the layers' own arrays, not copies of them", "[3.6]") {
    auto layer = std::make_unique<KnownLinear>(random_array({4, 5}, 65), random_array({5}, 66));
    const wb::Linear& fc1 = *layer;
    Sequential net;
    net.add("fc1", std::move(layer));
    const auto parameters = net.parameters();
    INFO("one Linear has two parameters: each network lists those of its own layers, and nothing is static");
    REQUIRE(parameters.size() == 2);
    INFO("a change of a parameter must change the layer");
    CHECK(parameters[0].tensor == &fc1.weight);
    CHECK(parameters[1].tensor == &fc1.bias);
}

TEST_CASE("a network inside a network puts both names in front", "[3.6]") {
    auto block = std::make_unique<Sequential>();
    block->add("fc1", std::make_unique<KnownLinear>(random_array({4, 5}, 67), random_array({5}, 68)));
    Sequential net;
    net.add("block", std::move(block));
    CHECK(names_of(net.parameters()) == std::vector<std::string>{"block.fc1.weight", "block.fc1.bias"});
}

TEST_CASE("Linear, ReLU, Linear: forward and backward agree with NumPy", "[3.6]") {
    Sequential net;
    net.add("fc1", std::make_unique<KnownLinear>(golden("ch03_net", "W1"), golden("ch03_net", "b1")))
        .add("relu", std::make_unique<wb::ReLU>())
        .add("fc2", std::make_unique<KnownLinear>(golden("ch03_net", "W2"), golden("ch03_net", "b2")));
    CHECK_THAT(net.forward(tensor(golden("ch03_net", "x"))), IsCloseTo(golden("ch03_net", "z")));
    CHECK_THAT(net.backward(tensor(golden("ch03_net", "dz"))), IsCloseTo(golden("ch03_net", "dx")));
    const auto parameters = net.parameters();
    REQUIRE(parameters.size() == 4);
    CHECK_THAT(parameters[0].tensor->grad(), IsCloseTo(golden("ch03_net", "dW1")));
    CHECK_THAT(parameters[1].tensor->grad(), IsCloseTo(golden("ch03_net", "db1")));
    CHECK_THAT(parameters[2].tensor->grad(), IsCloseTo(golden("ch03_net", "dW2")));
    CHECK_THAT(parameters[3].tensor->grad(), IsCloseTo(golden("ch03_net", "db2")));
}

TEST_CASE("with need_input_gradient(false), every parameter still gets its gradient", "[3.6]") {
    Sequential net;
    net.add("fc1", std::make_unique<KnownLinear>(golden("ch03_net", "W1"), golden("ch03_net", "b1")))
        .add("relu", std::make_unique<wb::ReLU>())
        .add("fc2", std::make_unique<KnownLinear>(golden("ch03_net", "W2"), golden("ch03_net", "b2")));
    net.need_input_gradient(false);
    net.forward(tensor(golden("ch03_net", "x")));
    net.backward(tensor(golden("ch03_net", "dz")));
    INFO("need_input_gradient(false) is for the first layer: fc2's dx is read, by the ReLU");
    const auto parameters = net.parameters();
    REQUIRE(parameters.size() == 4);
    CHECK_THAT(parameters[0].tensor->grad(), IsCloseTo(golden("ch03_net", "dW1")));
    CHECK_THAT(parameters[1].tensor->grad(), IsCloseTo(golden("ch03_net", "db1")));
    CHECK_THAT(parameters[2].tensor->grad(), IsCloseTo(golden("ch03_net", "dW2")));
    CHECK_THAT(parameters[3].tensor->grad(), IsCloseTo(golden("ch03_net", "db2")));
}

TEST_CASE("the chain rule: all gradients of Linear, ReLU, Linear agree with numerical derivatives", "[3.6]") {
    Sequential net;
    net.add("fc1", std::make_unique<KnownLinear>(random_array({4, 5}, 71), random_array({5}, 72)))
        .add("relu", std::make_unique<wb::ReLU>())
        .add("fc2", std::make_unique<KnownLinear>(random_array({5, 2}, 73), random_array({2}, 74)));
    np_tensor x = tensor(random_array({3, 4}, 75));
    const Array dy = random_array({3, 2}, 76);
    net.forward(x);
    const np_tensor dx = net.backward(tensor(dy));
    GradientProblem problem{.forward = [&] { return Array(net.forward(x)); },
                            .upstream = dy,
                            .inputs = {gradient_of("x", x, dx)}};
    for (const wb::Parameter& parameter : net.parameters())
        problem.inputs.push_back(gradient_of(parameter.name, *parameter.tensor, parameter.tensor->grad()));
    CHECK(problem.inputs.size() == 5);
    CHECK_THAT(check_gradients(problem), AllAgree());
}
