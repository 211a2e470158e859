// What autograd costs: the same networks learn by their hand-written backward passes and by autograd, with
// the reference's code, in float, as the labs do.
//
//     autograd IMAGES LABELS [STEPS]     a line for each network
//
// Both take turns, 50 steps each, and from every turn comes one ratio: what slows down the machine for a
// while slows down both. The middle one of the ratios is printed.
#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <ctime>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "ch01_data/idx_files.hpp"
#include "ch02_np_tensor/given/as_rows.hpp"
#include "ch03_mlp/given/mlp.hpp"
#include "ch03_mlp/given/recipe.hpp"
#include "ch03_mlp/given/samples.hpp"
#include "ch03_mlp/given/three_sets.hpp"
#include "ch03_mlp/sgd.hpp"
#include "ch04_adam/adam.hpp"
#include "ch04_adam/fit.hpp"
#include "ch05_cnn/given/recipe.hpp"
#include "ch09_autograd/given/networks.hpp"
#include "ch09_autograd/given/training.hpp"
#include "common/lab/explain.hpp"
#include "common/lab/runtime.hpp"

namespace {

constexpr std::size_t steps_of_a_turn = 50;
constexpr double at_most = 1.25;  // what chapter 09 promises

/// A network in its two forms.
struct Pair {
    std::string name;
    std::size_t batch_size;
    wb::AsInput prepare;
    std::function<std::unique_ptr<wb::Sequential>(wb::Rng&)> by_hand;
    std::function<wb::ForwardNetwork(wb::Rng&)> forward_only;
    std::function<std::unique_ptr<wb::Optimizer>(std::vector<wb::Parameter>)> optimizer;
};

std::unique_ptr<wb::Optimizer> sgd(std::vector<wb::Parameter> parameters) {
    return std::make_unique<wb::SGD>(std::move(parameters), wb::MlpRecipe().learning_rate);
}

std::unique_ptr<wb::Optimizer> adam(std::vector<wb::Parameter> parameters) {
    return std::make_unique<wb::Adam>(std::move(parameters));
}

std::vector<Pair> all_pairs() {
    const wb::NetworkRecipe deep = wb::deep_recipe(), cnn16 = wb::cnn16_recipe();
    return {{.name = "784-200-10",
             .batch_size = wb::MlpRecipe().batch_size,
             .prepare = wb::as_rows,
             .by_hand = [](wb::Rng& rng) { return wb::make_mlp(784, wb::MlpRecipe().hidden, 10, rng); },
             .forward_only = wb::forward_mlp,
             .optimizer = sgd},
            {.name = deep.name,
             .batch_size = deep.batch_size,
             .prepare = deep.prepare,
             .by_hand = deep.make,
             .forward_only = wb::forward_deep,
             .optimizer = adam},
            {.name = "cnn16, clear layers",
             .batch_size = cnn16.batch_size,
             .prepare = cnn16.prepare,
             .by_hand = cnn16.make,
             .forward_only = wb::forward_cnn16,
             .optimizer = adam},
            {.name = "cnn16, fast layers",
             .batch_size = cnn16.batch_size,
             .prepare = cnn16.prepare,
             .by_hand = [cnn16](wb::Rng& rng) { return cnn16.make_fast(rng, 1); },
             .forward_only = [](wb::Rng& rng) { return wb::forward_fast_cnn16(rng, 1); },
             .optimizer = adam}};
}

double processor_seconds() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

void compare(const Pair& pair, const wb::DataSet& set, std::size_t steps) {
    const wb::Samples all =
        wb::samples_of(wb::first_of(set, pair.batch_size * steps_of_a_turn), pair.prepare);
    wb::Rng rng(1), same(1), order(1), same_order(1);
    const auto by_hand = pair.by_hand(rng);
    by_hand->need_input_gradient(false);
    wb::ForwardNetwork forward_only = pair.forward_only(same);
    const auto one = pair.optimizer(by_hand->parameters());
    const auto other = pair.optimizer(forward_only.parameters());
    const wb::Samples validation = all.first(1);  // one of them costs nothing
    const wb::FitOptions turn{.epochs = 1, .batch_size = pair.batch_size};

    std::vector<double> ratios;
    double hand_seconds = 0, autograd_seconds = 0;
    for (std::size_t done = 0; done <= steps; done += steps_of_a_turn) {
        const double start = processor_seconds();
        wb::fit(*by_hand, *one, all, validation, turn, order);
        const double by_hand_took = processor_seconds() - start;
        wb::fit_by_autograd(forward_only, *other, all, validation, turn, same_order);
        const double autograd_took = processor_seconds() - start - by_hand_took;
        if (done == 0) continue;  // the first turn also fetches the memory
        ratios.push_back(autograd_took / by_hand_took);
        hand_seconds += by_hand_took;
        autograd_seconds += autograd_took;
    }
    std::ranges::sort(ratios);
    const double ratio = ratios[ratios.size() / 2];
    fmt::print("{:<20} {} steps: by hand {:.2f} s, autograd {:.2f} s, ratio {:.2f} ({:.2f} to {:.2f}){}\n",
               pair.name, ratios.size() * steps_of_a_turn, hand_seconds, autograd_seconds, ratio,
               ratios.front(), ratios.back(), ratio <= at_most ? "" : ": MORE THAN PROMISED");
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
    wb::prepare_to_train();
    return wb::run_and_explain({.subject = "The comparison"}, [&] {
        if (argc != 3 && argc != 4) throw std::invalid_argument("usage: autograd IMAGES LABELS [STEPS]");
        const std::size_t steps = argc == 4 ? std::stoul(argv[3]) : 500;
        const wb::DataSet set = wb::load_data_set(argv[1], argv[2]);
        fmt::print("Autograd beside the hand-written backward; promised: a ratio of at most {}\n", at_most);
        for (const Pair& pair : all_pairs()) compare(pair, set, steps);
    });
}
