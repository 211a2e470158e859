/// \file
/// A learning rate that falls.
#pragma once

#include <cstddef>

namespace wb {

/// The learning rate of a step, on the straight line from `start` in the first step to nearly 0 in the last.
/// Given.
/// \f[ \eta_t = \eta_0 \left( 1 - \frac{t}{T} \right) \f]
/// Far from the minimum long steps are useful. Near it they only jitter around it: the noise of the
/// minibatches moves the weights in proportion to the learning rate.
/// \param start        \f$ \eta_0 \f$
/// \param steps_taken  t, from 0 to below `steps`
/// \param steps        T, all that will be taken
inline double linear_decay(double start, std::size_t steps_taken, std::size_t steps) {
    return start * (1 - static_cast<double>(steps_taken) / static_cast<double>(steps));
}

}  // namespace wb
