#include "ch09_autograd/given/networks.hpp"

#include <memory>
#include <stdexcept>
#include <string>

#include "ch03_mlp/given/mlp.hpp"
#include "ch03_mlp/linear.hpp"
#include "ch04_adam/given/recipe.hpp"
#include "ch05_cnn/conv2d.hpp"
#include "ch05_cnn/given/conv_relu_pool.hpp"
#include "ch05_cnn/max_pool2d.hpp"
#include "ch09_autograd/function.hpp"
#include "ch09_autograd/no_grad.hpp"
#include "ch09_autograd/operations.hpp"

namespace {

using namespace wb;

// The sizes that make_cnn16() has.
constexpr Conv2dOptions first_convolution{.channels = 1, .filters = 16, .side = 5, .padding = 2};
constexpr Conv2dOptions second_convolution{.channels = 16, .filters = 32, .side = 5, .padding = 2};
constexpr std::size_t features = 512, classes = 10;

void append(std::vector<Variable>& all, const std::vector<Variable>& more) {
    all.insert(all.end(), more.begin(), more.end());
}

/// The leaves "fc1.weight" and "fc1.bias" of a new Linear layer.
std::vector<Variable> linear_leaves(const std::string& name, std::size_t in, std::size_t out, Rng& rng) {
    Linear layer(in, out, rng);
    std::vector<Variable> leaves;
    for (const auto& [end, tensor] : layer.parameters())
        leaves.emplace_back(*tensor, LeafOptions{.requires_grad = true, .name = name + "." + end});
    return leaves;
}

Variable rows_of(const Variable& images) {
    return reshape(images, {images.value().dim(0), features});
}

}  // namespace

wb::np_tensor wb::ForwardNetwork::forward(const np_tensor& x) {
    const NoGrad guard;
    return scores(Variable(x)).value();
}

wb::np_tensor wb::ForwardNetwork::backward(const np_tensor&) {
    throw std::logic_error(
        "a ForwardNetwork has no backward of its own: call wb::backward(loss), or fit_by_autograd()");
}

std::vector<wb::Parameter> wb::ForwardNetwork::parameters() {
    std::vector<Parameter> all;
    for (const Variable& leaf : parameters_) all.push_back(leaf.parameter());
    return all;
}

std::vector<wb::Variable> wb::leaves_of(Module& network) {
    std::vector<Variable> leaves;
    for (const auto& [name, tensor] : network.parameters())
        leaves.emplace_back(*tensor, LeafOptions{.requires_grad = true, .name = name});
    return leaves;
}

wb::ForwardNetwork wb::forward_mlp(std::size_t in, std::size_t hidden, std::size_t out, Rng& rng) {
    const auto leaves = leaves_of(*make_mlp(in, hidden, out, rng));
    const Variable W1 = leaves.at(0), b1 = leaves.at(1), W2 = leaves.at(2), b2 = leaves.at(3);
    return {leaves, [=](const Variable& x) { return matmul(relu(matmul(x, W1) + b1), W2) + b2; }};
}

wb::ForwardNetwork wb::forward_deep(Rng& rng) {
    const auto leaves = leaves_of(*deep_recipe().make(rng));
    return {leaves, [leaves](const Variable& x) {
                Variable y = matmul(x, leaves[0]) + leaves[1];
                for (std::size_t i = 2; i < leaves.size(); i += 2)
                    y = matmul(relu(y), leaves[i]) + leaves[i + 1];
                return y;
            }};
}

wb::ForwardNetwork wb::forward_cnn16(Rng& rng) {
    Function conv1("conv1", std::make_unique<Conv2d>(first_convolution, rng));
    Function pool1("pool1", std::make_unique<MaxPool2d>());
    Function conv2("conv2", std::make_unique<Conv2d>(second_convolution, rng));
    Function pool2("pool2", std::make_unique<MaxPool2d>());
    const auto fc1 = linear_leaves("fc1", features, classes, rng);
    auto leaves = conv1.parameters();
    append(leaves, conv2.parameters());
    append(leaves, fc1);
    // The copies in the lambda share the layers, and keep them alive.
    return {leaves, [conv1, pool1, conv2, pool2, W = fc1[0], b = fc1[1]](const Variable& x) mutable {
                const Variable maps = pool1.apply(relu(conv1.apply(x)));
                return matmul(rows_of(pool2.apply(relu(conv2.apply(maps)))), W) + b;
            }};
}

wb::ForwardNetwork wb::forward_fast_cnn16(Rng& rng, std::size_t threads) {
    Function conv1("conv1", std::make_unique<ConvReLUPool2d>(first_convolution, rng, threads));
    Function conv2("conv2", std::make_unique<ConvReLUPool2d>(second_convolution, rng, threads));
    const auto fc1 = linear_leaves("fc1", features, classes, rng);
    auto leaves = conv1.parameters();
    append(leaves, conv2.parameters());
    append(leaves, fc1);
    return {leaves, [conv1, conv2, W = fc1[0], b = fc1[1]](const Variable& x) mutable {
                return matmul(rows_of(conv2.apply(conv1.apply(x))), W) + b;
            }};
}

wb::Variable wb::residual_block(const Variable& x, const Variable& W, const Variable& b) {
    return x + relu(matmul(x, W) + b);
}

wb::ForwardNetwork wb::forward_residual(const ResidualRecipe& recipe, std::size_t in, Rng& rng) {
    auto leaves = linear_leaves("fc1", in, recipe.width, rng);
    for (std::size_t block = 1; block <= recipe.blocks; ++block)
        append(leaves, linear_leaves("fc" + std::to_string(block + 1), recipe.width, recipe.width, rng));
    append(leaves, linear_leaves("fc" + std::to_string(recipe.blocks + 2), recipe.width, classes, rng));
    return {leaves, [leaves, residual = recipe.residual](const Variable& x) {
                const std::size_t last = leaves.size() - 2;
                Variable h = relu(matmul(x, leaves[0]) + leaves[1]);
                for (std::size_t i = 2; i < last; i += 2)
                    h = residual ? residual_block(h, leaves[i], leaves[i + 1])
                                 : relu(matmul(h, leaves[i]) + leaves[i + 1]);
                return matmul(h, leaves[last]) + leaves[last + 1];
            }};
}
