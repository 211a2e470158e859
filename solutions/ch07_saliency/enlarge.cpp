#include "ch07_saliency/enlarge.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "common/errors/not_implemented.hpp"

wb::np_tensor wb::enlarge(const np_tensor& maps, std::size_t rows, std::size_t cols) {
    // BEGIN SOLUTION 7.8
    // STUB // Goal: maps as large as the image, by bilinear interpolation.
    // STUB // Given: maps (N, H, W); rows H' and cols W'.
    // STUB // Asked: (N, H', W'). New row i is at r = H / H' (i + 1/2) - 1/2, kept from 0 to H - 1. It is 1 - f
    // STUB //        times old row h, which is r rounded down, plus f times row h + 1, where f = r - h. The same
    // STUB //        for columns. A shape_error unless there are three axes, H and W at least 1;
    // STUB //        std::invalid_argument if rows or cols is 0.
    // STUB // Example: [[0 4]] with two rows and four columns: [[0 1 3 4] [0 1 3 4]].
    // STUB todo("7.8");
    if (maps.ndim() != 3 || maps.dim(1) == 0 || maps.dim(2) == 0)
        throw shape_error("enlarge", maps.shape(), "maps are (N, H, W), H and W at least 1");
    if (rows == 0 || cols == 0)
        throw std::invalid_argument("enlarge: there must be at least 1 row and 1 column, not 0");
    // The middle of a new row (or column) is between two old ones: 1 - f of the way belongs to the first.
    struct Place {
        std::size_t here, next;
        real f;
        Place(std::size_t i, std::size_t new_length, std::size_t old_length) {
            const double r = static_cast<double>(old_length) / static_cast<double>(new_length) *
                                 (static_cast<double>(i) + 0.5) -
                             0.5;
            const double held = std::clamp(r, 0.0, static_cast<double>(old_length - 1));
            here = static_cast<std::size_t>(held);
            next = std::min(here + 1, old_length - 1);
            f = static_cast<real>(held - static_cast<double>(here));
        }
    };
    np_tensor large({maps.dim(0), rows, cols});
    for (std::size_t i = 0; i < rows; ++i)
        for (std::size_t j = 0; j < cols; ++j) {
            const Place row(i, rows, maps.dim(1)), col(j, cols, maps.dim(2));
            for (std::size_t n = 0; n < maps.dim(0); ++n) {
                const auto along = [&](std::size_t h) {
                    return (1 - col.f) * maps(n, h, col.here) + col.f * maps(n, h, col.next);
                };
                large(n, i, j) = (1 - row.f) * along(row.here) + row.f * along(row.next);
            }
        }
    return large;
    // END SOLUTION
}
