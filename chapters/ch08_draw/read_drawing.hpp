/// \file
/// A drawing, read by a network.
#pragma once

#include <cstddef>
#include <optional>

#include "ch03_mlp/given/three_sets.hpp"
#include "ch03_mlp/sequential.hpp"
#include "ch08_draw/normalize_drawing.hpp"

namespace wb {

/// A network's answer to a drawing.
struct Reading {
    NormalizedDrawing drawing;  ///< what the network was shown
    np_tensor scores;           ///< z, (K)
    np_tensor probabilities;    ///< at the temperature asked for, (K)
    std::size_t digit = 0;      ///< the class with the largest score
};

/// Exercise 8.8. The answer of a network to a drawing.
///
/// The network was trained on images of bytes. So the normalized drawing becomes bytes too, before it is
/// prepared like the training images.
/// \param model        takes what `prepare` returns for one image, and returns scores (1, K). It is switched to
///                     eval mode, and stays there
/// \param prepare      converts images to the form that this network was trained on, such as as_rows()
/// \param canvas       (H, W), 0 for paper to 1 for ink
/// \param temperature  see probabilities_at()
/// \return nothing if the canvas is empty
/// \throws shape_error unless the canvas has two axes; the message gives its shape
/// \throws what probabilities_at() throws
std::optional<Reading> read_drawing(Sequential& model, const AsInput& prepare, const np_tensor& canvas,
                                    real temperature = 1);

}  // namespace wb
