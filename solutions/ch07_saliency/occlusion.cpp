#include "ch07_saliency/occlusion.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "ch02_np_tensor/arithmetic.hpp"
#include "ch07_saliency/given/check_classes.hpp"
#include "common/errors/not_implemented.hpp"

wb::np_tensor wb::occlusion(Module& model, const np_tensor& x, const Indices& classes, std::size_t side,
                            real baseline) {
    // BEGIN SOLUTION 7.5
    // STUB // Goal: by how much the score falls when a square around each pixel is covered.
    // STUB // Given: model.eval() and model.forward(); x (N, C, H, W); classes (N); side, odd; baseline;
    // STUB //        check_images and check_classes; x.rows({n, n, n}) makes a batch of three copies of image n.
    // STUB // Asked: (N, H, W): the score of classes[n] for image n, minus the score for a copy in which all
    // STUB //        channels of the pixels at most (side - 1) / 2 rows and columns from (h, w) are the baseline.
    // STUB //        Leave out what is outside the image. std::invalid_argument, with the side, if it is
    // STUB //        even.
    // STUB // Example: scores that are the sum of all pixels, x = [[1 2] [3 4]], side 1, baseline 0: [[1 2] [3 4]];
    // STUB //          with side 3 every square covers all: [[10 10] [10 10]].
    // STUB todo("7.5");
    check_images("occlusion", x);
    if (side % 2 == 0)
        throw std::invalid_argument("occlusion: the side of the square must be odd, to have a middle, not " +
                                    std::to_string(side));
    const std::size_t N = x.dim(0), C = x.dim(1), H = x.dim(2), W = x.dim(3), reach = (side - 1) / 2;

    model.eval();
    const np_tensor z = model.forward(x);  // (N, K)
    check_classes("occlusion", z, classes);

    np_tensor map({N, H, W});
    for (std::size_t n = 0; n < N; ++n)
        for (std::size_t h = 0; h < H; ++h) {
            // A batch for each row of the image: W copies, each covered somewhere else.
            np_tensor covered = x.rows(Indices(W, n));
            for (std::size_t w = 0; w < W; ++w)
                for (std::size_t c = 0; c < C; ++c)
                    for (std::size_t u = h - std::min(h, reach); u <= std::min(h + reach, H - 1); ++u)
                        for (std::size_t v = w - std::min(w, reach); v <= std::min(w + reach, W - 1); ++v)
                            covered(w, c, u, v) = baseline;
            const np_tensor z_covered = model.forward(covered);  // (W, K)
            for (std::size_t w = 0; w < W; ++w) map(n, h, w) = z(n, classes[n]) - z_covered(w, classes[n]);
        }
    return map;
    // END SOLUTION
}
