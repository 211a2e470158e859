/// \file
/// A convolution, a ReLU and a pooling in one: the same numbers, in less time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "ch05_cnn/conv2d.hpp"

namespace wb {

/// What Conv2d, ReLU and MaxPool2d of 2 x 2 compute one after another, computed image by image. Given.
/// \f[ y_{nmhw} = \max\bigl(0, \max_{0 \le u, v < 2} (W * x_n + b)_{m,\,2h+u,\,2w+v}\bigr) \f]
///
/// New since Conv2d; the lesson says what each step gains:
/// - Channels last. In a framed image of shape (H + 2P, W + 2P, C), the F C numbers of one row of a patch are
///   next to each other, so patches and their gradients are copied and added in long rows.
/// - No array of the size of the convolution's output ever leaves the processor's cache. The scores are
///   computed for one image, and bias, ReLU and pooling read them at once. For backward, one number for each
///   square stores which of the four was the largest, or that none was positive.
/// - Buffers live as long as the layer.
/// - The images of a batch are shared among threads, each of which adds up gradients of its own.
///
/// The parameters have the names and shapes of Conv2d's: a checkpoint of one network also fits the other. A
/// test compares the two, forward and backward.
class ConvReLUPool2d : public Module {
public:
    /// Draws the weights that a Conv2d would draw.
    /// \param threads  how many work on a batch, at least 1; sums are rounded differently for each number
    /// \throws std::invalid_argument as Conv2d does, and if `threads` is 0
    ConvReLUPool2d(const Conv2dOptions& options, Rng& rng, std::size_t threads = 1);
    ~ConvReLUPool2d() override;

    /// Convolution, ReLU and pooling in one pass.
    /// \param x  (N, C, H, W)
    /// \return (N, M, H' / 2, W' / 2), the quotients rounded down; H' and W' are those of Conv2d
    /// \throws shape_error as Conv2d does, and if the convolution's output has no room for a square
    np_tensor forward(const np_tensor& x) override;

    /// The way back through all three.
    /// \param dy  the shape of the last output
    /// \return dx, (N, C, H, W), or an empty array if it is not needed
    /// \throws shape_error if dy does not have the shape of the last output
    /// \throws std::logic_error if there was no forward(); the message says so
    np_tensor backward(const np_tensor& dy) override;

    /// "weight", then "bias".
    std::vector<Parameter> parameters() override { return {{"weight", &weight}, {"bias", &bias}}; }

    np_tensor weight;  ///< W, (M, C, F, F)
    np_tensor bias;    ///< b, (M)

private:
    class Worker;

    std::size_t padding_;                ///< P
    std::vector<Worker> workers_;        ///< one for each thread, with its buffers
    std::optional<np_tensor> x_;         ///< the last input, for backward()
    std::vector<std::int32_t> winners_;  ///< (N, H' / 2, W' / 2, M): which of each square was the largest
};

}  // namespace wb
