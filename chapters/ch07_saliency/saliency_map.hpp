/// \file
/// From a gradient to a map that you can draw.
#pragma once

#include "ch02_np_tensor/np_tensor.hpp"

namespace wb {

/// Exercise 7.3. One number for each pixel: how fast the score moves with it, up or down.
/// \f[ s_{nhw} = \max_c |g_{nchw}| \f]
/// \param gradient  g, (N, C, H, W), as input_gradient() returns it
/// \return (N, H, W); none is negative
/// \throws shape_error unless there are four axes, and a channel; the message gives the shape
///
/// Source: as for input_gradient().
np_tensor saliency_map(const np_tensor& gradient);

/// Exercise 7.3. What each pixel would contribute to the score if the network were linear.
/// \f[ s_{nhw} = \sum_c g_{nchw} \, x_{nchw} \f]
/// Positive where the pixel is evidence for the class, negative where it is evidence against it, 0 where x is
/// 0. For a network of Linear, Conv2d, ReLU and MaxPool2d layers *without biases* the map adds up to the
/// score exactly: doubling such a network's input doubles its output.
/// \param gradient  g, (N, C, H, W)
/// \param x         the images that the gradient belongs to, (N, C, H, W)
/// \return (N, H, W); positive or negative
/// \throws shape_error unless there are four axes, and a channel, and the shapes are equal; if two such shapes
///         differ, the message gives both
///
/// Source: A. Shrikumar, P. Greenside, A. Kundaje, *Learning important features through propagating
/// activation differences*, section 2 (2017).
np_tensor gradient_times_input(const np_tensor& gradient, const np_tensor& x);

}  // namespace wb
