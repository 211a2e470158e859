#include "ch03_mlp/evaluate.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <stdexcept>
#include <string>

#include "ch02_np_tensor/arithmetic.hpp"
#include "ch02_np_tensor/reductions.hpp"
#include "ch03_mlp/cross_entropy_loss.hpp"
#include "common/errors/not_implemented.hpp"

std::size_t wb::count_correct(const np_tensor& scores, const Labels& labels) {
    // EXERCISE 3.8
    // Goal: how many predictions are right. The prediction is the class with the largest score.
    // Given: scores (N, K), labels (N); argmax from chapter 02.
    // Asked: an integer from 0 to N; std::invalid_argument if there are not N labels.
    // Example: scores [[1 5] [7 2]] with labels 1, 1 make 1: the first is right, the second is not.
    todo("3.8");
    // END EXERCISE 3.8
}

wb::Score wb::evaluate(Module& model, const np_tensor& x, const Labels& labels, std::size_t batch_size) {
    // EXERCISE 3.8
    // Goal: mean loss and accuracy over all samples.
    // Given: model; x (N, D); labels (N); x.rows(indices) picks samples.
    // Asked: batch by batch: scores, loss, and how many have their largest score at the label; the totals
    //        divided by N. The last batch may be smaller: weight its mean loss by its size.
    // Example: 3 samples right of 4: accuracy 0.75, whatever the batch size.
    todo("3.8");
    // END EXERCISE 3.8
}
