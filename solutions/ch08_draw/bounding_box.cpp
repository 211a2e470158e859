#include "ch08_draw/bounding_box.hpp"

#include <algorithm>

#include "common/errors/not_implemented.hpp"

std::optional<wb::Box> wb::bounding_box(const np_tensor& canvas) {
    // BEGIN SOLUTION 8.2
    // STUB // Goal: where the ink is.
    // STUB // Given: canvas (H, W); paper, the most ink that still counts as none.
    // STUB // Asked: the smallest Box that contains all pixels above `paper`; std::nullopt if there is none. A
    // STUB //        shape_error unless the canvas has two axes.
    // STUB // Example: ink in pixels (2, 5) and (4, 3) only: rows 2 to 4 and columns 3 to 5, so
    // STUB //          Box{.top = 2, .left = 3, .rows = 3, .cols = 3}.
    // STUB todo("8.2");
    if (canvas.ndim() != 2) throw shape_error("bounding_box", canvas.shape(), "a canvas is (H, W)");
    const std::size_t H = canvas.dim(0), W = canvas.dim(1);
    std::size_t top = H, bottom = 0, left = W, right = 0;  // bottom and right: one behind the last
    for (std::size_t h = 0; h < H; ++h)
        for (std::size_t w = 0; w < W; ++w) {
            if (canvas(h, w) <= paper) continue;
            top = std::min(top, h);
            bottom = std::max(bottom, h + 1);
            left = std::min(left, w);
            right = std::max(right, w + 1);
        }
    if (bottom == 0) return std::nullopt;
    return Box{.top = top, .left = left, .rows = bottom - top, .cols = right - left};
    // END SOLUTION
}
