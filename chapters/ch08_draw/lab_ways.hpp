/// \file
/// Four ways from the canvas to 28 x 28, each with one more idea than the one before.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "ch01_data/resize.hpp"
#include "ch08_draw/normalize_drawing.hpp"
#include "ch08_draw/scale_to_fit.hpp"

/// The parts of this chapter's lab. Given.
namespace wb::lab08 {

/// One way to make 28 x 28 pixels of a canvas with ink on it.
struct Way {
    std::string name;                          ///< as the lab's table calls it
    Images (*image)(const np_tensor& canvas);  ///< one image; the canvas has ink on it
};

/// What is in the box of the ink, its longer side `side` pixels, with the middle of the box in the middle.
inline Images boxed(const np_tensor& canvas, std::size_t side) {
    const np_tensor fitted = scale_to_fit(canvas, bounding_box(canvas).value(), side);
    const Offset offset{.top = (field_side - fitted.dim(0)) / 2, .left = (field_side - fitted.dim(1)) / 2};
    return as_bytes(place(fitted, offset, field_side));
}

/// All four.
inline std::vector<Way> ways() {
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

/// Appends one image.
inline void append(Images& images, const Images& one) {
    images.rows = one.rows;
    images.cols = one.cols;
    images.count += one.count;
    images.pixels.insert(images.pixels.end(), one.pixels.begin(), one.pixels.end());
}

}  // namespace wb::lab08
