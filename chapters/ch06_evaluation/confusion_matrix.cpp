#include "ch06_evaluation/confusion_matrix.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "common/errors/not_implemented.hpp"

wb::ConfusionMatrix wb::confusion_matrix(const Labels& labels, const Indices& predicted,
                                         std::size_t classes) {
    // EXERCISE 6.2
    // Goal: which class is read as which, and how often.
    // Given: labels (N), the truth; predicted (N); classes. ConfusionMatrix(classes) is full of zeros, and
    //        matrix(i, j) can be read and written.
    // Asked: matrix(i, j) = how many samples are i and were read as j. The errors that confusion_matrix.hpp
    //        promises, with their numbers; the wording is yours.
    // Example: labels 0 1 1, predicted 0 1 0, two classes: rows [1 0] and [1 1].
    todo("6.2");
    // END EXERCISE 6.2
}
