/// \file
/// A whole network beside PyTorch: forward, backward, and ten steps of an optimizer.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "ch03_mlp/cross_entropy_loss.hpp"
#include "ch03_mlp/given/module.hpp"
#include "ch03_mlp/given/optimizer.hpp"
#include "tests/ch03_mlp/arrays.hpp"
#include "tests/support/judge.hpp"

namespace wb::judge {

/// An array in one number: its scalar product with a random one, see tests/golden/pytorch.py.
inline double projection(const np_tensor& array) {
    const Array random = random_array(array.shape(), 50);
    double sum = 0;
    for (std::size_t i = 0; i < array.size(); ++i) sum += array.values()[i] * random.values()[i];
    return sum;
}

/// Takes ten steps with one batch, and compares every number that the golden file has of them.
/// \param model      gets the weights of the file
/// \param optimizer  makes one, of these parameters and this learning rate
/// \param file       made by ten_steps() of tests/golden/pytorch.py
/// \param batch      the samples
inline void compare_ten_steps(
    Module& model, const std::function<std::unique_ptr<Optimizer>(std::vector<Parameter>, double)>& optimizer,
    const std::string& file, const Array& batch) {
    unsigned seed = 1;
    for (const Parameter& parameter : model.parameters()) {
        const double scale = single(golden(file, "scale of " + parameter.name));
        *parameter.tensor = tensor(random_array(parameter.tensor->shape(), seed++));
        for (real& w : parameter.tensor->values()) w *= scale;
    }
    model.eval();  // no dropout: other frameworks draw other numbers
    const np_tensor x = tensor(batch);
    const Labels y = labels(golden(file, "labels"));
    const auto rule = optimizer(model.parameters(), single(golden(file, "rate")));
    CrossEntropyLoss loss;
    std::vector<double> losses;
    for (int step = 0; step < 10; ++step) {
        const np_tensor z = model.forward(x);
        losses.push_back(loss.forward(z, y));
        rule->zero_grad();
        const np_tensor dx = model.backward(loss.backward());
        if (step == 0) {
            INFO("before the first step");
            CHECK_THAT(z, IsCloseTo(golden(file, "z")));
            CHECK_THAT(projection(dx), Near(single(golden(file, "dx"))));
            for (const Parameter& parameter : model.parameters()) {
                INFO("the gradient of " << parameter.name);
                CHECK_THAT(projection(parameter.tensor->grad()),
                           Near(single(golden(file, "d " + parameter.name))));
            }
        }
        rule->step();
    }
    INFO("after ten steps");
    CHECK_THAT(losses, IsCloseTo(golden(file, "losses")));
    CHECK_THAT(model.forward(x), IsCloseTo(golden(file, "z after")));
    for (const Parameter& parameter : model.parameters()) {
        INFO(parameter.name);
        CHECK_THAT(projection(*parameter.tensor), Near(single(golden(file, parameter.name + " after"))));
    }
}

}  // namespace wb::judge
