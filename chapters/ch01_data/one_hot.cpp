#include "ch01_data/one_hot.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "common/errors/not_implemented.hpp"

std::vector<wb::real> wb::one_hot(const Labels& labels, std::size_t classes) {
    // EXERCISE 1.6
    // Goal: a row of K numbers for each label: 1 at the label, 0 elsewhere.
    // Given: N labels; classes, which is K.
    // Asked: N * K numbers, row by row. If a label is K or more, a std::out_of_range that names its
    //        position, its value and K.
    // Example: the labels 2, 0 with 3 classes make 0 0 1  1 0 0.
    todo("1.6");
    // END EXERCISE 1.6
}
