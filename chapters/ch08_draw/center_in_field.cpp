#include "ch08_draw/center_in_field.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

#include "ch08_draw/center_of_mass.hpp"
#include "common/errors/not_implemented.hpp"

wb::Offset wb::offset_to_center(const np_tensor& image, std::size_t side) {
    // EXERCISE 8.5
    // Goal: where to put an image so that its ink is in the middle of a field.
    // Given: image (H, W); side of the field; center_of_mass(image).
    // Asked: how many whole rows and columns to move the image, so that its center of mass is as near as
    //        possible to the middle of pixel (side / 2, side / 2), which is at side / 2 + 1/2. The whole
    //        image stays in the field: never below 0, nor above side - H and side - W. If it is larger
    //        than the field, a std::invalid_argument with its size and that of the field.
    // Example: two pixels of ink, [[1 1]], have their center at (1, 0.5). In a field of 8 it should move to
    //          (4.5, 4.5): 4 rows down, and 3.5 to the right, for which 3 and 4 are equally good.
    todo("8.5");
    // END EXERCISE 8.5
}
