/// \file
/// A whole set of generated digits, as the four files of MNIST.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "common/random/rng.hpp"
#include "data/make_digits/pen.hpp"

namespace wb::digits {

/// Images and what they show, image by image.
struct DigitSet {
    std::vector<Image> images;
    std::vector<std::uint8_t> labels;
};

/// Generates `count` digits in random order, each of the ten equally often (the last few digits once less,
/// if ten does not divide the count).
DigitSet make_digit_set(std::size_t count, double wobble, Rng& rng);

/// What determines a data set. The defaults are those of the set in data/digits.
struct Recipe {
    std::size_t train = 10000, test = 2000;  ///< images
    std::uint32_t seed = 1;                  ///< below 2^31
    double wobble = 0.9;                     ///< 0 to 3, see skeleton()
};

/// A file by its name, not packed.
struct NamedFile {
    std::string name;
    std::vector<std::uint8_t> bytes;
};

/// Generates the training and the test set, each from a random stream of its own, so that the number of
/// training images does not change the test images.
///
/// \returns images and labels for training, images and labels for testing, in IDX form under MNIST's names
/// \throws std::invalid_argument if the seed or the wobble is out of its range
std::vector<NamedFile> make_files(const Recipe& recipe);

}  // namespace wb::digits
