#include "ch09_autograd/function.hpp"

#include <stdexcept>
#include <utility>

#include "ch09_autograd/record.hpp"
#include "common/errors/not_implemented.hpp"

wb::Function::Function(std::string name, std::unique_ptr<Module> layer)
    : name_(std::move(name)), layer_(std::move(layer)), calls_(std::make_shared<std::size_t>(0)) {
    for (const Parameter& parameter : layer_->parameters())
        parameters_.push_back(Variable::sharing(
            *parameter.tensor, {.requires_grad = true, .name = name_ + "." + parameter.name}));
}

wb::Variable wb::Function::apply(const Variable& x) {
    // EXERCISE 9.10
    // Goal: a layer of the earlier chapters as one operation of the tape.
    // Given: x; layer_, a Module with forward and backward; name_; parameters_, its parameters as Variables;
    //        calls_, a counter.
    // Asked: y = layer_->forward(x.value()); record(name_, y, x and the parameters, a lambda). The lambda
    //        calls layer_->backward(dy) and returns its dx, then one np_tensor() for each parameter: the
    //        layer has added their gradients itself. Count the calls, before forward: if a later call was
    //        counted, the lambda throws a std::logic_error that contains name_. It copies the pointers, so
    //        that the layer stays alive.
    todo("9.10");
    // END EXERCISE 9.10
}
