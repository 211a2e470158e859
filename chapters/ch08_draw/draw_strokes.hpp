/// \file
/// From the movements of a pen to pixels.
#pragma once

#include <cstddef>

#include "ch02_np_tensor/np_tensor.hpp"
#include "ch08_draw/stroke.hpp"

namespace wb {

/// Exercise 8.1. Draws with a round pen, and with smooth edges.
/// \f[ p_{hw} = \max_i \; \mathrm{clamp}\Bigl(\frac{b_i + 1}{2} - d_{i,hw},\; 0,\; 1\Bigr) \f]
/// where i runs over the segments (two neighbouring points of a stroke; a single point is a segment from
/// itself to itself), \f$ b_i \f$ is the width of the pen, and \f$ d_{i,hw} \f$ the distance from the middle
/// of pixel (h, w) to the nearest point of the segment.
///
/// A pixel whose middle lies half a pixel inside the edge of the line is all ink, one whose middle lies half
/// a pixel outside is all paper, and in between the ink falls evenly: the jagged steps of a line of black and
/// white pixels are gone. The largest counts, not the sum: where lines cross, the ink is no blacker.
/// \param strokes  may leave the canvas; what lies outside is not seen
/// \param rows     H of the canvas
/// \param cols     W of the canvas
/// \return (H, W), 0 for paper to 1 for ink
/// \throws std::invalid_argument if a width is not greater than 0, or if a width or a coordinate is infinite
///         or not a number; the message says which stroke, counted from 0
np_tensor draw_strokes(const Strokes& strokes, std::size_t rows, std::size_t cols);

}  // namespace wb
