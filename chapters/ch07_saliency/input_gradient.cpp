#include "ch07_saliency/input_gradient.hpp"

#include <cmath>

#include "ch07_saliency/given/check_classes.hpp"
#include "common/errors/not_implemented.hpp"

wb::np_tensor wb::input_gradient(Module& model, const np_tensor& x, const Indices& classes) {
    // EXERCISE 7.2
    // Goal: how the score of the given class changes with each number of each sample.
    // Given: model, with eval(), need_input_gradient(), forward(), backward(), parameters(); x (N, ...);
    //        classes (N); check_classes("input_gradient", z, classes), which throws if they do not fit.
    // Asked: what backward() returns for a dz (N, K) of zeros, with a 1 in each row at its class. In eval
    //        mode, with the input gradient switched on, whatever it was before. At the end, zero
    //        the gradients of the parameters, to which backward() has added.
    // Example: a Linear layer with W = [[1 2 3] [4 5 6]] and class 2 give [3 6] for every x: a column of W.
    todo("7.2");
    // END EXERCISE 7.2
}
