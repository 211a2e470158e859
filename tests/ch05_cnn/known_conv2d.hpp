/// \file
/// A convolutional layer whose weights the test chooses.
#pragma once

#include "ch05_cnn/conv2d.hpp"
#include "tests/ch03_mlp/arrays.hpp"

namespace wb::judge {

/// The random weights of the layer do not matter: no test depends on them.
class KnownConv2d : public Conv2d {
public:
    /// \param w        (M, C, F, F)
    /// \param b        (M)
    /// \param padding  P
    KnownConv2d(const Array& w, const Array& b, std::size_t padding, Rng rng = Rng(0))
        : Conv2d(
              {.channels = w.shape()[1], .filters = w.shape()[0], .side = w.shape()[2], .padding = padding},
              rng) {
        weight = tensor(w);
        bias = tensor(b);
    }
};

/// Each pixel is a number that says where it stands: 1000 n + 100 c + 10 h + w, all counted from 1.
inline np_tensor numbered_images(std::size_t N, std::size_t C, std::size_t H, std::size_t W) {
    np_tensor x({N, C, H, W});
    for (std::size_t i = 0; i < x.size(); ++i)
        x.values()[i] = static_cast<real>(1000 * (i / (C * H * W) + 1) + 100 * (i / (H * W) % C + 1) +
                                          10 * (i / W % H + 1) + i % W + 1);
    return x;
}

}  // namespace wb::judge
