#include "ch08_draw/normalize_drawing.hpp"

#include "ch08_draw/scale_to_fit.hpp"
#include "common/errors/not_implemented.hpp"

std::optional<wb::NormalizedDrawing> wb::normalize_drawing(const np_tensor& canvas) {
    // BEGIN SOLUTION 8.6
    // STUB // Goal: an image like those of MNIST, for any place and size of the drawing.
    // STUB // Given: canvas (H, W); your exercises 8.2, 8.3 and 8.5; place(); digit_side = 20, field_side = 28.
    // STUB // Asked: the box of the ink, 20 pixels on its longer side, placed in 28 x 28; and the Placement: that
    // STUB //        box, its fitting_scale(), and the offset. std::nullopt if the canvas is empty.
    // STUB // Example: a vertical line of ink, 100 pixels long and 5 wide, becomes one of 20 x 1 pixels, in column 14
    // STUB //          and in rows 4 to 23 or 5 to 24; canvas_position() of its upper left corner is the upper left
    // STUB //          corner of the line.
    // STUB todo("8.6");
    const std::optional<Box> box = bounding_box(canvas);
    if (!box) return std::nullopt;
    const np_tensor fitted = scale_to_fit(canvas, *box, digit_side);
    const Offset offset = offset_to_center(fitted, field_side);
    return NormalizedDrawing{
        .image = place(fitted, offset, field_side),
        .placement = {.box = *box, .scale = fitting_scale(*box, digit_side), .offset = offset}};
    // END SOLUTION
}
