/// \file
/// Which class is read as which, and how often.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <vector>

#include "ch01_data/idx_files.hpp"
#include "common/shape.hpp"

namespace wb {

/// How often each class was read as each class: a table of integers, (K, K). Given.
///
/// The rows are the truth and the columns the predictions, as in scikit-learn: `matrix(4, 9)` is the number
/// of samples that are 4 and were read as 9. (Some books swap rows and columns. Look at the axes before you
/// read such a table.)
class ConfusionMatrix {
public:
    /// A matrix before the first sample.
    /// \param classes  K; every count is 0
    explicit ConfusionMatrix(std::size_t classes) : classes_(classes), counts_(classes * classes) {}

    /// From its rows: `ConfusionMatrix({{5, 1}, {2, 2}})`.
    /// \throws std::invalid_argument unless there are as many rows as columns
    ConfusionMatrix(std::initializer_list<std::initializer_list<std::size_t>> rows) : classes_(rows.size()) {
        for (const auto& row : rows) {
            if (row.size() != classes_)
                throw std::invalid_argument("ConfusionMatrix: a row of " + std::to_string(row.size()) +
                                            " counts among " + std::to_string(classes_) +
                                            " rows; there must be as many columns as rows");
            counts_.insert(counts_.end(), row.begin(), row.end());
        }
    }

    /// K, the number of classes.
    std::size_t classes() const { return classes_; }

    /// How many samples of class `truth` were read as class `predicted`.
    /// \throws std::out_of_range if either is not below K
    std::size_t& operator()(std::size_t truth, std::size_t predicted) {
        return counts_[offset(truth, predicted)];
    }
    /// The same, to be read only.
    std::size_t operator()(std::size_t truth, std::size_t predicted) const {
        return counts_[offset(truth, predicted)];
    }

    /// All counts, row after row.
    const std::vector<std::size_t>& counts() const { return counts_; }

    /// Whether all counts are equal.
    bool operator==(const ConfusionMatrix&) const = default;

private:
    std::size_t offset(std::size_t truth, std::size_t predicted) const {
        if (truth >= classes_ || predicted >= classes_)
            throw std::out_of_range("ConfusionMatrix: no count (" + std::to_string(truth) + ", " +
                                    std::to_string(predicted) + ") among " + std::to_string(classes_) +
                                    " classes, counted from 0");
        return truth * classes_ + predicted;
    }

    std::size_t classes_;
    std::vector<std::size_t> counts_;  ///< (K, K), row after row
};

/// Exercise 6.2. Counts how often each class was read as each class.
/// \f[ C_{ij} = \sum_n [y_n = i] \, [\hat y_n = j] \f]
/// All counts add up to N, row i to the number of samples that are i, column j to the number that were read
/// as j. The diagonal counts the right answers.
/// \param labels     the truth, (N), N at least 1
/// \param predicted  the class that was predicted for each, (N): `argmax(p)`
/// \param classes    K; classes that do not occur have counts of 0
/// \throws std::invalid_argument if N is 0, or if there are not as many predictions as labels; the message
/// names both numbers
/// \throws std::out_of_range if a label or a prediction is not below K; the message says (in your own words)
/// which of the two it is, its position, its value, and K
///
/// Source: R. Kohavi, F. Provost, *Glossary of terms*, Machine Learning 30 (1998).
ConfusionMatrix confusion_matrix(const Labels& labels, const Indices& predicted, std::size_t classes = 10);

}  // namespace wb
