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
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "ch01_data/idx_files.hpp"
#include "ch03_mlp/given/samples.hpp"
#include "ch03_mlp/given/three_sets.hpp"
#include "ch04_adam/fit.hpp"
#include "ch05_cnn/given/recipe.hpp"
#include "ch09_autograd/given/networks.hpp"
#include "ch09_autograd/given/training.hpp"
#include "ch09_autograd/given/two_forms.hpp"
#include "common/lab/explain.hpp"
#include "common/lab/runtime.hpp"

namespace {

constexpr std::size_t steps_of_a_turn = 50;
constexpr double at_most = 1.25;  // what chapter 09 promises

/// The networks of the lab, and cnn16 of the fast layers too.
std::vector<wb::TwoForms> all_networks() {
    std::vector<wb::TwoForms> all = wb::networks_in_two_forms();
    wb::TwoForms fast = all.back();
    all.back().name += ", clear layers";
    fast.name += ", fast layers";
    fast.by_hand = [](wb::Rng& rng) { return wb::cnn16_recipe().make_fast(rng, 1); };
    fast.forward_only = [](wb::Rng& rng) { return wb::forward_fast_cnn16(rng, 1); };
    all.push_back(std::move(fast));
    return all;
}

double processor_seconds() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

void compare(const wb::TwoForms& pair, const wb::DataSet& set, std::size_t steps) {
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
        for (const wb::TwoForms& pair : all_networks()) compare(pair, set, steps);
    });
}
