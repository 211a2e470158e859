#include "ch07_saliency/grad_cam.hpp"

#include <algorithm>

#include "ch02_np_tensor/arithmetic.hpp"
#include "ch02_np_tensor/reductions.hpp"
#include "ch07_saliency/given/check_classes.hpp"
#include "common/errors/not_implemented.hpp"

wb::np_tensor wb::grad_cam(Sequential& model, const np_tensor& x, const Indices& classes,
                           const std::string& layer) {
    // EXERCISE 7.7
    // Goal: the sum of the maps of a layer, weighted by how much each is evidence for the class.
    // Given: position_of_layer(model, layer), which throws if there is none; model.layer(i) with forward()
    //        and backward(); check_images for what comes out of the layer, check_classes for the scores.
    // Asked: in eval mode, forward through all layers: A, after the layer, and the scores. Backward from a
    //        dz of zeros with a 1 in each row at its class, from the last layer to the one after the cut:
    //        dA. Then (N, H, W): the sum over c of alpha(n, c) A(n, c, h, w), or 0 where that is negative;
    //        alpha(n, c) is the mean of dA(n, c, h, w) over h and w. At the end, zero the parameters'
    //        gradients.
    // Example: A = [[2 0]] and [[1 2]], two maps of one row, with dA = [[4 2]] and [[-1 -1]]: alpha is 3 and
    //          -1, and the sum 3 A0 - A1 = [[5 -2]] becomes [[5 0]].
    todo("7.7");
    // END EXERCISE 7.7
}
