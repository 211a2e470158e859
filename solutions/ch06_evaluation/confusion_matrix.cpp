#include "ch06_evaluation/confusion_matrix.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "common/errors/not_implemented.hpp"

// BEGIN SOLUTION 6.2
namespace {

void check_class(const char* what, std::size_t n, std::size_t value, std::size_t classes) {
    if (value >= classes)
        throw std::out_of_range("confusion_matrix: " + std::string(what) + " " + std::to_string(n) + " is " +
                                std::to_string(value) + ", but the " + std::to_string(classes) +
                                " classes are counted from 0");
}

}  // namespace
// END SOLUTION

wb::ConfusionMatrix wb::confusion_matrix(const Labels& labels, const Indices& predicted,
                                         std::size_t classes) {
    // BEGIN SOLUTION 6.2
    // STUB // Goal: which class is read as which, and how often.
    // STUB // Given: labels (N), the truth; predicted (N); classes. ConfusionMatrix(classes) is full of zeros, and
    // STUB //        matrix(i, j) can be read and written.
    // STUB // Asked: matrix(i, j) = how many samples are i and were read as j. The errors that confusion_matrix.hpp
    // STUB //        promises, with their numbers; the wording is yours.
    // STUB // Example: labels 0 1 1, predicted 0 1 0, two classes: rows [1 0] and [1 1].
    // STUB todo("6.2");
    if (labels.empty())
        throw std::invalid_argument("confusion_matrix: needs at least one sample; there are no labels");
    if (predicted.size() != labels.size())
        throw std::invalid_argument("confusion_matrix: " + std::to_string(predicted.size()) +
                                    " predictions for " + std::to_string(labels.size()) + " labels");
    ConfusionMatrix matrix(classes);
    for (std::size_t n = 0; n < labels.size(); ++n) {
        check_class("label", n, labels[n], classes);
        check_class("prediction", n, predicted[n], classes);
        ++matrix(labels[n], predicted[n]);
    }
    return matrix;
    // END SOLUTION
}
