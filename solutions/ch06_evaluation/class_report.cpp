#include "ch06_evaluation/class_report.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "common/errors/not_implemented.hpp"

// BEGIN SOLUTION 6.3
namespace {

/// The share that `part` is of `whole`; 0 if `whole` is 0.
double share(std::size_t part, std::size_t whole) {
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace
// END SOLUTION

std::vector<wb::ClassReport> wb::class_reports(const ConfusionMatrix& matrix) {
    // BEGIN SOLUTION 6.3
    // STUB // Goal: how well each class is read.
    // STUB // Given: matrix(i, j), how many samples are i and were read as j; matrix.classes().
    // STUB // Asked: for each class k: precision = matrix(k, k) / the sum of column k; recall = matrix(k, k) / the
    // STUB //        sum of row k; f1 = their harmonic mean 2PR / (P + R); support = the sum of row k. Where the
    // STUB //        denominator is 0, the result is 0. Counts are integers, and 3 / 4 of integers is 0: divide as
    // STUB //        double.
    // STUB // Example: rows [3 1] [0 4]: class 0 has precision 1, recall 0.75, f1 0.857, support 4.
    // STUB todo("6.3");
    const std::size_t K = matrix.classes();
    std::vector<ClassReport> reports;
    for (std::size_t k = 0; k < K; ++k) {
        std::size_t are_k = 0;
        std::size_t read_as_k = 0;
        for (std::size_t other = 0; other < K; ++other) {
            are_k += matrix(k, other);
            read_as_k += matrix(other, k);
        }
        const std::size_t right = matrix(k, k);
        // 2PR / (P + R), with P and R written out, is one fraction.
        reports.push_back({.precision = share(right, read_as_k),
                           .recall = share(right, are_k),
                           .f1 = share(2 * right, read_as_k + are_k),
                           .support = are_k});
    }
    return reports;
    // END SOLUTION
}
