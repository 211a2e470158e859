/// \file
/// How wrong a prediction is, as one number.
#pragma once

#include <optional>

#include "ch01_data/idx_files.hpp"
#include "ch02_np_tensor/np_tensor.hpp"

namespace wb {

/// The softmax cross-entropy, averaged over the batch.
/// \f[ L = -\frac{1}{N} \sum_n \ln p_{n, y_n}, \qquad p = \mathrm{softmax}(z) \f]
/// The loss of a sample is minus the logarithm of the probability given to the true class: 0 if that
/// probability is 1, ln 10 = 2.30 for guessing among ten classes, and without limit for a confident mistake.
///
/// Source: I. Goodfellow, Y. Bengio, A. Courville, *Deep Learning*, sections 5.5 and 6.2.2 (2016).
class CrossEntropyLoss {
public:
    /// Exercise 3.4. Computes the loss of a batch from its scores and labels.
    /// \param logits  scores z, (N, K), N at least 1
    /// \param labels  y, (N), each below K
    /// \return L, not negative
    /// \throws shape_error unless logits has two axes and at least one row; the message gives its shape
    /// \throws std::invalid_argument if there are not as many labels as rows; the message gives both
    ///         numbers
    /// \throws std::out_of_range if a label is K or more; the message gives its position (from 0), its
    ///         value and K
    double forward(const np_tensor& logits, const Labels& labels);

    /// Exercise 3.5. Computes the gradient of the loss with respect to the scores.
    /// \f[ dz_{nk} = \frac{1}{N} \left( p_{nk} - [k = y_n] \right) \f]
    /// \return dz, (N, K): the gradient with respect to the logits of the last forward()
    /// \throws std::logic_error if there was no forward()
    np_tensor backward() const;

private:
    std::optional<np_tensor> log_p_;  ///< (N, K), the logarithms of the probabilities, for backward()
    Labels labels_;                   ///< the labels of the last forward()
};

}  // namespace wb
