#include "ch09_autograd/given/training.hpp"

#include <cstddef>
#include <ostream>
#include <utility>
#include <vector>

#include "ch01_data/sampling.hpp"
#include "ch03_mlp/evaluate.hpp"
#include "ch04_adam/given/recipe.hpp"
#include "ch09_autograd/cross_entropy.hpp"
#include "ch09_autograd/tape.hpp"

wb::Score wb::step_by_autograd(ForwardNetwork& network, Optimizer& optimizer, Samples batch) {
    const Variable scores = network.scores(Variable(std::move(batch.x)));
    const Variable loss = cross_entropy(scores, batch.labels);
    optimizer.zero_grad();
    backward(loss);
    optimizer.step();
    return {.loss = static_cast<double>(loss.item()),
            .accuracy = static_cast<double>(count_correct(scores.value(), batch.labels)) /
                        static_cast<double>(batch.labels.size())};
}

wb::History wb::fit_by_autograd(ForwardNetwork& network, Optimizer& optimizer, const Samples& training,
                                const Samples& validation, const FitOptions& options, Rng& rng) {
    History history;
    std::size_t steps_taken = 0;
    const auto count = static_cast<double>(training.labels.size());
    for (std::size_t epoch = 1; epoch <= options.epochs; ++epoch) {
        Score learning;
        const std::vector<Indices> batches =
            shuffled_minibatches(training.labels.size(), options.batch_size, rng);
        for (std::size_t step = 0; step < batches.size(); ++step) {
            if (options.before_step) options.before_step(steps_taken++);
            const Score score = step_by_autograd(network, optimizer, training.some(batches[step]));
            const double share = static_cast<double>(batches[step].size()) / count;
            learning.loss += score.loss * share;
            learning.accuracy += score.accuracy * share;
            if (options.progress) options.progress(step + 1, batches.size());
        }
        history.push_back(
            {.train = learning, .validation = evaluate(network, validation.x, validation.labels)});
        if (options.log != nullptr) *options.log << history_line(epoch, history.back()) << std::endl;
    }
    return history;
}

wb::FitOptions wb::fit_options(const ResidualRecipe& recipe, Adam& adam, std::size_t samples) {
    NetworkRecipe same;
    same.learning_rate = recipe.learning_rate;
    same.batch_size = recipe.batch_size;
    same.epochs = recipe.epochs;
    return fit_options(same, adam, samples);
}
