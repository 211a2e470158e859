/// \file
/// A frame of zeros around images.
#pragma once

#include <algorithm>
#include <cstddef>

#include "ch02_np_tensor/np_tensor.hpp"

namespace wb {

/// Puts a frame of zeros around each image, so that a filter can also be centered on an edge pixel. Given.
/// \param x        (N, C, H, W)
/// \param padding  P, the width of the frame
/// \return (N, C, H + 2P, W + 2P)
inline np_tensor pad(const np_tensor& x, std::size_t padding) {
    const std::size_t planes = x.dim(0) * x.dim(1), H = x.dim(2), W = x.dim(3);
    const std::size_t padded_W = W + 2 * padding;
    np_tensor padded({x.dim(0), x.dim(1), H + 2 * padding, padded_W});
    const real* from = x.data();
    real* to = padded.data();
    for (std::size_t plane = 0; plane < planes; ++plane) {
        to += padding * padded_W;
        for (std::size_t h = 0; h < H; ++h, from += W, to += padded_W) std::copy_n(from, W, to + padding);
        to += padding * padded_W;
    }
    return padded;
}

/// Removes the frame and everything in it. Given.
///
/// This is also the backward of pad(): the zeros of the frame never change, so they need no gradient.
/// \param padded   (N, C, H + 2P, W + 2P)
/// \param padding  P
/// \return (N, C, H, W)
inline np_tensor crop(const np_tensor& padded, std::size_t padding) {
    const std::size_t planes = padded.dim(0) * padded.dim(1), padded_W = padded.dim(3);
    const std::size_t H = padded.dim(2) - 2 * padding, W = padded_W - 2 * padding;
    np_tensor x({padded.dim(0), padded.dim(1), H, W});
    const real* from = padded.data();
    real* to = x.data();
    for (std::size_t plane = 0; plane < planes; ++plane) {
        from += padding * padded_W;
        for (std::size_t h = 0; h < H; ++h, from += padded_W, to += W) std::copy_n(from + padding, W, to);
        from += padding * padded_W;
    }
    return x;
}

}  // namespace wb
