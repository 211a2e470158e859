// The two half circles of chapter 03's page (docs/widgets/boundary.js): softmax regression, whose boundary is
// a line, and a network with 12 hidden units learn the same points, epoch by epoch.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <numbers>
#include <string>

#include "ch01_data/sampling.hpp"
#include "ch03_mlp/evaluate.hpp"
#include "ch03_mlp/given/mlp.hpp"
#include "ch03_mlp/given/samples.hpp"
#include "ch03_mlp/sgd.hpp"
#include "ch03_mlp/train.hpp"
#include "tests/figures/figures.hpp"

namespace {

constexpr std::size_t count = 200;
constexpr std::size_t hidden = 12;

/// To so many parts of 1; 0 has no sign.
double rounded(double value, double parts) {
    return std::round(value * parts) / parts + 0.0;
}

/// Half of the points on the upper half of a circle, half on the lower half of another that reaches into it.
/// Coordinates have two decimals, so that the record has the very points that were learned.
wb::Samples half_circles(wb::Rng& rng) {
    wb::Samples samples{wb::np_tensor({count, 2}), {}};
    for (std::size_t n = 0; n < count; ++n) {
        const bool lower = n % 2 == 1;
        const double angle = std::numbers::pi * rng.uniform();
        const double x = lower ? 1 - std::cos(angle) : std::cos(angle);
        const double y = lower ? 0.5 - std::sin(angle) : std::sin(angle);
        samples.x(n, 0) = static_cast<wb::real>(rounded(x - 0.5 + 0.12 * rng.normal(), 100));
        samples.x(n, 1) = static_cast<wb::real>(rounded(y - 0.25 + 0.12 * rng.normal(), 100));
        samples.labels.push_back(lower ? 1 : 0);
    }
    return samples;
}

void say_points(wb::Figures& figures, const wb::Samples& samples) {
    for (const std::size_t label : {0, 1}) {
        std::string points;
        for (std::size_t n = 0; n < count; ++n) {
            if (samples.labels[n] == label)
                points += fmt::format("{}{:.2f} {:.2f}", points.empty() ? "" : ", ", samples.x(n, 0),
                                      samples.x(n, 1));
        }
        figures.line(fmt::format("points of class {}: {}", label, points));
    }
}

/// All parameters in their order: of a Linear the rows of W, then b.
void say_epoch(wb::Figures& figures, const std::string& name, int epoch, wb::Module& model,
               const wb::Samples& samples) {
    const wb::Score score = wb::evaluate(model, samples.x, samples.labels);
    std::string numbers;
    for (const wb::Parameter& parameter : model.parameters()) {
        numbers += numbers.empty() ? "" : ",";
        for (const wb::real value : parameter.tensor->values())
            numbers += fmt::format(" {:.3f}", rounded(value, 1000));
    }
    figures.line(fmt::format("{}, epoch {}: {:.0f} of {} right, loss {:.3f};{}", name, epoch,
                             score.accuracy * count, count, score.loss, numbers));
}

void learn(wb::Figures& figures, const std::string& name, wb::Module& model, const wb::Samples& samples) {
    constexpr std::array shown{0, 1, 2, 3, 5, 7, 10, 15, 20, 25, 30, 40, 50, 60, 80, 100};
    wb::Rng rng(1);
    wb::SGD sgd(model.parameters(), 0.5);
    for (int epoch = 0; epoch <= shown.back(); ++epoch) {
        if (epoch > 0) wb::train(model, sgd, samples.x, samples.labels, {.epochs = 1, .batch_size = 20}, rng);
        if (std::ranges::find(shown, epoch) != shown.end()) say_epoch(figures, name, epoch, model, samples);
    }
}

void find(wb::Figures& figures) {
    wb::Rng rng(1), line_rng(1), network_rng(1);
    const wb::Samples samples = half_circles(rng);
    say_points(figures, samples);
    wb::Linear line(2, 2, line_rng);
    learn(figures, "softmax regression", line, samples);
    const auto network = wb::make_mlp(2, hidden, 2, network_rng);
    learn(figures, fmt::format("2-{}-2 network", hidden), *network, samples);
}

}  // namespace

int main(int argc, char** argv) {
    return wb::find_figures(argc, argv, "digits", find);
}
