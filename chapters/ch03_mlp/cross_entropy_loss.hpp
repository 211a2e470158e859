/// \file
/// How wrong a prediction is, as one number.
#pragma once

#include <optional>

#include "ch01_data/idx_files.hpp"
#include "ch02_np_tensor/np_tensor.hpp"

namespace wb {

/// The softmax cross-entropy, averaged over the batch.
/// \f[ L = -\frac{1}{N} \sum_n \ln p_{n, y_n}, \qquad p = \mathrm{softmax}(z) \f]
/// Each sample pays the logarithm of how unlikely the truth was thought to be: nothing for certainty, ln 10
/// = 2.30 for guessing among ten, and without limit for being sure and wrong.
///
/// Source: I. Goodfellow, Y. Bengio, A. Courville, *Deep Learning*, sections 5.5 and 6.2.2 (2016).
class CrossEntropyLoss {
public:
    /// Exercise 3.4.
    /// \param logits  scores z, (N, K), N at least 1
    /// \param labels  y, (N), each below K
    /// \return L, not negative
    /// \throws shape_error unless the logits have two axes and at least one row
    /// \throws std::invalid_argument if there are not as many labels as rows; the message names both numbers
    /// \throws std::out_of_range if a label is K or more; the message names its position, its value and K
    double forward(const np_tensor& logits, const Labels& labels);

    /// Exercise 3.5.
    /// \f[ dz_{nk} = \frac{1}{N} \left( p_{nk} - [k = y_n] \right) \f]
    /// \return dz, (N, K): the gradient with respect to the logits of the last forward()
    /// \throws std::logic_error if there was no forward(); the message says so
    np_tensor backward() const;

private:
    std::optional<np_tensor> log_p_;  ///< (N, K), the logarithms of the probabilities, for backward()
    Labels labels_;                   ///< the labels of the last forward()
};

}  // namespace wb
