#include "common/plot/check_image.hpp"

#include <fmt/format.h>

#include <stdexcept>

void wb::plot::check_image(const GrayImage& image, const std::string& where) {
    if (image.rows == 0 || image.cols == 0 || image.values.size() != image.rows * image.cols)
        throw std::invalid_argument(fmt::format("{}: an image of {} x {} pixels with {} values", where,
                                                image.rows, image.cols, image.values.size()));
}
