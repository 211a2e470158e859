#include "ch08_draw/scale_to_fit.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>
#include <vector>

#include "common/errors/not_implemented.hpp"

// BEGIN SOLUTION 8.3
namespace {

/// How much of old pixel `old` new pixel `fresh` covers, along one axis: o(i, h) / s.
struct Share {
    std::size_t fresh, old;
    wb::real part;
};

/// All shares that are not zero, for an axis of `from` old pixels and `to` new ones, each `scale` old ones
/// wide.
std::vector<Share> shares(std::size_t from, std::size_t to, wb::real scale) {
    std::vector<Share> all;
    for (std::size_t i = 0; i < to; ++i) {
        const wb::real begin = static_cast<wb::real>(i) * scale, end = begin + scale;
        for (auto h = static_cast<std::size_t>(begin); h < from && static_cast<wb::real>(h) < end; ++h) {
            const auto near = static_cast<wb::real>(h), far = static_cast<wb::real>(h + 1);
            const wb::real covered = std::min(end, far) - std::max(begin, near);
            if (covered > 0) all.push_back({i, h, covered / scale});
        }
    }
    return all;
}

}  // namespace
// END SOLUTION

wb::np_tensor wb::scale_to_fit(const np_tensor& canvas, const Box& box, std::size_t side) {
    // BEGIN SOLUTION 8.3
    // STUB // Goal: the content of the box, with `side` pixels on its longer side, in its old proportions.
    // STUB // Given: canvas (H, W); box; side; fitting_scale(box, side), the old pixels on the side of a new one.
    // STUB // Asked: the box's rows / s and cols / s, both rounded up: computed from whole numbers, as the contract
    // STUB //        says. Each new pixel is the mean of the s x s old ones that it covers. Parts count in part, and
    // STUB //        everything beyond the box counts as 0. s may be below 1. std::invalid_argument if side is 0, or
    // STUB //        if the box is empty or not inside the canvas; a shape_error unless the canvas has two axes.
    // STUB // Example: a box of 2 rows and 3 columns, all ink, side 2: s = 1.5, so (2, 2) pixels. The upper left
    // STUB //          one is all ink; the lower left one covers rows 1.5 to 3, of which row 1.5 to 2 has ink: 1/3.
    // STUB todo("8.3");
    if (canvas.ndim() != 2) throw shape_error("scale_to_fit", canvas.shape(), "a canvas is (H, W)");
    if (side == 0) throw std::invalid_argument("scale_to_fit: the side must be at least 1, not 0");
    const auto is_inside = [](std::size_t begin, std::size_t length, std::size_t size) {
        return length <= size && begin <= size - length;  // begin + length may be too large for a size_t
    };
    if (box.rows == 0 || box.cols == 0 || !is_inside(box.top, box.rows, canvas.dim(0)) ||
        !is_inside(box.left, box.cols, canvas.dim(1)))
        throw std::invalid_argument("scale_to_fit: a box of " + std::to_string(box.rows) + " x " +
                                    std::to_string(box.cols) + " at (" + std::to_string(box.top) + ", " +
                                    std::to_string(box.left) + ") is empty, or not on a canvas of " +
                                    std::to_string(canvas.dim(0)) + " x " + std::to_string(canvas.dim(1)));
    const real s = fitting_scale(box, side);
    // ceil(rows / s), in integers: 21 / (28 / 20) is 15.000000000000002 in floating point, and becomes 16.
    const std::size_t longer = std::max(box.rows, box.cols);
    const std::size_t rows = (box.rows * side + longer - 1) / longer;
    const std::size_t cols = (box.cols * side + longer - 1) / longer;

    np_tensor fitted({rows, cols});
    const std::vector<Share> across = shares(box.cols, cols, s);
    for (const auto& [i, h, height] : shares(box.rows, rows, s))
        for (const auto& [j, w, width] : across)
            fitted(i, j) += height * width * canvas(box.top + h, box.left + w);
    return fitted;
    // END SOLUTION
}
