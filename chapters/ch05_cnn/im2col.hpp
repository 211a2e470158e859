/// \file
/// From images to patches, and back.
#pragma once

#include <cstddef>

#include "ch02_np_tensor/np_tensor.hpp"

namespace wb {

/// Exercise 5.2. Writes down, row by row, what a filter sees from each of its places.
/// \f[ p_{(n,h,w),\,(c,u,v)} = \tilde x_{n,\,c,\,h+u,\,w+v} \f]
/// where \f$ \tilde x \f$ is x in a frame of P zeros. One row a patch: image by image, and in each image in
/// reading order. With the patches in a matrix, a convolution is a matrix product.
/// \param x        (N, C, H, W)
/// \param filter   F, the side of the filter
/// \param padding  P
/// \return (N H' W', C F F)
/// \throws shape_error whatever conv_sizes() throws
///
/// Source: K. Chellapilla, S. Puri, P. Simard, *High performance convolutional neural networks for document
/// processing*, section 3 (2006).
np_tensor im2col(const np_tensor& x, std::size_t filter, std::size_t padding);

/// Exercise 5.4. The backward of im2col: adds every number of every patch where it was copied from.
/// \f[ d\tilde x_{nc,\,h+u,\,w+v} \mathrel{+}= dp_{(n,h,w),\,(c,u,v)} \f]
/// and then the frame is removed. A pixel is in up to F x F patches, and its influence on the loss is
/// the sum of its influences in all of them. So this is not the inverse of im2col (which would have to
/// average): it is its transpose. For all x and d, \f$ \sum \mathrm{im2col}(x) \, d = \sum x \,
/// \mathrm{col2im}(d) \f$.
/// \param dpatches  (N H' W', C F F), in the order of im2col()
/// \param images    the shape of x, (N, C, H, W)
/// \param filter    F
/// \param padding   P
/// \return dx, (N, C, H, W)
/// \throws shape_error whatever conv_sizes() throws, and unless dpatches has the shape that im2col() would
///         give; the message gives the shape of dpatches
np_tensor col2im(const np_tensor& dpatches, const Shape& images, std::size_t filter, std::size_t padding);

}  // namespace wb
