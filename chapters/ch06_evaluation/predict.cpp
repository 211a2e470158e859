#include "ch06_evaluation/predict.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <utility>
#include <vector>

#include "ch02_np_tensor/softmax.hpp"
#include "common/errors/not_implemented.hpp"

wb::np_tensor wb::predict_probabilities(Module& model, const np_tensor& x, std::size_t batch_size) {
    // EXERCISE 6.1
    // Goal: the probabilities of all samples, computed once for all other exercises.
    // Given: model.eval() and model.forward(); x (N, ...), x.rows(indices) picks samples; softmax.
    // Asked: eval mode; then batch by batch, in order, the softmax of the scores; all rows in one (N, K).
    //        std::invalid_argument if there is no sample, or if batch_size is 0.
    // Example: two samples with scores [0 0] and [0 1.0986] make [[0.5 0.5] [0.25 0.75]], in one batch or in
    //          two.
    todo("6.1");
    // END EXERCISE 6.1
}
