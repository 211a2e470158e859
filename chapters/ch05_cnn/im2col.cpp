#include "ch05_cnn/im2col.hpp"

#include <algorithm>

#include "ch05_cnn/given/conv_sizes.hpp"
#include "ch05_cnn/given/padding.hpp"
#include "common/errors/not_implemented.hpp"

wb::np_tensor wb::im2col(const np_tensor& x, std::size_t filter, std::size_t padding) {
    // EXERCISE 5.2
    // Goal: a row for each place of the filter: the patch that it covers there.
    // Given: x (N, C, H, W); conv_sizes("im2col", x.shape(), filter, padding); pad(x, padding), whose data()
    //        has number ((n C + c) (H + 2P) + h) (W + 2P) + w at (n, c, h, w).
    // Asked: the patches, (N H' W', C F F): rows in the order n, h, w, and in each row the order c, u, v.
    //        For speed, fill the result from front to back through data(): a(i, j) checks i and j each time.
    // Example: x = [[1 2 3] [4 5 6]] (one image, one channel), F = 2, P = 0: [[1 2 4 5] [2 3 5 6]].
    todo("5.2");
    // END EXERCISE 5.2
}

wb::np_tensor wb::col2im(const np_tensor& dpatches, const Shape& images, std::size_t filter,
                         std::size_t padding) {
    // EXERCISE 5.4
    // Goal: the reverse: add each number of each patch where im2col copied it from.
    // Given: dpatches (N H' W', C F F); images, the shape (N, C, H, W); conv_sizes("col2im", images, filter,
    //        padding); crop(padded, padding), which removes the frame.
    // Asked: dx (N, C, H, W): start with zeros with a frame, add all patches, then remove the frame.
    //        A shape_error, with the shape of dpatches, unless that is what im2col gives for such images.
    // Example: the patches [[1 2 4 5] [2 3 5 6]] (one image of 2 x 3, F = 2, P = 0) give
    //        [[1 4 3] [4 10 6]]: the middle column is in both patches.
    todo("5.4");
    // END EXERCISE 5.4
}
