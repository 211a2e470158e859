/// \file
/// Digits on a large canvas, anywhere and of any size: like people's drawings, but with known labels.
#pragma once

#include <algorithm>
#include <cstddef>

#include "ch01_data/idx_files.hpp"
#include "ch07_saliency/enlarge.hpp"
#include "ch08_draw/center_in_field.hpp"
#include "common/random/rng.hpp"

namespace wb {

/// The side of the canvas that you draw on, in pixels.
inline constexpr std::size_t canvas_side = 280;

/// A canvas with an image on it.
struct Pasted {
    np_tensor canvas;  ///< (280, 280), 0 for paper to 1 for ink
    double scale;      ///< the factor by which the image was enlarged
    Offset offset;     ///< the position of its upper left corner
};

/// Enlarges an image 1.5 to 10 times, each size equally likely, and puts it anywhere on the canvas. Given.
///
/// It is enlarged by interpolation, so its edges stay smooth. The whole image stays on the canvas.
/// \param images  of 28 x 28
/// \param n       which image
/// \param rng     decides size and place
inline Pasted paste(const Images& images, std::size_t n, Rng& rng) {
    const std::size_t smallest = 3 * images.rows / 2, side = smallest + rng.below(canvas_side - smallest + 1);
    const Offset offset{.top = rng.below(canvas_side - side + 1), .left = rng.below(canvas_side - side + 1)};
    np_tensor image({1, images.rows, images.cols});
    std::ranges::transform(images.image(n), image.values().begin(),
                           [](std::uint8_t byte) { return static_cast<real>(byte) / 255; });
    return {.canvas = place(enlarge(image, side, side).reshape({side, side}), offset, canvas_side),
            .scale = static_cast<double>(side) / static_cast<double>(images.rows),
            .offset = offset};
}

}  // namespace wb
