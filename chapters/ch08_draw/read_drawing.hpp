/// \file
/// A drawing, read by a network.
#pragma once

#include <cstddef>
#include <optional>

#include "ch03_mlp/sequential.hpp"
#include "ch04_adam/three_sets.hpp"
#include "ch08_draw/normalize_drawing.hpp"

namespace wb {

/// What a network makes of a drawing.
struct Reading {
    NormalizedDrawing drawing;  ///< what the network was shown
    np_tensor scores;           ///< z, (K)
    np_tensor probabilities;    ///< at the temperature asked for, (K)
    std::size_t digit = 0;      ///< the class with the largest score
};

/// Exercise 8.8. What a network makes of a drawing.
///
/// The network was trained on images of bytes, so the normalised drawing becomes one too before it is
/// prepared as the training images were.
/// \param model        takes what `prepare` makes of one image, and returns scores (1, K). It is switched to
///                     eval mode, and stays there
/// \param prepare      makes of images what this network was trained on, such as as_rows()
/// \param canvas       (H, W), 0 for paper to 1 for ink
/// \param temperature  see probabilities_at()
/// \return nothing if the canvas is empty: nothing was drawn, so there is nothing to read
/// \throws shape_error unless the canvas has two axes
/// \throws what probabilities_at() throws
std::optional<Reading> read_drawing(Sequential& model, const AsInput& prepare, const np_tensor& canvas,
                                    real temperature = 1);

}  // namespace wb
