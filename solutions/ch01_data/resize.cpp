#include "ch01_data/resize.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

#include "common/errors/not_implemented.hpp"

// BEGIN SOLUTION 1.9
namespace {

/// How much old pixel `old` shares with new pixel `fresh`, along one axis: o(i, h; s) / s.
struct Share {
    std::size_t fresh;
    std::size_t old;
    double part;  ///< the shares of one new pixel add up to 1
};

/// All shares that are not zero, for one axis that shrinks from `from` to `to` pixels.
std::vector<Share> shares(std::size_t from, std::size_t to) {
    const double s = static_cast<double>(from) / static_cast<double>(to);
    std::vector<Share> all;
    for (std::size_t i = 0; i < to; ++i) {
        for (std::size_t h = 0; h < from; ++h) {
            const double begin = std::max(static_cast<double>(i) * s, static_cast<double>(h));
            const double end = std::min(static_cast<double>(i + 1) * s, static_cast<double>(h + 1));
            if (end > begin) all.push_back({i, h, (end - begin) / s});
        }
    }
    return all;
}

}  // namespace
// END SOLUTION

wb::Images wb::resize_by_area(const Images& images, std::size_t rows, std::size_t cols) {
    // BEGIN SOLUTION 1.9
    // STUB // Goal: smaller images that keep their ink.
    // STUB // Given: N images of H x W; rows and cols, the new size.
    // STUB // Asked: N images of rows x cols. Each new pixel is the mean over the H/rows x W/cols old pixels
    // STUB //        that it covers (parts of pixels count in part), rounded to the nearest byte.
    // STUB //        If rows or cols is 0, or over H or W, a std::invalid_argument that names both sizes.
    // STUB // Example: one row of the pixels 30, 60, 90, made 2 wide. Each new pixel covers 1.5 old ones:
    // STUB //          (30 + 0.5 * 60) / 1.5 = 40 and (0.5 * 60 + 90) / 1.5 = 80.
    // STUB todo("1.9");
    if (rows == 0 || cols == 0 || rows > images.rows || cols > images.cols)
        throw std::invalid_argument("resize_by_area: cannot shrink images of " + std::to_string(images.rows) +
                                    " x " + std::to_string(images.cols) + " to " + std::to_string(rows) +
                                    " x " + std::to_string(cols));
    const std::vector<Share> down = shares(images.rows, rows);
    const std::vector<Share> across = shares(images.cols, cols);

    Images small{.count = images.count, .rows = rows, .cols = cols, .pixels = {}};
    small.pixels.reserve(images.count * rows * cols);
    std::vector<double> mean(rows * cols);
    for (std::size_t n = 0; n < images.count; ++n) {
        const auto image = images.image(n);
        std::fill(mean.begin(), mean.end(), 0.0);
        // A rectangle's share is the product of its two lengths.
        for (const auto& [i, h, height] : down)
            for (const auto& [j, w, width] : across)
                mean[i * cols + j] += height * width * image[h * images.cols + w];
        for (const double gray : mean) small.pixels.push_back(static_cast<std::uint8_t>(std::lround(gray)));
    }
    return small;
    // END SOLUTION
}
