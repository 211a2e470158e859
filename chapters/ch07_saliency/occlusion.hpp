/// \file
/// What happens to a score when a part of the image is covered.
#pragma once

#include <cstddef>

#include "ch03_mlp/given/module.hpp"

namespace wb {

/// Exercise 7.5. Covers a square around each pixel in turn, and measures by how much the score falls.
/// \f[ s_{nhw} = z_k(x_n) - z_k(x_n \text{ with } x_{n,c,u,v} = b \text{ for all } c,\;
///     |u - h| \le r, |v - w| \le r), \qquad r = \tfrac{F - 1}{2} \f]
/// At the border, the part of the square that is inside the image is covered. Positive: the covered
/// part is evidence for the class. Negative: without it the score is higher.
///
/// It needs no derivative, so it works with any model that gives scores. It runs the network H W times for
/// each image.
/// \param model     takes (n, C, H, W) for any n and returns scores (n, K). It is switched to eval mode, and
///                  stays there; no weight changes
/// \param x         (N, C, H, W)
/// \param classes   k, (N), each below K
/// \param side      F of the square, odd, so that it has a middle
/// \param baseline  b, what the square is filled with: the value of blank paper
/// \return (N, H, W); positive or negative
/// \throws std::invalid_argument if the side is even; the message gives the side
/// \throws what check_images() and check_classes() throw
///
/// Source: M. Zeiler, R. Fergus, *Visualizing and understanding convolutional networks*, section 4.2 (2014).
np_tensor occlusion(Module& model, const np_tensor& x, const Indices& classes, std::size_t side,
                    real baseline);

}  // namespace wb
