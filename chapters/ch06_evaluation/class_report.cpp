#include "ch06_evaluation/class_report.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "common/errors/not_implemented.hpp"

std::vector<wb::ClassReport> wb::class_reports(const ConfusionMatrix& matrix) {
    // EXERCISE 6.3
    // Goal: how well each class is read.
    // Given: matrix(i, j), how many samples are i and were read as j; matrix.classes().
    // Asked: for each class k: precision = matrix(k, k) / the sum of column k; recall = matrix(k, k) / the
    //        sum of row k; f1 = their harmonic mean 2PR / (P + R); support = the sum of row k. Where the
    //        denominator is 0, the result is 0. Counts are integers, and 3 / 4 of integers is 0: divide as
    //        double.
    // Example: rows [3 1] [0 4]: class 0 has precision 1, recall 0.75, f1 0.857, support 4.
    todo("6.3");
    // END EXERCISE 6.3
}
