#include "ch08_draw/normalize_drawing.hpp"

#include "ch08_draw/scale_to_fit.hpp"
#include "common/errors/not_implemented.hpp"

std::optional<wb::NormalizedDrawing> wb::normalize_drawing(const np_tensor& canvas) {
    // EXERCISE 8.6
    // Goal: an image like those of MNIST, for any place and size of the drawing.
    // Given: canvas (H, W); your exercises 8.2, 8.3 and 8.5; place(); digit_side = 20, field_side = 28.
    // Asked: the box of the ink, 20 pixels on its longer side, placed in 28 x 28; and the Placement: that
    //        box, its fitting_scale(), and the offset. std::nullopt if the canvas is empty.
    // Example: a vertical line of ink, 100 pixels long and 5 wide, becomes one of 20 x 1 pixels, in column 14
    //          and in rows 4 to 23 or 5 to 24; canvas_position() of its upper left corner is the upper left
    //          corner of the line.
    todo("8.6");
    // END EXERCISE 8.6
}
