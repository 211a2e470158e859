/// \file
/// One number for all classes, in two ways.
#pragma once

#include <vector>

#include "ch06_evaluation/class_report.hpp"

namespace wb {

/// Precision, recall and F1 of all classes together, from 0 to 1.
struct Averages {
    double precision = 0;  ///< from 0 to 1
    double recall = 0;     ///< from 0 to 1
    double f1 = 0;         ///< from 0 to 1
};

/// Exercise 6.4. The mean over the classes, each with the same weight however rare it is.
/// \f[ \bar F = \frac{1}{K} \sum_k F_k \f]
/// and in the same way for precision and recall. (The F1 of the averages would be another number.) All K
/// classes count, also those that never occur, as in scikit-learn with `labels=range(K)`.
/// \throws std::invalid_argument if there is no report
Averages macro_average(const std::vector<ClassReport>& reports);

/// Exercise 6.4. The mean over the samples: each class is weighted by its support.
/// \f[ \bar F = \frac{\sum_k s_k F_k}{\sum_k s_k} \f]
/// and in the same way for precision and recall. The weighted recall is the accuracy.
/// \throws std::invalid_argument if there is no report, or if all supports are 0
Averages weighted_average(const std::vector<ClassReport>& reports);

}  // namespace wb
