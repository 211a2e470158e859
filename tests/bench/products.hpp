/// \file
/// The matrix products of a training step: work that no library can avoid.
#pragma once

#include <cstddef>
#include <vector>

namespace wb {

/// `times` products (rows, inner) (inner, cols), each factor perhaps stored transposed.
struct Product {
    std::size_t rows, inner, cols;
    bool transpose_a = false, transpose_b = false;
    std::size_t times = 1;
};

/// Those of fully connected layers: \f$ xW \f$, \f$ x^T dy \f$ and \f$ dy \, W^T \f$, that of the first layer
/// only if its dx is read.
/// \param units  the number of inputs, of the units of each hidden layer, and of classes
/// \param batch  samples in a step
inline std::vector<Product> dense_products(const std::vector<std::size_t>& units, std::size_t batch,
                                           bool first_dx = false) {
    std::vector<Product> products;
    for (std::size_t layer = 1; layer < units.size(); ++layer) {
        const std::size_t D = units[layer - 1], M = units[layer];
        products.push_back({batch, D, M});
        products.push_back({.rows = D, .inner = batch, .cols = M, .transpose_a = true});
        if (layer > 1 || first_dx)
            products.push_back({.rows = batch, .inner = M, .cols = D, .transpose_b = true});
    }
    return products;
}

/// A convolution of one image: its filters, their places, and the numbers in a patch, C F F.
struct ConvProduct {
    std::size_t places, patch, filters;
};

/// Those of a convolution, image by image: scores, the gradient of the weight and, if it is read, that of the
/// patches.
inline std::vector<Product> conv_products(const ConvProduct& conv, std::size_t batch, bool dx) {
    std::vector<Product> products{
        {.rows = conv.places, .inner = conv.patch, .cols = conv.filters, .times = batch},
        {.rows = conv.patch,
         .inner = conv.places,
         .cols = conv.filters,
         .transpose_a = true,
         .times = batch}};
    if (dx)
        products.push_back({.rows = conv.places, .inner = conv.filters, .cols = conv.patch, .times = batch});
    return products;
}

}  // namespace wb
