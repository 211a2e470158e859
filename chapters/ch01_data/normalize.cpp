#include "ch01_data/normalize.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

#include "common/errors/not_implemented.hpp"

std::vector<wb::real> wb::scale_to_unit(const Images& images) {
    // EXERCISE 1.5
    // Goal: numbers from 0 to 1 instead of bytes.
    // Given: images, with its pixels.
    // Asked: p / 255 for each pixel p, in the same order. Note that p is an integer: in C++,
    //        128 / 255 is 0.
    // Example: the pixels 0, 51, 255 become 0, 0.2, 1.
    todo("1.5");
    // END EXERCISE 1.5
}

std::vector<wb::real> wb::standardize(const Images& images, double mean, double std) {
    // EXERCISE 1.5
    // Goal: numbers around 0, with a spread of about 1.
    // Given: images; mean and std, on the scale 0 to 1.
    // Asked: (p / 255 - mean) / std for each pixel p. Unless std > 0, a std::invalid_argument that
    //        says "std".
    // Example: with mean 0.5 and std 0.25, the pixels 0 and 255 become -2 and 2.
    todo("1.5");
    // END EXERCISE 1.5
}
