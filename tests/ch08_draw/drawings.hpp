/// \file
/// Drawings that the tests know, and what one can do to them.
#pragma once

#include <algorithm>
#include <cstddef>

#include "ch08_draw/bounding_box.hpp"
#include "ch08_draw/center_in_field.hpp"
#include "ch08_draw/given/stroke.hpp"
#include "tests/ch03_mlp/arrays.hpp"
#include "tests/support/judge.hpp"

namespace wb::judge {

/// The golden file of this chapter.
inline Array draw_golden(const std::string& key) {
    return golden("ch08_draw", key);
}

/// Its number i of an array, as an index.
inline std::size_t golden_index(const std::string& key, std::size_t i) {
    return static_cast<std::size_t>(draw_golden(key).values()[i]);
}

/// top, left, rows, cols.
inline Array numbers(const Box& box) {
    return Array(Indices{box.top, box.left, box.rows, box.cols});
}

/// top, left.
inline Array numbers(const Offset& offset) {
    return Array(Indices{offset.top, offset.left});
}

/// The box of "drawing" in the golden file.
inline Box golden_box() {
    return {.top = golden_index("box", 0),
            .left = golden_index("box", 1),
            .rows = golden_index("box", 2),
            .cols = golden_index("box", 3)};
}

/// The strokes of "canvas" in the golden file: see tests/golden/ch08_golden.py.
inline Strokes golden_strokes() {
    return {{{{4.2, 3.1}, {9.7, 12.4}, {6.3, 19.8}}, 3},
            {{{21.3, 17.9}}, 4.6},
            {{{-7.5, 8}, {14, -5}, {39, 16.5}}, 2.25},
            {{{2, 15}, {12.5, 15}, {12.5, 15}, {17, 9}}, 1.5}};
}

/// Something drawn on a canvas, put elsewhere on a larger one.
inline np_tensor moved(const np_tensor& image, std::size_t top, std::size_t left, const Shape& canvas) {
    np_tensor result(canvas);
    for (std::size_t h = 0; h < image.dim(0); ++h)
        for (std::size_t w = 0; w < image.dim(1); ++w) result(top + h, left + w) = image(h, w);
    return result;
}

/// A part of a canvas.
inline np_tensor part_of(const np_tensor& canvas, std::size_t top, std::size_t left, const Shape& shape) {
    np_tensor result(shape);
    for (std::size_t h = 0; h < shape[0]; ++h)
        for (std::size_t w = 0; w < shape[1]; ++w) result(h, w) = canvas(top + h, left + w);
    return result;
}

/// Each pixel as k x k pixels.
inline np_tensor repeated(const np_tensor& image, std::size_t k) {
    np_tensor result({k * image.dim(0), k * image.dim(1)});
    for (std::size_t h = 0; h < result.dim(0); ++h)
        for (std::size_t w = 0; w < result.dim(1); ++w) result(h, w) = image(h / k, w / k);
    return result;
}

/// All ink of an image.
inline double ink_of(const np_tensor& image) {
    double ink = 0;
    for (const real p : image.values()) ink += p;
    return ink;
}

}  // namespace wb::judge
