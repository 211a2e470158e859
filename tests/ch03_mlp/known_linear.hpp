/// \file
/// A Linear layer whose weights the test chooses.
#pragma once

#include "ch03_mlp/linear.hpp"
#include "tests/ch03_mlp/arrays.hpp"

namespace wb::judge {

/// The random weights of the layer do not matter: no test depends on them.
class KnownLinear : public Linear {
public:
    /// \param W  (D, M)
    /// \param b  (M)
    KnownLinear(const Array& W, const Array& b, Rng rng = Rng(0)) : Linear(W.shape()[0], W.shape()[1], rng) {
        weight = tensor(W);
        bias = tensor(b);
    }
};

}  // namespace wb::judge
