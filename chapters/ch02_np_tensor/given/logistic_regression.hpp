/// \file
/// Given: the smallest model that reads digits. The lab, the milestone and the program that measures the bar
/// all train it with this code.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "ch01_data/idx_files.hpp"
#include "ch01_data/one_hot.hpp"
#include "ch01_data/sampling.hpp"
#include "ch02_np_tensor/arithmetic.hpp"
#include "ch02_np_tensor/given/as_rows.hpp"
#include "ch02_np_tensor/matmul.hpp"
#include "ch02_np_tensor/np_tensor.hpp"
#include "ch02_np_tensor/reductions.hpp"
#include "ch02_np_tensor/softmax.hpp"
#include "ch02_np_tensor/unbroadcast.hpp"
#include "common/random/rng.hpp"

namespace wb {

/// Labels as rows of probabilities, "certainly this digit": (N, 10).
inline np_tensor as_targets(const Labels& labels) {
    return np_tensor({labels.size(), 10}, one_hot(labels));
}

/// Multinomial logistic regression: \f$ p = \mathrm{softmax}(x W + b) \f$, a score for each class that is a
/// weighted sum of the pixels.
///
/// The weights start at zero. With hidden layers this would not work. Here it does: the classes have
/// different targets, and so different gradients from the first step on.
struct LogisticRegression {
    /// Zeros everywhere.
    /// \param inputs   D, the pixels of an image
    /// \param classes  K
    LogisticRegression(std::size_t inputs, std::size_t classes)
        : weight({inputs, classes}), bias({classes}) {}

    np_tensor weight;  ///< W, (D, K)
    np_tensor bias;    ///< b, (K)

    /// The score of each class.
    /// \param x  (N, D)
    /// \return the scores, (N, K)
    np_tensor scores(const np_tensor& x) const { return matmul(x, weight) + bias; }
};

/// The cross-entropy, mean over the samples: \f$ L = -\frac{1}{N} \sum_{nk} t_{nk} \ln p_{nk} \f$.
/// \param x        (N, D)
/// \param targets  t, (N, K), each row a one among zeros
inline double cross_entropy(const LogisticRegression& model, const np_tensor& x, const np_tensor& targets) {
    return -sum(targets * log_softmax(model.scores(x))).item() / static_cast<double>(x.dim(0));
}

/// Adds \f$ \partial L / \partial W \f$ and \f$ \partial L / \partial b \f$ to the model's gradients.
///
/// The derivative of the cross-entropy by the scores is short, \f$ dz = (p - t) / N \f$; chapter 03 derives
/// it. The gradients of the matrix product and of broadcasting lead from there to W and b.
inline void accumulate_gradients(LogisticRegression& model, const np_tensor& x, const np_tensor& targets) {
    const np_tensor p = softmax(model.scores(x));                        // (N, K)
    const np_tensor dz = (p - targets) / static_cast<real>(x.dim(0));    // (N, K)
    model.weight.accumulate_grad(matmul(x, dz, {.transpose_a = true}));  // x^T dz: (D, K)
    model.bias.accumulate_grad(unbroadcast(dz, model.bias.shape()));     // (K)
}

/// One step of gradient descent: \f$ w \leftarrow w - \eta \, \partial L / \partial w \f$.
/// \param rate  \f$ \eta \f$, the learning rate
inline void descend(np_tensor& parameter, real rate) {
    for (std::size_t i = 0; i < parameter.size(); ++i)
        parameter.values()[i] -= rate * parameter.grad().values()[i];
}

/// The hyperparameters.
struct LogisticRecipe {
    std::size_t epochs = 15;                      ///< how often to go through all samples
    std::size_t batch_size = 64;                  ///< samples in a step
    real learning_rate = static_cast<real>(0.1);  ///< eta
};

/// One step on one minibatch.
inline void learn(LogisticRegression& model, const np_tensor& x, const np_tensor& targets, real rate) {
    model.weight.zero_grad();
    model.bias.zero_grad();
    accumulate_gradients(model, x, targets);
    descend(model.weight, rate);
    descend(model.bias, rate);
}

/// One epoch: every sample once, a minibatch at a time, in random order.
/// \param x        (N, D)
/// \param targets  (N, K)
/// \param rng      decides the order
inline void learn_epoch(LogisticRegression& model, const np_tensor& x, const np_tensor& targets,
                        const LogisticRecipe& recipe, Rng& rng) {
    for (const Indices& batch : shuffled_minibatches(x.dim(0), recipe.batch_size, rng))
        learn(model, x.rows(batch), targets.rows(batch), recipe.learning_rate);
}

/// The share of the samples whose largest score is at the label, 0 to 1.
inline double accuracy(const LogisticRegression& model, const np_tensor& x, const Labels& labels) {
    const Indices read = argmax(model.scores(x));
    std::size_t correct = 0;
    for (std::size_t n = 0; n < labels.size(); ++n) correct += read[n] == labels[n] ? 1 : 0;
    return static_cast<double>(correct) / static_cast<double>(labels.size());
}

}  // namespace wb
