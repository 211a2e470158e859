#include "ch07_saliency/grad_cam.hpp"

#include <algorithm>

#include "ch02_np_tensor/arithmetic.hpp"
#include "ch02_np_tensor/reductions.hpp"
#include "ch07_saliency/given/check_classes.hpp"
#include "common/errors/not_implemented.hpp"

wb::np_tensor wb::grad_cam(Sequential& model, const np_tensor& x, const Indices& classes,
                           const std::string& layer) {
    // BEGIN SOLUTION 7.7
    // STUB // Goal: the sum of the maps of a layer, weighted by how much each is evidence for the class.
    // STUB // Given: position_of_layer(model, layer), which throws if there is none; model.layer(i) with forward()
    // STUB //        and backward(); check_images for what comes out of the layer, check_classes for the scores.
    // STUB // Asked: in eval mode, forward through all layers: A, after the layer, and the scores. Backward from a
    // STUB //        dz of zeros with a 1 in each row at its class, from the last layer to the one after the cut:
    // STUB //        dA. Then (N, H, W): the sum over c of alpha(n, c) A(n, c, h, w), or 0 where that is negative;
    // STUB //        alpha(n, c) is the mean of dA(n, c, h, w) over h and w. At the end, zero the parameters'
    // STUB //        gradients.
    // STUB // Example: A = [[2 0]] and [[1 2]], two maps of one row, with dA = [[4 2]] and [[-1 -1]]: alpha is 3 and
    // STUB //          -1, and the sum 3 A0 - A1 = [[5 -2]] becomes [[5 0]].
    // STUB todo("7.7");
    const std::size_t cut = position_of_layer(model, layer);
    model.eval();

    np_tensor z = x, A;
    for (std::size_t i = 0; i < model.size(); ++i) {
        z = model.layer(i).forward(z);
        if (i == cut) A = z;
    }
    check_images("grad_cam, layer \"" + layer + "\"", A);
    check_classes("grad_cam", z, classes);

    np_tensor dA(z.shape());
    for (std::size_t n = 0; n < classes.size(); ++n) dA(n, classes[n]) = 1;
    for (std::size_t i = model.size() - 1; i > cut; --i) dA = model.layer(i).backward(dA);
    for (const Parameter& parameter : model.parameters()) parameter.tensor->zero_grad();

    const std::size_t N = A.dim(0), C = A.dim(1), H = A.dim(2), W = A.dim(3);
    np_tensor map({N, H, W});
    for (std::size_t n = 0; n < N; ++n)
        for (std::size_t c = 0; c < C; ++c) {
            real alpha = 0;
            for (std::size_t h = 0; h < H; ++h)
                for (std::size_t w = 0; w < W; ++w) alpha += dA(n, c, h, w) / static_cast<real>(H * W);
            for (std::size_t h = 0; h < H; ++h)
                for (std::size_t w = 0; w < W; ++w) map(n, h, w) += alpha * A(n, c, h, w);
        }
    for (real& value : map.values()) value = std::max(value, real(0));
    return map;
    // END SOLUTION
}
