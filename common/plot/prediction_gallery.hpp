/// \file
/// Images, and what the network says of them.
#pragma once

#include <string>
#include <vector>

#include "common/plot/gray_image.hpp"
#include "common/plot/picture.hpp"

namespace wb::plot {

/// An image with its verdict. It is right if `said` is `truth`.
struct Prediction {
    GrayImage image;         ///< 0 paper, 1 full ink
    std::string truth;       ///< "4"
    std::string said;        ///< "9"
    double probability = 0;  ///< that the network gives to what it said, from 0 to 1
};

/// Draws up to 40 images in the order given, below each what the network says and how sure it is. A wrong one
/// has a thick frame, a cross in its corner, and the truth beside the verdict.
///
/// For sample predictions, right and wrong, and for the most confident mistakes.
/// \throws std::invalid_argument for no image, more than 40, sizes that differ, or values that do not fit
/// \throws plot_error if a probability is not between 0 and 1, and as draw() does
void prediction_gallery(const Picture& picture, const std::vector<Prediction>& predictions);

}  // namespace wb::plot
