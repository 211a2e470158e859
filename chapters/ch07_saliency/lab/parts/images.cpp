#include "ch07_saliency/lab/parts/images.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "ch01_data/idx_files.hpp"
#include "ch02_np_tensor/np_tensor.hpp"
#include "common/plot/gray_image.hpp"

wb::plot::GrayImage wb::lab07::picture_of(const Images& images, std::size_t n) {
    return plot::gray_image(images.rows, images.cols, images.image(n).begin(), 255);
}

wb::plot::GrayImage wb::lab07::picture_of(const np_tensor& maps, std::size_t n) {
    const std::size_t size = maps.dim(1) * maps.dim(2);
    return plot::gray_image(maps.dim(1), maps.dim(2), maps.values().subspan(n * size).begin());
}

wb::plot::GrayImage wb::lab07::image_of(const np_tensor& map) {
    return plot::gray_image(map.dim(0), map.dim(1), map.values().begin());
}

wb::plot::GrayImage wb::lab07::stretched(plot::GrayImage map) {
    double largest = 0;
    for (const double value : map.values) largest = std::max(largest, std::abs(value));
    if (largest > 0)
        for (double& value : map.values) value /= largest;
    return map;
}
