/// \file
/// The networks of the earlier chapters as forward functions, and a residual one.
#pragma once

#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

#include "ch03_mlp/given/module.hpp"
#include "ch09_autograd/given/variable.hpp"
#include "common/random/rng.hpp"

namespace wb {

/// A network of which only the forward pass is written. Given.
///
/// To learn, call scores() and then backward() of the tape: fit_by_autograd() does. As a Module it can be
/// evaluated, saved and loaded by the functions of chapters 03 and 04; its parameters have the names that
/// these files use.
class ForwardNetwork : public Module {
public:
    /// The forward pass, from a batch to its scores.
    using ForwardFunction = std::function<Variable(const Variable& x)>;

    /// A network made of its parts.
    /// \param parameters  the leaves that learn, each with a name
    /// \param forward     keeps copies of those leaves
    ForwardNetwork(std::vector<Variable> parameters, ForwardFunction forward)
        : parameters_(std::move(parameters)), forward_(std::move(forward)) {}

    /// The scores of a batch, with their history.
    /// \param x  the batch; a leaf
    /// \return (N, K)
    Variable scores(const Variable& x) { return forward_(x); }

    /// The scores without a history: for evaluate(). NoGrad saves the memory.
    np_tensor forward(const np_tensor& x) override;
    /// There is none. \throws std::logic_error always: it says what to call instead
    np_tensor backward(const np_tensor& dy) override;
    /// For the optimizers, save() and load().
    std::vector<Parameter> parameters() override;

private:
    std::vector<Variable> parameters_;
    ForwardFunction forward_;
};

/// The parameters of a network of an earlier chapter as leaves of the same names, with a copy of its numbers.
/// Given.
std::vector<Variable> leaves_of(Module& network);

/// \name The networks of chapters 03 to 05
/// The same rng gives the first weights of make_mlp(), deep_recipe() and cnn16_recipe(). Given.
///@{

/// D-hidden-K of chapter 03, such as 784-200-10.
ForwardNetwork forward_mlp(std::size_t in, std::size_t hidden, std::size_t out, Rng& rng);
/// 784-128-128-128-10 of chapter 04.
ForwardNetwork forward_deep(Rng& rng);
/// cnn16 of chapter 05, of its Conv2d and MaxPool2d.
ForwardNetwork forward_cnn16(Rng& rng);
/// The same of ConvReLUPool2d.
/// \param threads  how many work on a batch
ForwardNetwork forward_fast_cnn16(Rng& rng, std::size_t threads);
///@}

/// The lab trains cnn16 for less time than that of chapter 05, which has 5 epochs.
inline constexpr std::size_t cnn16_epochs = 2;
/// What it reaches in these on MNIST's test set, at least.
inline constexpr double cnn16_promised = 0.981;

/// A deep network of equal hidden layers, 784-64-64-...-64-10, and how it is trained. Given.
///
/// The lesson says what depth and first weights do to it.
struct ResidualRecipe {
    bool residual = true;          ///< whether each of the equal layers has a connection around it
    std::size_t width = 64;        ///< M, the units of each hidden layer
    std::size_t blocks = 10;       ///< how many layers M-M there are, between 784-M and M-10
    double learning_rate = 1e-3;   ///< of Adam, in the first step; from there on linear_decay()
    std::size_t batch_size = 64;   ///< samples in a step
    std::size_t epochs = 6;        ///< how often to go through the samples
    std::size_t samples = 12'000;  ///< of the training set; one in twelve of them is set aside
    double promised = 0.933;       ///< the accuracy of the residual one on MNIST's test set is at least this
};

/// One block of a residual network. Given.
/// \f[ y = x + \mathrm{ReLU}(x W + b) \f]
/// Backward, \f$ dx = dy + \ldots \f$: whatever the weights are, the gradient has a way around them.
/// \param x  (N, M)
/// \param W  (M, M)
/// \param b  (M)
/// \return (N, M)
///
/// Source: K. He, X. Zhang, S. Ren, J. Sun, *Deep residual learning for image recognition* (2015).
Variable residual_block(const Variable& x, const Variable& W, const Variable& b);

/// The network of a recipe, residual or plain. The same rng gives both the same first weights: those that
/// Linear draws. Given.
/// \param in   D, the number of pixels
/// \param rng  draws the weights
ForwardNetwork forward_residual(const ResidualRecipe& recipe, std::size_t in, Rng& rng);

}  // namespace wb
