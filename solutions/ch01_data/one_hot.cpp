#include "ch01_data/one_hot.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "common/errors/not_implemented.hpp"

std::vector<wb::real> wb::one_hot(const Labels& labels, std::size_t classes) {
    // BEGIN SOLUTION 1.6
    // STUB // Goal: a row of K numbers for each label: 1 at the label, 0 elsewhere.
    // STUB // Given: N labels; classes, which is K.
    // STUB // Asked: N * K numbers, row by row. If a label is K or more, a std::out_of_range that names its
    // STUB //        position, its value and K.
    // STUB // Example: the labels 2, 0 with 3 classes make 0 0 1  1 0 0.
    // STUB todo("1.6");
    std::vector<real> rows(labels.size() * classes, real{0});
    for (std::size_t n = 0; n < labels.size(); ++n) {
        const std::size_t k = labels[n];
        if (k >= classes)
            throw std::out_of_range("one_hot: label " + std::to_string(n) + " is " + std::to_string(k) +
                                    ", but the " + std::to_string(classes) + " classes are counted from 0");
        rows[n * classes + k] = 1;
    }
    return rows;
    // END SOLUTION
}
