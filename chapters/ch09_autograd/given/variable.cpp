#include "ch09_autograd/given/variable.hpp"

#include <algorithm>
#include <atomic>
#include <functional>
#include <iterator>
#include <stdexcept>
#include <utility>

#include "common/errors/shape_error.hpp"

namespace {

std::atomic<std::size_t> nodes{0};
thread_local bool enabled = true;

wb::Variable leaf(std::shared_ptr<wb::np_tensor> value, wb::LeafOptions options) {
    auto node = std::make_shared<wb::Node>();
    node->name = std::move(options.name);
    node->value = std::move(value);
    node->requires_grad = options.requires_grad;
    return wb::Variable(std::move(node));
}

}  // namespace

std::size_t wb::live_nodes() {
    return nodes;
}

bool wb::grad_enabled() {
    return enabled;
}

bool wb::set_grad_enabled(bool on) {
    return std::exchange(enabled, on);
}

wb::Node::Node() {
    ++nodes;
}

// The parents of a node that dies are put aside before it dies. So it finds none itself, calls no destructor
// of theirs, and the program's stack stays as it is, however long the chain.
wb::Node::~Node() {
    --nodes;
    backward = nullptr;  // it may hold copies of the parents; now `parents` holds the last ones
    std::vector<Variable> dying = std::move(parents);
    while (!dying.empty()) {
        const std::shared_ptr<Node> last = std::move(dying.back().node_);
        dying.pop_back();
        if (last.use_count() > 1) continue;  // something else still needs it
        last->backward = nullptr;
        std::ranges::move(last->parents, std::back_inserter(dying));
        last->parents.clear();
    }
}

// Through reshape(), which leaves out the gradient that the array may have had.
wb::Variable::Variable(np_tensor value, LeafOptions options)
    : Variable(leaf(std::make_shared<np_tensor>(std::move(value).reshape(Shape(value.shape()))),
                    std::move(options))) {}

wb::Variable wb::Variable::sharing(np_tensor& tensor, LeafOptions options) {
    const std::shared_ptr<void> nothing_to_free;
    return leaf({nothing_to_free, &tensor}, std::move(options));
}

std::size_t wb::Variable::version() const {
    const auto numbers = value().values();
    const std::size_t stride = std::max<std::size_t>(1, numbers.size() / 8);
    std::size_t version = node_->changes;
    for (std::size_t i = 0; i < numbers.size(); i += stride)
        version = version * 31 + std::hash<real>()(numbers[i]);
    return version;
}

std::string wb::Variable::described() const {
    const std::string kind = is_leaf() ? "a leaf" : "a result";
    return (name().empty() ? kind : name()) + " " + to_string(shape());
}

const wb::np_tensor& wb::Variable::grad() const {
    if (has_grad()) return std::as_const(*node_->value).grad();
    const std::string what = described() + " has no gradient: ";
    if (!is_leaf())
        throw std::logic_error(
            what + "only leaves keep theirs; that of a result is used and dropped during backward()");
    if (!requires_grad()) throw std::logic_error(what + "it was made without requires_grad");
    throw std::logic_error(what + "no backward() has reached it yet");
}

std::vector<wb::np_tensor> wb::Variable::gradients_of_parents(const np_tensor& dy) const {
    if (is_leaf())
        throw std::logic_error(described() + " is a leaf: no operation made it, so there is no way back");
    const std::string backward_of = name() + ".backward";
    if (is_forgotten())
        throw std::logic_error(
            "the history of " + described() +
            " is gone: backward() frees it, unless called with retain_graph. Run forward again");
    for (std::size_t i = 0; i < parents().size(); ++i)
        if (parents()[i].version() != node_->versions.at(i))
            throw std::logic_error(
                parents()[i].described() + " was changed after " + name() +
                " had read it: its gradient would belong to other numbers. Change it after backward()");
    if (dy.shape() != shape())
        throw shape_error(backward_of, dy.shape(), shape(), "the gradient has the shape of the result");
    std::vector<np_tensor> gradients = node_->backward(dy);
    if (gradients.size() != parents().size())
        throw std::logic_error(backward_of + " returned " + std::to_string(gradients.size()) +
                               " gradients for " + std::to_string(parents().size()) + " operands");
    for (std::size_t i = 0; i < gradients.size(); ++i)
        if (gradients[i].size() > 0 && parents()[i].requires_grad() &&
            gradients[i].shape() != parents()[i].shape())
            throw shape_error(backward_of, gradients[i].shape(), parents()[i].shape(),
                              "the gradient of operand " + std::to_string(i) + " has its shape");
    return gradients;
}

void wb::Variable::forget_history() const {
    if (is_leaf()) return;
    node_->forgotten = true;
    node_->backward = nullptr;
    node_->parents.clear();
    node_->versions.clear();
}
