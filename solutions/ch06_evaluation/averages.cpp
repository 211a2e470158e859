#include "ch06_evaluation/averages.hpp"

#include <numeric>
#include <stdexcept>

#include "common/errors/not_implemented.hpp"

wb::Averages wb::macro_average(const std::vector<ClassReport>& reports) {
    // BEGIN SOLUTION 6.4
    // STUB // Goal: one number for all classes, each with the same weight.
    // STUB // Given: a report for each class.
    // STUB // Asked: the means of their precisions, recalls and f1s. std::invalid_argument if there is no report.
    // STUB // Example: recalls 0.75 (support 4) and 1 (support 1) make 0.875.
    // STUB todo("6.4");
    if (reports.empty()) throw std::invalid_argument("macro_average: needs at least one report");
    Averages sum;
    for (const ClassReport& report : reports) {
        sum.precision += report.precision;
        sum.recall += report.recall;
        sum.f1 += report.f1;
    }
    const auto K = static_cast<double>(reports.size());
    return {.precision = sum.precision / K, .recall = sum.recall / K, .f1 = sum.f1 / K};
    // END SOLUTION
}

wb::Averages wb::weighted_average(const std::vector<ClassReport>& reports) {
    // BEGIN SOLUTION 6.4
    // STUB // Goal: one number for all classes, each weighted by its support.
    // STUB // Given: a report for each class.
    // STUB // Asked: the means weighted by support: the sum of support times ratio, divided by the sum of the
    // STUB //        supports. std::invalid_argument if that is 0.
    // STUB // Example: recalls 0.75 (support 4) and 1 (support 1) make (4 * 0.75 + 1 * 1) / 5 = 0.8.
    // STUB todo("6.4");
    Averages sum;
    double N = 0;
    for (const ClassReport& report : reports) {
        const auto weight = static_cast<double>(report.support);
        sum.precision += weight * report.precision;
        sum.recall += weight * report.recall;
        sum.f1 += weight * report.f1;
        N += weight;
    }
    if (N == 0)
        throw std::invalid_argument("weighted_average: needs at least one sample; all supports are 0");
    return {.precision = sum.precision / N, .recall = sum.recall / N, .f1 = sum.f1 / N};
    // END SOLUTION
}
