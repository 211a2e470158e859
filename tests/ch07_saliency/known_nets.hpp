/// \file
/// Networks whose weights the test chooses, and that say what was done to them.
#pragma once

#include <memory>
#include <numeric>
#include <string>
#include <utility>

#include "ch03_mlp/relu.hpp"
#include "ch03_mlp/sequential.hpp"
#include "ch05_cnn/flatten.hpp"
#include "ch05_cnn/max_pool2d.hpp"
#include "tests/ch03_mlp/known_linear.hpp"
#include "tests/ch05_cnn/known_conv2d.hpp"

namespace wb::judge {

/// The golden file of this chapter.
inline Array saliency_golden(const std::string& key) {
    return golden("ch07_saliency", key);
}

/// The classes that the golden file asks about.
inline Indices golden_classes() {
    Indices classes;
    const Array array = saliency_golden("classes");
    for (const double k : array.values()) classes.push_back(static_cast<std::size_t>(k));
    return classes;
}

/// A network with one of everything. See tests/golden/ch07_golden.py.
/// \param bias  what its biases are multiplied by
inline std::unique_ptr<Sequential> golden_network(double bias = 1) {
    const auto biases = [bias](const std::string& key) {
        Array array = saliency_golden(key + ".bias");
        for (double& b : array.values()) b *= bias;
        return array;
    };
    const auto conv = [&](const std::string& key) {
        return std::make_unique<KnownConv2d>(saliency_golden(key + ".weight"), biases(key), 1);
    };
    const auto linear = [&](const std::string& key) {
        return std::make_unique<KnownLinear>(saliency_golden(key + ".weight"), biases(key));
    };
    auto model = std::make_unique<Sequential>();
    model->add("conv1", conv("conv1")).add("relu1", std::make_unique<ReLU>());
    model->add("pool1", std::make_unique<MaxPool2d>());
    model->add("conv2", conv("conv2")).add("relu2", std::make_unique<ReLU>());
    model->add("flatten", std::make_unique<Flatten>());
    model->add("fc1", linear("fc1")).add("relu3", std::make_unique<ReLU>());
    model->add("fc2", linear("fc2"));
    return model;
}

/// Images as a Linear layer reads them: z = x W + b, with x (N, C, H, W) laid out as (N, D).
inline std::unique_ptr<Sequential> linear_network(const Array& W, const Array& b) {
    auto model = std::make_unique<Sequential>();
    model->add("flatten", std::make_unique<Flatten>()).add("fc1", std::make_unique<KnownLinear>(W, b));
    return model;
}

/// A Linear layer that answers with the opposite sign while it learns, and that says what was asked of it.
class MoodyLinear : public KnownLinear {
public:
    using KnownLinear::KnownLinear;
    np_tensor forward(const np_tensor& x) override {
        ++forward_calls;
        return with_mood(KnownLinear::forward(x));
    }
    np_tensor backward(const np_tensor& dy) override {
        ++backward_calls;
        return KnownLinear::backward(with_mood(dy));
    }
    void train() override { learning = true; }
    void eval() override { learning = false; }

    bool learning = true;
    int forward_calls = 0, backward_calls = 0;

private:
    np_tensor with_mood(np_tensor y) const {
        if (learning)
            for (real& value : y.values()) value = -value;
        return y;
    }
};

/// Passes everything on, counts, and says in which mode it is.
class Counter : public Module {
public:
    np_tensor forward(const np_tensor& x) override {
        ++forward_calls;
        return x;
    }
    np_tensor backward(const np_tensor& dy) override {
        ++backward_calls;
        return dy;
    }
    void train() override { learning = true; }
    void eval() override { learning = false; }

    bool learning = true;
    int forward_calls = 0, backward_calls = 0;
};

/// One number in, one score out, of which the test knows the derivative: x to a power.
class Power : public Module {
public:
    explicit Power(int exponent) : exponent_(exponent) {}
    np_tensor forward(const np_tensor& x) override {
        x_ = x;
        return raised(exponent_);
    }
    np_tensor backward(const np_tensor& dy) override {
        np_tensor dx = raised(exponent_ - 1);
        for (std::size_t i = 0; i < dx.size(); ++i) dx.values()[i] *= exponent_ * dy.values()[i];
        return dx;
    }

private:
    np_tensor raised(int exponent) const {
        np_tensor y(x_.shape(), 1);
        for (int e = 0; e < exponent; ++e)
            for (std::size_t i = 0; i < y.size(); ++i) y.values()[i] *= x_.values()[i];
        return y;
    }
    int exponent_;
    np_tensor x_;
};

/// The gradient of one score of each sample, without exercise 7.2: for the exercises that start from it.
inline np_tensor gradient_of_scores(Sequential& model, const np_tensor& x, const Indices& classes) {
    np_tensor dz(model.forward(x).shape());
    for (std::size_t n = 0; n < classes.size(); ++n) dz(n, classes[n]) = 1;
    return model.backward(dz);
}

/// The sum of the elements of entry n along the first axis.
inline double sum_of(const np_tensor& x, std::size_t n) {
    const auto entry = x.rows({n});
    return std::accumulate(entry.values().begin(), entry.values().end(), 0.0);
}

/// A copy of every parameter, to see later whether one has moved.
inline std::vector<Array> copies_of_parameters(Module& model) {
    std::vector<Array> copies;
    for (const Parameter& parameter : model.parameters()) copies.push_back(Array(*parameter.tensor));
    return copies;
}

/// The network has not changed, and no gradient is left for the next step of an optimizer.
inline void check_untouched(Module& model, const std::vector<Array>& before) {
    const auto parameters = model.parameters();
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        INFO(parameters[i].name);
        CHECK_THAT(*parameters[i].tensor, IsCloseTo(before[i], 0, 0));
        if (!parameters[i].tensor->has_grad()) continue;
        INFO("its gradient: backward() has added to it, but no training step follows, so set it to zero");
        CHECK_THAT(parameters[i].tensor->grad(), IsCloseTo(np_tensor(before[i].shape()), 0, 0));
    }
}

}  // namespace wb::judge
