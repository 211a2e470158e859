/// \file
/// Whether two networks compute the same.
#pragma once

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>
#include <utility>

#include "ch03_mlp/cross_entropy_loss.hpp"
#include "ch03_mlp/given/samples.hpp"
#include "ch03_mlp/sequential.hpp"

namespace wb {

/// How far two networks are from one another. Given.
struct Disagreement {
    double size = 0;    ///< the largest difference of two numbers, relative to the array's largest
    std::string where;  ///< "the scores", or "the gradient of conv1.weight"
};

/// The larger of `worst` and the disagreement of two arrays. A NaN on either side counts as infinite.
inline void compare_arrays(const np_tensor& a, const np_tensor& b, const std::string& where,
                           Disagreement& worst) {
    if (a.shape() != b.shape())
        throw shape_error("disagreement", a.shape(), b.shape(), where + " must be of one shape");
    double difference = 0, scale = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double x = a.values()[i], y = b.values()[i];
        difference = std::isnan(x - y) ? INFINITY : std::max(difference, std::abs(x - y));
        scale = std::max({scale, std::abs(x), std::abs(y)});
    }
    const double size = difference > 0 ? difference / scale : 0;
    if (!(size <= worst.size)) worst = {std::isnan(size) ? INFINITY : size, where};
}

/// Takes one batch forward and backward through both, in eval mode, and compares scores and gradients. Given.
/// \param one, other  networks with the same parameters; their gradients are overwritten
/// \return where they differ most, and by how much; rounding in single precision makes about 1e-6
/// \throws std::invalid_argument unless the parameters have the same names, in the same order
inline Disagreement disagreement(Sequential& one, Sequential& other, const Samples& batch) {
    const auto run = [&](Sequential& model) {
        model.eval();
        CrossEntropyLoss loss;
        np_tensor scores = model.forward(batch.x);
        loss.forward(scores, batch.labels);
        for (const Parameter& parameter : model.parameters()) parameter.tensor->zero_grad();
        model.backward(loss.backward());
        return scores;
    };
    Disagreement worst;
    compare_arrays(run(one), run(other), "the scores", worst);
    const auto ones = one.parameters(), others = other.parameters();
    const bool same_names =
        std::ranges::equal(ones, others, [](const auto& a, const auto& b) { return a.name == b.name; });
    if (!same_names) throw std::invalid_argument("disagreement: the parameters have different names");
    for (std::size_t i = 0; i < ones.size(); ++i)
        compare_arrays(std::as_const(*ones[i].tensor).grad(), std::as_const(*others[i].tensor).grad(),
                       "the gradient of " + ones[i].name, worst);
    return worst;
}

}  // namespace wb
