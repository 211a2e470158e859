#include "ch05_cnn/im2col.hpp"

#include <algorithm>

#include "ch05_cnn/given/conv_sizes.hpp"
#include "ch05_cnn/given/padding.hpp"
#include "common/errors/not_implemented.hpp"

wb::np_tensor wb::im2col(const np_tensor& x, std::size_t filter, std::size_t padding) {
    // BEGIN SOLUTION 5.2
    // STUB // Goal: a row for each place of the filter: the patch that it covers there.
    // STUB // Given: x (N, C, H, W); conv_sizes("im2col", x.shape(), filter, padding); pad(x, padding), whose data()
    // STUB //        has number ((n C + c) (H + 2P) + h) (W + 2P) + w at (n, c, h, w).
    // STUB // Asked: the patches, (N H' W', C F F): rows in the order n, h, w, and in each row the order c, u, v.
    // STUB //        For speed, fill the result from front to back through data(): a(i, j) checks i and j each time.
    // STUB // Example: x = [[1 2 3] [4 5 6]] (one image, one channel), F = 2, P = 0: [[1 2 4 5] [2 3 5 6]].
    // STUB todo("5.2");
    const ConvSizes size = conv_sizes("im2col", x.shape(), filter, padding);
    const std::size_t padded_H = size.H + 2 * size.P, padded_W = size.W + 2 * size.P;
    const np_tensor padded = pad(x, padding);
    np_tensor patches({size.N * size.H_out * size.W_out, size.C * size.F * size.F});
    real* to = patches.data();
    // For each place of the filter ...
    for (std::size_t n = 0; n < size.N; ++n)
        for (std::size_t h = 0; h < size.H_out; ++h)
            for (std::size_t w = 0; w < size.W_out; ++w)
                // ... copy the patch: for each channel F rows of F neighboring numbers.
                for (std::size_t c = 0; c < size.C; ++c)
                    for (std::size_t u = 0; u < size.F; ++u) {
                        const real* row =
                            padded.data() + ((n * size.C + c) * padded_H + h + u) * padded_W + w;
                        for (std::size_t v = 0; v < size.F; ++v) to[v] = row[v];
                        to += size.F;
                    }
    return patches;
    // END SOLUTION
}

wb::np_tensor wb::col2im(const np_tensor& dpatches, const Shape& images, std::size_t filter,
                         std::size_t padding) {
    // BEGIN SOLUTION 5.4
    // STUB // Goal: the reverse: add each number of each patch where im2col copied it from.
    // STUB // Given: dpatches (N H' W', C F F); images, the shape (N, C, H, W); conv_sizes("col2im", images, filter,
    // STUB //        padding); crop(padded, padding), which removes the frame.
    // STUB // Asked: dx (N, C, H, W): start with zeros with a frame, add all patches, then remove the frame.
    // STUB //        A shape_error, with the shape of dpatches, unless that is what im2col gives for such images.
    // STUB // Example: the patches [[1 2 4 5] [2 3 5 6]] (one image of 2 x 3, F = 2, P = 0) give
    // STUB //        [[1 4 3] [4 10 6]]: the middle column is in both patches.
    // STUB todo("5.4");
    const ConvSizes size = conv_sizes("col2im", images, filter, padding);
    const Shape expected{size.N * size.H_out * size.W_out, size.C * size.F * size.F};
    if (dpatches.shape() != expected)
        throw shape_error("col2im", dpatches.shape(), expected,
                          "for images " + to_string(images) + ", the second is the shape of the patches");

    const std::size_t padded_H = size.H + 2 * size.P, padded_W = size.W + 2 * size.P;
    np_tensor dpadded({size.N, size.C, padded_H, padded_W});
    const real* from = dpatches.data();
    // The same loops as in im2col ...
    for (std::size_t n = 0; n < size.N; ++n)
        for (std::size_t h = 0; h < size.H_out; ++h)
            for (std::size_t w = 0; w < size.W_out; ++w)
                for (std::size_t c = 0; c < size.C; ++c)
                    for (std::size_t u = 0; u < size.F; ++u) {
                        real* row = dpadded.data() + ((n * size.C + c) * padded_H + h + u) * padded_W + w;
                        // ... but adding, since patches overlap.
                        for (std::size_t v = 0; v < size.F; ++v) row[v] += from[v];
                        from += size.F;
                    }
    return crop(dpadded, padding);
    // END SOLUTION
}
