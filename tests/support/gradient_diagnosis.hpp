/// \file
/// From a wrong gradient to the likely mistake.
#pragma once

#include <string>
#include <vector>

#include "tests/support/gradient_check.hpp"

namespace wb::judge {

/// A wrong gradient of the right shape, and the derivatives that the right one and the wrong ones would be.
struct WrongGradient {
    const GradientProblem& problem;
    const GradientInput& input;
    std::size_t batch;  ///< N
    std::vector<double> yours;
    std::vector<double> numerical;     ///< the derivative of sum(dy * y)
    std::vector<double> of_plain_sum;  ///< of sum(y): as if dy were 1 everywhere
    std::vector<double> of_first;      ///< of the first sample alone; empty if y has no batch axis
    std::vector<double> of_last;       ///< of the last sample alone
    std::vector<bool> is_wrong;
};

/// The likely mistake, a sentence; empty if the gradient does not give it away.
std::string diagnose(const WrongGradient& gradient);

/// The likely mistake behind a gradient of the wrong shape.
/// \param numerical  what it should be
std::string diagnose_shape(const Array& yours, const Array& numerical, std::size_t batch);

}  // namespace wb::judge
