#include "ch07_saliency/occlusion.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "ch02_np_tensor/arithmetic.hpp"
#include "ch07_saliency/given/check_classes.hpp"
#include "common/errors/not_implemented.hpp"

wb::np_tensor wb::occlusion(Module& model, const np_tensor& x, const Indices& classes, std::size_t side,
                            real baseline) {
    // EXERCISE 7.5
    // Goal: by how much the score falls when a square around each pixel is covered.
    // Given: model.eval() and model.forward(); x (N, C, H, W); classes (N); side, odd; baseline;
    //        check_images and check_classes; x.rows({n, n, n}) makes a batch of three copies of image n.
    // Asked: (N, H, W): the score of classes[n] for image n, minus the score for a copy in which all
    //        channels of the pixels at most (side - 1) / 2 rows and columns from (h, w) are the baseline.
    //        Leave out what is outside the image. std::invalid_argument, with the side, if it is
    //        even.
    // Example: scores that are the sum of all pixels, x = [[1 2] [3 4]], side 1, baseline 0: [[1 2] [3 4]];
    //          with side 3 every square covers all: [[10 10] [10 10]].
    todo("7.5");
    // END EXERCISE 7.5
}
