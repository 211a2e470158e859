/// \file
/// The lengths of all axes of a convolution.
#pragma once

#include <cstddef>
#include <string>

#include "common/errors/shape_error.hpp"

namespace wb {

/// N images of C channels, H x W pixels each, under filters of F x F, with a frame of P zeros. Given.
///
/// The filter has H' x W' places, and at each of them it covers a *patch* of C x F x F numbers:
/// \f[ H' = H + 2P - F + 1, \qquad W' = W + 2P - F + 1 \f]
/// It moves by one pixel at a time ("stride 1").
struct ConvSizes {
    std::size_t N;      ///< images
    std::size_t C;      ///< channels of each
    std::size_t H;      ///< rows of pixels
    std::size_t W;      ///< columns of pixels
    std::size_t F;      ///< side of the filter
    std::size_t P;      ///< padding: the width of the frame of zeros
    std::size_t H_out;  ///< H', the places of the filter from top to bottom
    std::size_t W_out;  ///< W', and from left to right
};

/// The sizes of images (N, C, H, W) under filters of side F. Given.
/// \param caller   the name that error messages begin with, such as "im2col"
/// \param images   (N, C, H, W)
/// \param filter   F, at least 1
/// \param padding  P
/// \throws shape_error unless the images have four axes, and are at least as large as the filter, frame
/// included
inline ConvSizes conv_sizes(const std::string& caller, const Shape& images, std::size_t filter,
                            std::size_t padding) {
    if (images.size() != 4) throw shape_error(caller, images, "images are (N, C, H, W)");
    const std::size_t H = images[2], W = images[3];
    if (filter == 0 || filter > H + 2 * padding || filter > W + 2 * padding)
        throw shape_error(caller, images,
                          "a filter of side " + std::to_string(filter) + " has no place in it, padding of " +
                              std::to_string(padding) + " included");
    return {.N = images[0],
            .C = images[1],
            .H = H,
            .W = W,
            .F = filter,
            .P = padding,
            .H_out = H + 2 * padding - filter + 1,
            .W_out = W + 2 * padding - filter + 1};
}

/// The same, for the weight of a convolution. Given.
/// \param weight  (M, C, F, F)
/// \throws shape_error also unless weight has this shape, with the C of the images
inline ConvSizes conv_sizes(const std::string& caller, const Shape& images, const Shape& weight,
                            std::size_t padding) {
    if (weight.size() != 4 || weight[2] != weight[3])
        throw shape_error(caller, weight, "a weight is (M, C, F, F)");
    const ConvSizes sizes = conv_sizes(caller, images, weight[2], padding);
    if (sizes.C != weight[1])
        throw shape_error(caller, images, weight, "images and filters must have the same number of channels");
    return sizes;
}

}  // namespace wb
