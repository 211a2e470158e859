#include "ch08_draw/center_of_mass.hpp"

#include <stdexcept>

#include "ch02_np_tensor/arithmetic.hpp"
#include "ch02_np_tensor/reductions.hpp"
#include "common/errors/not_implemented.hpp"

wb::Point wb::center_of_mass(const np_tensor& image) {
    // BEGIN SOLUTION 8.4
    // STUB // Goal: where the ink is, on average.
    // STUB // Given: image (H, W).
    // STUB // Asked: the mean of w + 1/2, as x, and of h + 1/2, as y, over all pixels, each weighted by its ink.
    // STUB //        std::invalid_argument if there is no ink, a shape_error unless there are two axes.
    // STUB // Example: [[1 0 3]]: x = (1 * 0.5 + 3 * 2.5) / 4 = 2, y = 0.5.
    // STUB todo("8.4");
    if (image.ndim() != 2) throw shape_error("center_of_mass", image.shape(), "an image is (H, W)");
    real x = 0, y = 0, ink = 0;
    for (std::size_t h = 0; h < image.dim(0); ++h)
        for (std::size_t w = 0; w < image.dim(1); ++w) {
            x += (static_cast<real>(w) + real(0.5)) * image(h, w);
            y += (static_cast<real>(h) + real(0.5)) * image(h, w);
            ink += image(h, w);
        }
    if (!(ink > 0)) throw std::invalid_argument("center_of_mass: an image without ink has none");
    return {.x = x / ink, .y = y / ink};
    // END SOLUTION
}
