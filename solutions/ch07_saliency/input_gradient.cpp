#include "ch07_saliency/input_gradient.hpp"

#include <cmath>

#include "ch07_saliency/given/check_classes.hpp"
#include "common/errors/not_implemented.hpp"

wb::np_tensor wb::input_gradient(Module& model, const np_tensor& x, const Indices& classes) {
    // BEGIN SOLUTION 7.2
    // STUB // Goal: how the score of the given class changes with each number of each sample.
    // STUB // Given: model, with eval(), need_input_gradient(), forward(), backward(), parameters(); x (N, ...);
    // STUB //        classes (N); check_classes("input_gradient", z, classes), which throws if they do not fit.
    // STUB // Asked: what backward() returns for a dz (N, K) of zeros, with a 1 in each row at its class. In eval
    // STUB //        mode, with the input gradient switched on, whatever it was before. At the end, zero
    // STUB //        the gradients of the parameters, to which backward() has added.
    // STUB // Example: a Linear layer with W = [[1 2 3] [4 5 6]] and class 2 give [3 6] for every x: a column of W.
    // STUB todo("7.2");
    model.eval();
    model.need_input_gradient(true);

    const np_tensor z = model.forward(x);  // (N, K)
    check_classes("input_gradient", z, classes);

    // The derivative of the sum over n of z(n, classes[n]).
    np_tensor dz(z.shape());
    for (std::size_t n = 0; n < classes.size(); ++n) dz(n, classes[n]) = 1;
    np_tensor dx = model.backward(dz);

    for (const Parameter& parameter : model.parameters()) parameter.tensor->zero_grad();
    return dx;
    // END SOLUTION
}
