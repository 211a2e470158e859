/// \file
/// From the movements of a pen to pixels.
#pragma once

#include <cstddef>

#include "ch02_np_tensor/np_tensor.hpp"
#include "ch08_draw/given/stroke.hpp"

namespace wb {

/// Exercise 8.1. Draws with a round pen, and with smooth edges.
/// \f[ p_{hw} = \max_i \; \mathrm{clamp}\Bigl(\frac{b_i + 1}{2} - d_{i,hw},\; 0,\; 1\Bigr) \f]
/// where i runs over the segments (two neighboring points of a stroke; a single point is a segment from
/// itself to itself), \f$ b_i \f$ is the width of the pen, and \f$ d_{i,hw} \f$ the distance from the middle
/// of pixel (h, w) to the nearest point of the segment.
///
/// If the middle of a pixel is half a pixel or more inside the edge of the line, the pixel is all ink. Half a
/// pixel or more outside, it is all paper. In between the ink falls linearly. So slanted lines do not look
/// like stairs. The largest value counts, not the sum: where lines cross, the ink is not darker.
/// \param strokes  may leave the canvas; the parts outside are not drawn
/// \param rows     H of the canvas
/// \param cols     W of the canvas
/// \return (H, W), 0 for paper to 1 for ink
/// \throws std::invalid_argument if a width is not greater than 0, or if a width or a coordinate is infinite
///         or not a number; the message says which stroke, counted from 0
np_tensor draw_strokes(const Strokes& strokes, std::size_t rows, std::size_t cols);

}  // namespace wb
