/// \file
/// The convolutional layer.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "ch03_mlp/given/module.hpp"
#include "common/random/rng.hpp"

namespace wb {

/// The sizes of a convolutional layer.
struct Conv2dOptions {
    std::size_t channels = 1;  ///< C of the input images, at least 1: 1 for gray ones
    std::size_t filters = 1;   ///< M, the channels of the output, at least 1
    std::size_t side = 3;      ///< F, at least 1
    std::size_t padding = 0;   ///< P; (F - 1) / 2 keeps the size of the images
};

/// A layer that looks for the same M small patterns everywhere in an image.
///
/// It computes what conv2d_by_loops() does, as a product of matrices. A Linear layer has a weight for each
/// pixel and unit; here all places share the C x F x F weights of a filter. So the layer can use everywhere
/// what it has learned in one corner.
class Conv2d : public Module {
public:
    /// Draws W and b uniformly between \f$ \pm 1 / \sqrt{C F F} \f$, as Linear does; C F F is the number of
    /// products in a sum. (He's weights, of six times that variance, are made for networks without
    /// pooling. Here they start too large; the lesson has the figures.) Given.
    /// \param rng  the same seed gives the same layer
    /// \throws std::invalid_argument if there is no channel, no filter, or no side; the message names it
    ///
    /// Source: Y. LeCun et al., *Efficient BackProp*, section 4.6 (1998); the default of PyTorch's Conv2d.
    Conv2d(const Conv2dOptions& options, Rng& rng);

    /// Exercise 5.3. Convolves each image with each filter. For each image, with its patches as the rows of
    /// p, (H' W', C F F):
    /// \f[ y_n = W p^T + b \f]
    /// where W is read as (M, C F F), and each filter's bias is added everywhere: y_n, (M, H' W'), is then
    /// read as (M, H', W').
    /// \param x  (N, C, H, W)
    /// \return (N, M, H', W') with H' = H + 2P - F + 1 and W' = W + 2P - F + 1
    /// \throws shape_error whatever conv_sizes() throws
    np_tensor forward(const np_tensor& x) override;

    /// Exercise 5.5. Computes the gradients of x, W and b from that of y. For each image:
    /// \f[ dW \mathrel{+}= dy_n \, p, \qquad db_m \mathrel{+}= \sum_{hw} dy_{nmhw}, \qquad
    ///     dp = dy_n^T \, W, \qquad dx_n = \mathrm{col2im}(dp) \f]
    /// The patches p are computed again: stored, they would be F x F times as large as the images.
    /// \param dy  (N, M, H', W')
    /// \return dx, (N, C, H, W)
    /// \throws shape_error if dy does not have the shape of the last output; the message gives the shape of dy
    /// \throws std::logic_error if there was no forward()
    np_tensor backward(const np_tensor& dy) override;

    /// "weight", then "bias".
    std::vector<Parameter> parameters() override { return {{"weight", &weight}, {"bias", &bias}}; }

    np_tensor weight;  ///< W, (M, C, F, F)
    np_tensor bias;    ///< b, (M)

private:
    std::size_t padding_;         ///< P
    std::optional<np_tensor> x_;  ///< the last input, for backward()
};

}  // namespace wb
