#include "ch03_mlp/train.hpp"

#include <algorithm>
#include <cstdio>
#include <numeric>
#include <ostream>
#include <stdexcept>
#include <string>

#include "ch01_data/sampling.hpp"
#include "ch03_mlp/cross_entropy_loss.hpp"
#include "common/errors/not_implemented.hpp"

std::string wb::epoch_line(std::size_t epoch, const Score& score) {
    char line[96];
    std::snprintf(line, sizeof line, "Epoch %zu - Cost: %.2f, accuracy: %.2f", epoch, score.loss,
                  score.accuracy);
    return line;
}

std::vector<wb::Score> wb::train(Module& model, Optimizer& optimizer, const np_tensor& x,
                                 const Labels& labels, const TrainOptions& options, Rng& rng) {
    // EXERCISE 3.9
    // Goal: the training loop.
    // Given: model, optimizer, x (N, D), labels (N), options, rng; shuffled_minibatches from chapter 01.
    // Asked: options.epochs times: shuffle the samples into minibatches; for each of them
    //            scores = model.forward(the samples)
    //            loss.forward(scores, their labels), which is their mean loss
    //            optimizer.zero_grad(), model.backward(loss.backward()), optimizer.step()
    //            options.progress(steps done, steps in the epoch), if there is one
    //        then one Score for the epoch (mean loss and accuracy per sample), and epoch_line() and a
    //        newline to options.log, if there is one. The errors that train.hpp promises.
    todo("3.9");
    // END EXERCISE 3.9
}
