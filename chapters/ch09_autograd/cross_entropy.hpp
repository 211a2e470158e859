/// \file
/// The loss of chapter 03, without its backward.
#pragma once

#include "ch01_data/idx_files.hpp"
#include "ch09_autograd/given/variable.hpp"

namespace wb {

/// Exercise 9.9. The logarithms of the softmax along the last axis, made of operations.
/// \f[ \ln p_{nk} = z_{nk} - m_n - \ln \sum_j e^{z_{nj} - m_n}, \qquad m_n = \max_j z_{nj} \f]
/// The formula is right for any number \f$ m_n \f$, which only keeps the exponentials small. So m is a leaf
/// that needs no gradient.
/// \param z  scores, (..., K), K at least 1
/// \return the same shape
/// \throws shape_error if z has no axis, or if its last axis has length 0; the message gives the shape of z
Variable log_softmax(const Variable& z);

/// Exercise 9.9. The loss of CrossEntropyLoss, made of operations; its backward follows from theirs.
/// \f[ L = -\frac{1}{N} \sum_{nk} t_{nk} \ln p_{nk}, \qquad t_{nk} = [k = y_n] \f]
/// \param logits  scores z, (N, K), N at least 1
/// \param labels  y, (N), each below K
/// \return L, of shape ()
/// \throws shape_error unless logits has two axes and at least one row; the message gives its shape
/// \throws std::invalid_argument if there are not as many labels as rows; the message gives both numbers
/// \throws std::out_of_range if a label is K or more; the message gives its position (from 0), its value and K
Variable cross_entropy(const Variable& logits, const Labels& labels);

}  // namespace wb
