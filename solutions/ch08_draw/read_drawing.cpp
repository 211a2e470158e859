#include "ch08_draw/read_drawing.hpp"

#include <utility>

#include "ch02_np_tensor/arithmetic.hpp"
#include "ch02_np_tensor/reductions.hpp"
#include "ch08_draw/temperature.hpp"
#include "common/errors/not_implemented.hpp"

std::optional<wb::Reading> wb::read_drawing(Sequential& model, const AsInput& prepare,
                                            const np_tensor& canvas, real temperature) {
    // BEGIN SOLUTION 8.8
    // STUB // Goal: the answer of a network to a drawing.
    // STUB // Given: model; prepare(), which turns Images into inputs of this model; canvas (H, W); argmax();
    // STUB //        normalize_drawing(), as_bytes(), probabilities_at().
    // STUB // Asked: std::nullopt if the canvas is empty. Else, in eval mode, the scores for the normalized drawing,
    // STUB //        as bytes and prepared; the probabilities at this temperature; the digit, the class of the
    // STUB //        largest score. Both arrays have the shape (K), without the axis of the batch.
    // STUB // Example: a network of three classes that answers (1, 3, 2) gives digit 1; its probabilities at T = 1
    // STUB //          are 0.09, 0.67 and 0.24.
    // STUB todo("8.8");
    std::optional<NormalizedDrawing> drawing = normalize_drawing(canvas);
    if (!drawing) return std::nullopt;

    model.eval();
    const np_tensor z = model.forward(prepare(as_bytes(drawing->image)));  // (1, K)
    const np_tensor scores = z.reshape({z.size()});
    return Reading{.drawing = std::move(*drawing),
                   .scores = scores,
                   .probabilities = probabilities_at(scores, temperature),
                   .digit = argmax(scores).front()};
    // END SOLUTION
}
