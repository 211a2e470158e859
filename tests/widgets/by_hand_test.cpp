#include "ch02_np_tensor/softmax.hpp"
#include "ch03_mlp/cross_entropy_loss.hpp"
#include "ch03_mlp/linear.hpp"
#include "ch03_mlp/relu.hpp"
#include "ch03_mlp/sgd.hpp"
#include "tests/support/catch.hpp"
#include "tests/widgets/widget_data.hpp"

using namespace wb::widgets;
using wb::np_tensor;

namespace {

np_tensor row_of(const json& rows) {
    const auto matrix = tensor_of(rows);
    return matrix.reshape({matrix.dim(1)});
}

json as_row(const np_tensor& values) {
    return json::array({rows_of(values)});
}

/// The network of the lesson, layer by layer, with what each has computed.
class Net {
public:
    explicit Net(const json& data)
        : x_(tensor_of(data.at("x"))), labels_{data.at("label").get<wb::Labels::value_type>()} {
        const auto& given = data.at("before");
        first_.weight = tensor_of(given.at("W1"));
        first_.bias = row_of(given.at("b1"));
        second_.weight = tensor_of(given.at("W2"));
        second_.bias = row_of(given.at("b2"));
    }

    json forward() {
        const auto h = first_.forward(x_);
        const auto a = relu_.forward(h);
        const auto z = second_.forward(a);
        const auto loss = loss_.forward(z, labels_);
        return {{"W1", rows_of(first_.weight)},
                {"b1", as_row(first_.bias)},
                {"W2", rows_of(second_.weight)},
                {"b2", as_row(second_.bias)},
                {"h", rows_of(h)},
                {"a", rows_of(a)},
                {"z", rows_of(z)},
                {"p", rows_of(wb::softmax(z))},
                {"L", json::array({json::array({loss})})}};
    }

    json backward() {
        const auto dz = loss_.backward();
        const auto da = second_.backward(dz);
        const auto dh = relu_.backward(da);
        first_.backward(dh);
        return {{"z", rows_of(dz)},
                {"W2", rows_of(second_.weight.grad())},
                {"b2", as_row(second_.bias.grad())},
                {"a", rows_of(da)},
                {"h", rows_of(dh)},
                {"W1", rows_of(first_.weight.grad())},
                {"b1", as_row(first_.bias.grad())}};
    }

    void update(double rate) {
        auto parameters = first_.parameters();
        for (const auto& parameter : second_.parameters()) parameters.push_back(parameter);
        wb::SGD(parameters, rate).step();
    }

private:
    np_tensor x_;
    wb::Labels labels_;
    wb::Rng rng_{1};
    wb::Linear first_{2, 2, rng_}, second_{2, 2, rng_};
    wb::ReLU relu_;
    wb::CrossEntropyLoss loss_;
};

std::vector<std::string> faults_of(const json& data) {
    Net net(data);
    json computed;
    computed["before"] = net.forward();
    computed["gradients"] = net.backward();
    net.update(data.at("rate").get<double>());
    computed["after"] = net.forward();
    std::vector<std::string> found;
    for (const auto& [part, arrays] : computed.items()) {
        if (arrays.size() != data.at(part).size()) found.push_back(part + " has other arrays");
        for (const auto& [name, rows] : arrays.items()) {
            const auto more = differences(data.at(part).at(name), rows, 3, part + "." + name);
            found.insert(found.end(), more.begin(), more.end());
        }
    }
    return found;
}

}  // namespace

TEST_CASE("the network by hand shows what the layers of chapter 03 compute") {
    require_checked("by_hand", faults_of);
}

TEST_CASE("the network by hand is that of the lesson") {
    const auto lesson = text_of("chapters/ch03_mlp/lesson.md");
    const auto data = data_of("by_hand");
    const auto row = [](const json& values) { return values.at(0).dump() + ", " + values.at(1).dump(); };
    const auto matrix = [](const json& rows) {
        return rows.at(0).at(0).dump() + " & " + rows.at(0).at(1).dump() + " \\\\ " +
               rows.at(1).at(0).dump() + " & " + rows.at(1).at(1).dump();
    };
    const auto& before = data.at("before");
    const auto& after = data.at("after");
    for (const auto& text :
         {"x = (" + row(data.at("x").at(0)) + ")$, label " + data.at("label").dump(),
          "W_1 = \\begin{pmatrix} " + matrix(before.at("W1")),
          "W_2 = \\begin{pmatrix} " + matrix(before.at("W2")), "b_1 = (" + row(before.at("b1").at(0)) + ")",
          "b_2 = (" + row(before.at("b2").at(0)) + ")", "learning rate " + data.at("rate").dump(),
          "$h = (" + row(after.at("h").at(0)) + ")$", "$z = (" + row(after.at("z").at(0)) + ")$",
          "from " + before.at("L").at(0).at(0).dump() + " to " + after.at("L").at(0).at(0).dump()}) {
        INFO(text);
        CHECK(lesson.find(text) != std::string::npos);
    }
}
