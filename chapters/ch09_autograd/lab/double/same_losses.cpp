/// \file
/// The losses of the hand-written backward passes beside those of autograd, in double precision.
///
///     same_losses DATA SEED
///
/// A program of its own: the lab computes in float, where two right orders of summation differ after seven
/// digits, and CMake does not link float and double into one program. The lab starts this one.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string>

#include "ch01_data/idx_files.hpp"
#include "ch01_data/sampling.hpp"
#include "ch03_mlp/given/three_sets.hpp"
#include "ch09_autograd/given/networks.hpp"
#include "ch09_autograd/given/training.hpp"
#include "ch09_autograd/given/two_forms.hpp"
#include "common/data/datasets.hpp"
#include "common/lab/explain.hpp"
#include "common/lab/progress_bar.hpp"
#include "common/lab/runtime.hpp"

namespace {

constexpr std::size_t steps = 100;
/// Of numbers near 1, a double has 16 digits. Both ways add up the same products, here and there in another
/// order, and each step may make the difference of the one before larger.
constexpr double at_most = 1e-12;

struct Difference {
    double largest = 0;
    double first_loss = 0, last_loss = 0;  ///< by hand
};

/// Both learn from the same batches of MNIST, beginning with the same weights.
Difference compare(const wb::TwoForms& pair, const wb::DataSet& set, std::uint32_t seed) {
    wb::Rng rng(seed), same(seed), order(seed);
    const auto by_hand = pair.by_hand(rng);
    by_hand->need_input_gradient(false);
    wb::ForwardNetwork forward_only = pair.forward_only(same);
    const auto one = pair.optimizer(by_hand->parameters());
    const auto other = pair.optimizer(forward_only.parameters());

    Difference difference;
    const wb::Samples samples = wb::samples_of(set, pair.prepare);
    std::size_t taken = 0;
    while (taken < steps)
        for (const wb::Indices& which :
             wb::shuffled_minibatches(samples.labels.size(), pair.batch_size, order)) {
            if (taken++ == steps) break;
            const wb::Samples batch = samples.some(which);
            const double loss = wb::step_by_hand(*by_hand, *one, batch);
            const double by_autograd = wb::step_by_autograd(forward_only, *other, batch).loss;
            if (taken == 1) difference.first_loss = loss;
            difference.last_loss = loss;
            difference.largest = std::max(difference.largest, std::abs(loss - by_autograd));
        }
    return difference;
}

void compare_all(const std::string& data, std::uint32_t seed) {
    const wb::DatasetFiles files = wb::find_dataset(data);
    // More samples than the steps need would only take time to convert.
    const wb::DataSet set = wb::first_of(wb::load_data_set(files.train_images, files.train_labels), 12'800);
    fmt::print(
        "The same {} steps twice, in double precision: backward by hand, and by autograd.\n"
        "Promised: no two losses differ by more than {:.0e}.\n",
        steps, at_most);
    bool all_same = true;
    for (const wb::TwoForms& pair : wb::networks_in_two_forms()) {
        const Difference found = compare(pair, set, seed);
        fmt::print("{:<20} loss {:.2f}, at the end {:.2f}; largest difference of two losses: {:.0e}\n",
                   pair.name, found.first_loss, found.last_loss, found.largest);
        std::fflush(stdout);
        all_same = all_same && found.largest <= at_most;  // not if it is NaN
    }
    if (!all_same)
        throw std::runtime_error(
            "autograd does not learn what the hand-written backward passes learn: the losses differ by more "
            "than rounding.\nTo find out which is wrong: ./workbook check 9");
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        fmt::print(stderr, "usage: {} DATA SEED\n", argv[0]);
        return 2;
    }
    wb::prepare_to_train();
    return wb::run_and_explain({.subject = "The comparison"}, [&] {
        compare_all(argv[1], static_cast<std::uint32_t>(std::strtoul(argv[2], nullptr, 10)));
    });
}
