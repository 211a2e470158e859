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
    // BEGIN SOLUTION 9.10
    // STUB // Goal: a layer of the earlier chapters as one operation of the tape.
    // STUB // Given: x; layer_, a Module with forward and backward; name_; parameters_, its parameters as Variables;
    // STUB //        calls_, a counter.
    // STUB // Asked: y = layer_->forward(x.value()); record(name_, y, x and the parameters, a lambda). The lambda
    // STUB //        calls layer_->backward(dy) and returns its dx, then one np_tensor() for each parameter: the
    // STUB //        layer has added their gradients itself. Count the calls, before forward: if a later call was
    // STUB //        counted, the lambda throws a std::logic_error that contains name_. It copies the pointers, so
    // STUB //        that the layer stays alive.
    // STUB todo("9.10");
    const std::size_t call = ++*calls_;
    np_tensor y = layer_->forward(x.value());
    layer_->need_input_gradient(x.requires_grad());  // the gradient of data is not used
    std::vector<Variable> parents{x};
    parents.insert(parents.end(), parameters_.begin(), parameters_.end());
    const std::size_t count = parents.size();
    return record(name_, std::move(y), std::move(parents),
                  [name = name_, layer = layer_, calls = calls_, call, count](const np_tensor& dy) {
                      if (call != *calls)
                          throw std::logic_error(name +
                                                 " was applied again since: a layer remembers only its "
                                                 "last forward. Use one Function for each place");
                      std::vector<np_tensor> gradients(count);
                      gradients[0] = layer->backward(dy);
                      return gradients;
                  });
    // END SOLUTION
}
