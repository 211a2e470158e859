// The ravine of chapter 04's page: SGD, momentum and Adam, with the optimizers of the chapters. The page
// computes the same steps (docs/widgets/ravine.js), and tests/browser compares the two.
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "ch03_mlp/sgd.hpp"
#include "ch04_adam/adam.hpp"
#include "tests/figures/figures.hpp"

namespace {

constexpr std::array<wb::real, 2> curvature{1, 50};
constexpr std::array<wb::real, 2> start{-2, static_cast<wb::real>(0.8)};
constexpr double far_away = 1000;  // the loss at which a path ends: it has left the drawing long before

/// SGD with the running mean m in place of the gradient, as the lesson defines momentum.
class Momentum : public wb::Optimizer {
public:
    Momentum(std::vector<wb::Parameter> parameters, double learning_rate)
        : Optimizer(std::move(parameters)), learning_rate_(static_cast<wb::real>(learning_rate)) {
        for (const wb::Parameter& parameter : this->parameters()) m_.emplace_back(parameter.tensor->shape());
    }

    void step() override {
        const auto beta1 = static_cast<wb::real>(0.9), share1 = static_cast<wb::real>(0.1);
        for (std::size_t i = 0; i < parameters().size(); ++i) {
            wb::np_tensor& w = *parameters()[i].tensor;
            for (std::size_t k = 0; k < w.size(); ++k) {
                m_[i].data()[k] = beta1 * m_[i].data()[k] + share1 * w.grad().data()[k];
                w.data()[k] -= learning_rate_ * m_[i].data()[k];
            }
        }
    }

private:
    wb::real learning_rate_;
    std::vector<wb::np_tensor> m_;
};

std::unique_ptr<wb::Optimizer> make(const std::string& name, wb::np_tensor& w, double rate) {
    const std::vector<wb::Parameter> parameters{{"w", &w}};
    if (name == "SGD") return std::make_unique<wb::SGD>(parameters, rate);
    if (name == "momentum") return std::make_unique<Momentum>(parameters, rate);
    return std::make_unique<wb::Adam>(parameters, wb::AdamOptions{.learning_rate = rate});
}

double loss_of(const wb::np_tensor& w) {
    double loss = 0;
    for (std::size_t k = 0; k < 2; ++k) loss += 0.5 * curvature[k] * w(k) * w(k);
    return loss;
}

void find(wb::Figures& figures) {
    for (const double rate : {0.002, 0.005, 0.01, 0.02, 0.03, 0.039, 0.042, 0.1, 0.2, 0.5, 0.8}) {
        for (const std::string name : {"SGD", "momentum", "Adam"}) {
            wb::np_tensor w({2}, {start[0], start[1]});
            const auto optimizer = make(name, w, rate);
            std::string row;
            for (int t = 1; t <= 100; ++t) {
                w.zero_grad();
                w.accumulate_grad(wb::np_tensor({2}, {curvature[0] * w(0), curvature[1] * w(1)}));
                optimizer->step();
                if (loss_of(w) > far_away) {
                    row += fmt::format("{}step {} far away", row.empty() ? "" : "; ", t);
                    break;
                }
                if (t == 1 || t == 10 || t == 100)
                    row += fmt::format("{}step {} ({:.4f}, {:.4f}) loss {:.4f}", row.empty() ? "" : "; ", t,
                                       w(0), w(1), loss_of(w));
            }
            figures.line(fmt::format("{}, learning rate {}: {}", name, rate, row));
        }
    }
}

}  // namespace

int main(int argc, char** argv) {
    return wb::find_figures(argc, argv, "digits", find);
}
