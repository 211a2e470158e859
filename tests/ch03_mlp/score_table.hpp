/// \file
/// A network that has an answer ready for each sample, and writes down what it was asked.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "ch03_mlp/given/module.hpp"
#include "ch03_mlp/given/optimizer.hpp"
#include "tests/ch03_mlp/arrays.hpp"

namespace wb::judge {

/// N samples that can be told apart: sample n is the row [n, 10 n].
inline np_tensor sample_numbers(std::size_t count) {
    np_tensor x({count, 2});
    for (std::size_t n = 0; n < count; ++n) {
        x(n, 0) = static_cast<real>(n);
        x(n, 1) = static_cast<real>(10 * n);
    }
    return x;
}

/// Returns for each of the sample_numbers() a row of scores that the test has chosen, learning nothing from
/// backward(); that call adds 1 to the gradient of its only parameter.
class ScoreTable : public Module {
public:
    /// \param scores  (N, K)
    explicit ScoreTable(Array scores)
        : weight({1}), scores_(std::move(scores)), times_run_(scores_.shape()[0]) {}

    np_tensor forward(const np_tensor& x) override {
        events.push_back("forward");
        const std::size_t K = scores_.shape()[1];
        np_tensor scores({x.dim(0), K});
        batches_.emplace_back();
        for (std::size_t i = 0; i < x.dim(0); ++i) {
            const auto n = static_cast<std::size_t>(x(i, 0));
            if (x(i, 1) != 10 * x(i, 0)) throw std::runtime_error("a row of x was torn apart");
            batches_.back().push_back(n);
            ++times_run_.at(n);
            for (std::size_t k = 0; k < K; ++k) scores(i, k) = scores_.values()[n * K + k];
        }
        shape_ = x.shape();
        return scores;
    }

    np_tensor backward(const np_tensor& dy) override {
        events.push_back("backward");
        upstream.push_back(Array(dy));
        ++backward_calls_;
        weight.accumulate_grad(np_tensor({1}, 1));
        return np_tensor(shape_);
    }

    std::vector<Parameter> parameters() override { return {{"weight", &weight}}; }

    /// How often each sample has run.
    const std::vector<int>& times_run() const { return times_run_; }
    /// The samples of each forward().
    const std::vector<Indices>& batches() const { return batches_; }
    std::size_t largest_batch() const { return std::ranges::max(batches_, {}, &Indices::size).size(); }
    int backward_calls() const { return backward_calls_; }

    np_tensor weight;                 ///< (1)
    std::vector<std::string> events;  ///< "forward", "backward"; others may write here too
    std::vector<Array> upstream;      ///< the dy of each backward()

private:
    Array scores_;
    std::vector<int> times_run_;
    std::vector<Indices> batches_;
    Shape shape_;
    int backward_calls_ = 0;
};

/// What a ScoreTable and its Witness have written down.
using Events = std::vector<std::string>;

/// Writes down when it steps, and with which gradient; moves nothing.
class Witness : public Optimizer {
public:
    explicit Witness(ScoreTable& model) : Optimizer(model.parameters()), model_(model) {}

    void step() override {
        model_.events.emplace_back("step");
        gradients.push_back(model_.weight.has_grad() ? model_.weight.grad().values()[0] : 0);
    }

    std::vector<double> gradients;  ///< that each step has found

private:
    ScoreTable& model_;
};

/// The scores of a table that cannot tell two classes: every sample costs ln 2.
inline Array indifferent(std::size_t samples) {
    return {{samples, 2}, std::vector<double>(2 * samples, 0.0)};
}

}  // namespace wb::judge
