#include "ch08_draw/read_drawing.hpp"

#include <utility>

#include "ch02_np_tensor/arithmetic.hpp"
#include "ch02_np_tensor/reductions.hpp"
#include "ch08_draw/temperature.hpp"
#include "common/errors/not_implemented.hpp"

std::optional<wb::Reading> wb::read_drawing(Sequential& model, const AsInput& prepare,
                                            const np_tensor& canvas, real temperature) {
    // EXERCISE 8.8
    // Goal: the answer of a network to a drawing.
    // Given: model; prepare(), which turns Images into inputs of this model; canvas (H, W); argmax();
    //        normalize_drawing(), as_bytes(), probabilities_at().
    // Asked: std::nullopt if the canvas is empty. Else, in eval mode, the scores for the normalized drawing,
    //        as bytes and prepared; the probabilities at this temperature; the digit, the class of the
    //        largest score. Both arrays have the shape (K), without the axis of the batch.
    // Example: a network of three classes that answers (1, 3, 2) gives digit 1; its probabilities at T = 1
    //          are 0.09, 0.67 and 0.24.
    todo("8.8");
    // END EXERCISE 8.8
}
