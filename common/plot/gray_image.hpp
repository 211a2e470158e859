/// \file
/// An image as plain numbers.
#pragma once

#include <cstddef>
#include <vector>

namespace wb::plot {

/// A small image, one number a pixel: a digit (0 paper, 1 full ink), a kernel's weights, an activation map.
struct GrayImage {
    std::size_t rows = 0;        ///< H, not 0
    std::size_t cols = 0;        ///< W, not 0
    std::vector<double> values;  ///< (H, W): the first row first, from the left
};

/// A GrayImage of any numbers, such as one image of a tensor of floats.
/// \param begin  the first of rows * cols numbers
template <class Iterator>
GrayImage gray_image(std::size_t rows, std::size_t cols, Iterator begin, double divided_by = 1) {
    GrayImage image{.rows = rows, .cols = cols, .values = {}};
    image.values.reserve(rows * cols);
    for (std::size_t i = 0; i < rows * cols; ++i, ++begin)
        image.values.push_back(static_cast<double>(*begin) / divided_by);
    return image;
}

}  // namespace wb::plot
