#include "ch08_draw/center_in_field.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

#include "ch08_draw/center_of_mass.hpp"
#include "common/errors/not_implemented.hpp"

wb::Offset wb::offset_to_center(const np_tensor& image, std::size_t side) {
    // BEGIN SOLUTION 8.5
    // STUB // Goal: where to put an image so that its ink is in the middle of a field.
    // STUB // Given: image (H, W); side of the field; center_of_mass(image).
    // STUB // Asked: how many whole rows and columns to move the image, so that its center of mass is as near as
    // STUB //        possible to the middle of pixel (side / 2, side / 2), which is at side / 2 + 1/2. The whole
    // STUB //        image stays in the field: never below 0, nor above side - H and side - W. If it is larger
    // STUB //        than the field, a std::invalid_argument with its size and that of the field.
    // STUB // Example: two pixels of ink, [[1 1]], have their center at (1, 0.5). In a field of 8 it should move to
    // STUB //          (4.5, 4.5): 4 rows down, and 3.5 to the right, for which 3 and 4 are equally good.
    // STUB todo("8.5");
    const Point center = center_of_mass(image);
    const std::size_t H = image.dim(0), W = image.dim(1);
    if (H > side || W > side)
        throw std::invalid_argument("offset_to_center: an image of " + std::to_string(H) + " x " +
                                    std::to_string(W) + " does not fit into a field of " +
                                    std::to_string(side) + " x " + std::to_string(side));
    const real middle = static_cast<real>(side / 2) + real(0.5);
    const auto offset = [&](real from, std::size_t size) {
        const real moved = std::round(middle - from);
        return static_cast<std::size_t>(std::clamp(moved, real(0), static_cast<real>(side - size)));
    };
    return {.top = offset(center.y, H), .left = offset(center.x, W)};
    // END SOLUTION
}
