/// \file
/// How well each class is read.
#pragma once

#include <cstddef>
#include <vector>

#include "ch06_evaluation/confusion_matrix.hpp"

namespace wb {

/// How well one class is read. The ratios are from 0 to 1.
struct ClassReport {
    double precision = 0;     ///< of the samples read as this class, the share that belongs to it
    double recall = 0;        ///< of the samples of this class, the share that was read as this class
    double f1 = 0;            ///< one number for both: their harmonic mean
    std::size_t support = 0;  ///< how many samples are of this class
};

/// Exercise 6.3. Precision, recall and F1 of each class.
/// \f[ P_k = \frac{C_{kk}}{\sum_i C_{ik}}, \qquad R_k = \frac{C_{kk}}{\sum_j C_{kj}}, \qquad
///     F_k = \frac{2 P_k R_k}{P_k + R_k} = \frac{2 C_{kk}}{\sum_i C_{ik} + \sum_j C_{kj}} \f]
///
/// Where the denominator is 0, the ratio is 0: the precision of a class that was never predicted, the recall
/// of a class that never occurs, and F1 where precision and recall are both 0. That is what scikit-learn
/// does too (`zero_division` at its default; it also prints a warning). It is a convention, and a
/// harsh one: a class that was never predicted was never predicted wrongly. Look at the support before you
/// read a 0.
/// \return K reports, that of class k at position k
///
/// Source: C. van Rijsbergen, *Information Retrieval*, 2nd edition, chapter 7 (1979).
std::vector<ClassReport> class_reports(const ConfusionMatrix& matrix);

}  // namespace wb
