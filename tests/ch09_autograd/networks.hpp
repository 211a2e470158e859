/// \file
/// Networks of the earlier chapters as forward functions, with the same weights.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "ch05_cnn/given/cnn.hpp"
#include "ch09_autograd/function.hpp"
#include "ch09_autograd/operations.hpp"

namespace wb::judge {

/// make_mlp() of chapter 03, without a backward.
class TapeMlp {
public:
    /// Draws the weights as make_mlp() does: the same rng gives the same.
    TapeMlp(std::size_t in, std::size_t hidden, std::size_t out, Rng& rng)
        : model_(make_mlp(in, hidden, out, rng)) {
        for (const Parameter& parameter : model_->parameters())
            weights_.push_back(
                Variable::sharing(*parameter.tensor, {.requires_grad = true, .name = parameter.name}));
    }

    /// \param x  (N, D)
    Variable operator()(const Variable& x) const {
        const Variable &W1 = weights_[0], &b1 = weights_[1], &W2 = weights_[2], &b2 = weights_[3];
        return matmul(relu(matmul(x, W1) + b1), W2) + b2;
    }

    /// For an optimizer.
    std::vector<Parameter> parameters() const { return model_->parameters(); }

private:
    std::unique_ptr<Sequential> model_;  ///< owns the arrays; its layers never run
    std::vector<Variable> weights_;
};

/// make_cnn16() of chapter 05. Conv2d and MaxPool2d are Functions; all else is made of operations.
class TapeCnn {
public:
    /// Draws the weights as make_cnn16() does: the same rng gives the same.
    explicit TapeCnn(Rng& rng)
        : conv1_("conv1", std::make_unique<Conv2d>(
                              Conv2dOptions{.channels = 1, .filters = 16, .side = 5, .padding = 2}, rng)),
          pool1_("pool1", std::make_unique<MaxPool2d>()),
          conv2_("conv2", std::make_unique<Conv2d>(
                              Conv2dOptions{.channels = 16, .filters = 32, .side = 5, .padding = 2}, rng)),
          pool2_("pool2", std::make_unique<MaxPool2d>()),
          fc1_(512, 10, rng),
          W_(Variable::sharing(fc1_.weight, {.requires_grad = true, .name = "fc1.weight"})),
          b_(Variable::sharing(fc1_.bias, {.requires_grad = true, .name = "fc1.bias"})) {}

    /// \param x  (N, 1, 16, 16)
    Variable operator()(const Variable& x) {
        Variable y = pool1_.apply(relu(conv1_.apply(x)));
        y = pool2_.apply(relu(conv2_.apply(y)));
        return matmul(reshape(y, {x.value().dim(0), 512}), W_) + b_;
    }

    /// In the order of make_cnn16().
    std::vector<Parameter> parameters() const {
        std::vector<Parameter> all;
        for (const Function* function : {&conv1_, &conv2_})
            for (const Variable& parameter : function->parameters()) all.push_back(parameter.parameter());
        all.push_back(W_.parameter());
        all.push_back(b_.parameter());
        return all;
    }

private:
    Function conv1_, pool1_, conv2_, pool2_;
    Linear fc1_;  ///< owns the arrays; it never runs
    Variable W_, b_;
};

}  // namespace wb::judge
