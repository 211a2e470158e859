#include "ch06_evaluation/averages.hpp"

#include <numeric>
#include <stdexcept>

#include "common/errors/not_implemented.hpp"

wb::Averages wb::macro_average(const std::vector<ClassReport>& reports) {
    // EXERCISE 6.4
    // Goal: one number for all classes, each with the same weight.
    // Given: a report for each class.
    // Asked: the means of their precisions, recalls and f1s. std::invalid_argument if there is no report.
    // Example: recalls 0.75 (support 4) and 1 (support 1) make 0.875.
    todo("6.4");
    // END EXERCISE 6.4
}

wb::Averages wb::weighted_average(const std::vector<ClassReport>& reports) {
    // EXERCISE 6.4
    // Goal: one number for all classes, each weighted by its support.
    // Given: a report for each class.
    // Asked: the means weighted by support: the sum of support times ratio, divided by the sum of the
    //        supports. std::invalid_argument if that is 0.
    // Example: recalls 0.75 (support 4) and 1 (support 1) make (4 * 0.75 + 1 * 1) / 5 = 0.8.
    todo("6.4");
    // END EXERCISE 6.4
}
