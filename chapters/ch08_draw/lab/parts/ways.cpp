#include "ch08_draw/lab/parts/ways.hpp"

#include <cstddef>
#include <vector>

#include "ch01_data/resize.hpp"
#include "ch08_draw/normalize_drawing.hpp"
#include "ch08_draw/scale_to_fit.hpp"

namespace {

using namespace wb;
using namespace wb::lab08;

// What is in the box of the ink, its longer side `side` pixels, with the middle of the box in the middle.
Images boxed(const np_tensor& canvas, std::size_t side) {
    const np_tensor fitted = scale_to_fit(canvas, bounding_box(canvas).value(), side);
    const Offset offset{.top = (field_side - fitted.dim(0)) / 2, .left = (field_side - fitted.dim(1)) / 2};
    return as_bytes(place(fitted, offset, field_side));
}

}  // namespace

std::vector<wb::lab08::Way> wb::lab08::ways() {
    return {
        {"the whole canvas, made smaller",
         [](const np_tensor& canvas) { return resize_by_area(as_bytes(canvas), field_side, field_side); }},
        {"the box of the ink, to fill 28 x 28",
         [](const np_tensor& canvas) { return boxed(canvas, field_side); }},
        {"the box, 20 pixels, in the middle",
         [](const np_tensor& canvas) { return boxed(canvas, digit_side); }},
        {"and its center of mass there: MNIST's way",
         [](const np_tensor& canvas) { return as_bytes(normalize_drawing(canvas).value().image); }}};
}
