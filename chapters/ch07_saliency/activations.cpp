#include "ch07_saliency/activations.hpp"

#include <utility>

#include "common/errors/not_implemented.hpp"

std::vector<wb::Activation> wb::activations(Sequential& model, const np_tensor& x) {
    // EXERCISE 7.6
    // Goal: the output of each layer.
    // Given: model.eval(); model.size() layers, model.layer(i) with its forward(), model.name(i); x.
    // Asked: in eval mode, for each layer, first to last, its name and its output. Its input is the output
    //        of the layer before.
    // Example: fc1 (x + 1), relu, and x = [[-3 4]]: {"fc1", [[-2 5]]} and {"relu", [[0 5]]}.
    todo("7.6");
    // END EXERCISE 7.6
}
