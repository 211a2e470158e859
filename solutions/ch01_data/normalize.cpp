#include "ch01_data/normalize.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

#include "common/errors/not_implemented.hpp"

std::vector<wb::real> wb::scale_to_unit(const Images& images) {
    // BEGIN SOLUTION 1.5
    // STUB // Goal: numbers from 0 to 1 instead of bytes.
    // STUB // Given: images, with its pixels.
    // STUB // Asked: p / 255 for each pixel p, in the same order. Note that p is an integer: in C++,
    // STUB //        128 / 255 is 0.
    // STUB // Example: the pixels 0, 51, 255 become 0, 0.2, 1.
    // STUB todo("1.5");
    return standardize(images, 0.0, 1.0);
    // END SOLUTION
}

std::vector<wb::real> wb::standardize(const Images& images, double mean, double std) {
    // BEGIN SOLUTION 1.5
    // STUB // Goal: numbers around 0, with a spread of about 1.
    // STUB // Given: images; mean and std, on the scale 0 to 1.
    // STUB // Asked: (p / 255 - mean) / std for each pixel p. Unless std > 0, a std::invalid_argument that
    // STUB //        says "std".
    // STUB // Example: with mean 0.5 and std 0.25, the pixels 0 and 255 become -2 and 2.
    // STUB todo("1.5");
    if (!(std > 0))
        throw std::invalid_argument("standardize: std must be greater than 0, not " + std::to_string(std));
    std::vector<real> x(images.pixels.size());
    std::transform(images.pixels.begin(), images.pixels.end(), x.begin(),
                   [=](std::uint8_t pixel) { return static_cast<real>((pixel / 255.0 - mean) / std); });
    return x;
    // END SOLUTION
}
