/// \file
/// From bytes to small numbers around 0, from which a network learns better.
#pragma once

#include <vector>

#include "ch01_data/idx_files.hpp"
#include "common/real.hpp"

namespace wb {

/// The mean of all pixels of MNIST's 60,000 training images, on the scale 0 to 1.
inline constexpr double mnist_mean = 0.1307;
/// Their standard deviation, on the same scale.
inline constexpr double mnist_std = 0.3081;

/// Exercise 1.5. Brings the pixels from 0..255 to 0..1.
/// \f[ x = p / 255 \f]
/// \param images  N images of H x W pixels
/// \return shape (N, H, W), in the order of `images.pixels`
std::vector<real> scale_to_unit(const Images& images);

/// Exercise 1.5. Brings the pixels to a mean of about 0 and a standard deviation of about 1.
/// \f[ x = \frac{p / 255 - \mu}{\sigma} \f]
/// \param images  N images of H x W pixels
/// \param mean    \f$ \mu \f$, on the scale 0 to 1
/// \param std     \f$ \sigma \f$, on the same scale
/// \return shape (N, H, W), in the order of `images.pixels`
/// \throws std::invalid_argument if `std` is not greater than zero, or not a number; the message says "std"
///
/// Source: Y. LeCun, L. Bottou, G. Orr, K.-R. Müller, *Efficient BackProp*, section 4.3 (1998).
std::vector<real> standardize(const Images& images, double mean = mnist_mean, double std = mnist_std);

}  // namespace wb
