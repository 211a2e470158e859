/// \file
/// The networks of this chapter, made of the faster layer.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "ch05_cnn/given/cnn.hpp"
#include "ch05_cnn/given/conv_relu_pool.hpp"

namespace wb {

/// For make_cnn16() and make_cnn28(): each convolution, ReLU and pooling in one layer, "conv1". Given.
///
/// The parameters have the same names and shapes, and with the same rng the same values.
/// \param threads  how many work on a batch
inline AddConvolution fast_convolution(std::size_t threads) {
    return [threads](Sequential& model, const std::string& number, const Conv2dOptions& options, Rng& rng) {
        model.add("conv" + number, std::make_unique<ConvReLUPool2d>(options, rng, threads));
    };
}

}  // namespace wb
