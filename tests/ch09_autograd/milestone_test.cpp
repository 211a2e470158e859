// Networks that have no backward of their own, beside those of chapters 03 to 05, which have one.
#include <memory>
#include <vector>

#include "ch01_data/sampling.hpp"
#include "ch03_mlp/cross_entropy_loss.hpp"
#include "ch03_mlp/evaluate.hpp"
#include "ch03_mlp/given/mlp.hpp"
#include "ch03_mlp/given/recipe.hpp"
#include "ch03_mlp/sgd.hpp"
#include "ch04_adam/adam.hpp"
#include "ch05_cnn/given/recipe.hpp"
#include "ch09_autograd/cross_entropy.hpp"
#include "ch09_autograd/given/networks.hpp"
#include "ch09_autograd/given/training.hpp"
#include "ch09_autograd/given/two_forms.hpp"
#include "ch09_autograd/tape.hpp"
#include "tests/ch03_mlp/arrays.hpp"
#include "tests/ch05_cnn/training_run.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;
using wb::np_tensor;
using wb::Samples;
using wb::Variable;

// Tolerances: both ways add and multiply the same numbers, nearly always in the same order. Over 100 steps,
// the losses were seen to differ by 4e-16 at most: the last bit. 1e-12 leaves room for other machines.

namespace {

const wb::TrainAndTest& digits() {
    static const wb::TrainAndTest set("digits");
    return set;
}

/// Batch number `step`: consecutive samples, from the start again after the last.
Samples batch_of(const Samples& all, std::size_t size, std::size_t step) {
    wb::Indices which(size);
    for (std::size_t i = 0; i < size; ++i) which[i] = (step * size + i) % all.labels.size();
    return all.some(which);
}

/// The losses of 100 steps with both, from the same weights.
struct TwoHistories {
    std::vector<double> by_hand, by_tape;
};
TwoHistories hundred_steps(wb::Module& model, wb::Optimizer& of_model, wb::ForwardNetwork& network,
                           wb::Optimizer& of_network, const Samples& samples, std::size_t batch_size) {
    TwoHistories histories;
    for (std::size_t step = 0; step < 100; ++step) {
        const Samples batch = batch_of(samples, batch_size, step);
        histories.by_hand.push_back(wb::step_by_hand(model, of_model, batch));
        histories.by_tape.push_back(wb::step_by_autograd(network, of_network, batch).loss);
    }
    return histories;
}

}  // namespace

TEST_CASE("784-20-10: one step has the gradients of the backward by hand", "[milestone-9]") {
    wb::Rng rng(1), same(1);
    const auto model = wb::make_mlp(784, 20, 10, rng);
    wb::ForwardNetwork network = wb::forward_mlp(784, 20, 10, same);
    const Samples batch = digits().train.first(50);
    wb::CrossEntropyLoss loss;
    loss.forward(model->forward(batch.x), batch.labels);
    model->backward(loss.backward());
    wb::backward(wb::cross_entropy(network.scores(Variable(batch.x)), batch.labels));
    const auto by_hand = model->parameters(), by_tape = network.parameters();
    REQUIRE(by_hand.size() == by_tape.size());
    for (std::size_t i = 0; i < by_hand.size(); ++i) {
        INFO("the gradient of " << by_hand[i].name << ": that of backward() beside that of the layers");
        REQUIRE(by_tape[i].tensor->has_grad());
        CHECK_THAT(by_tape[i].tensor->grad(), IsCloseTo(by_hand[i].tensor->grad(), 1e-10, 1e-14));
    }
}

TEST_CASE("784-20-10: 100 steps of SGD have the losses of the backward by hand", "[milestone-9]") {
    wb::Rng rng(1), same(1);
    const auto model = wb::make_mlp(784, 20, 10, rng);
    wb::ForwardNetwork network = wb::forward_mlp(784, 20, 10, same);
    wb::SGD of_model(model->parameters(), 0.2), of_network(network.parameters(), 0.2);
    const TwoHistories losses = hundred_steps(*model, of_model, network, of_network, digits().train, 50);
    INFO("batches of 50; the losses by hand begin with " << losses.by_hand.front() << " and end with "
                                                         << losses.by_hand.back());
    CHECK(losses.by_hand.back() < losses.by_hand.front() / 2);
    CHECK_THAT(losses.by_tape, IsCloseTo(losses.by_hand, 0, 1e-12));
}

TEST_CASE("the 16 x 16 network: 100 steps of Adam have the losses of the backward by hand", "[milestone-9]") {
    const wb::NetworkRecipe recipe = wb::cnn16_recipe();
    static const Samples samples = images_for(recipe, "digits").train.first(1600);
    wb::Rng rng(1), same(1);
    const auto model = recipe.make(rng);
    wb::ForwardNetwork network = wb::forward_cnn16(same);
    const wb::AdamOptions options{.learning_rate = recipe.learning_rate};
    wb::Adam of_model(model->parameters(), options), of_network(network.parameters(), options);
    const TwoHistories losses = hundred_steps(*model, of_model, network, of_network, samples, 16);
    INFO("batches of 16; the losses by hand begin with " << losses.by_hand.front() << " and end with "
                                                         << losses.by_hand.back());
    CHECK(losses.by_hand.back() < losses.by_hand.front() / 2);
    CHECK_THAT(losses.by_tape, IsCloseTo(losses.by_hand, 0, 1e-12));
}

TEST_CASE("every gradient of a small copy, 6-5-3, agrees with numerical derivatives", "[milestone-9]") {
    wb::Rng rng(4);
    wb::ForwardNetwork network = wb::forward_mlp(6, 5, 3, rng);
    // Scores further apart than a fresh network's: then a p that is wrong shows.
    for (const wb::Parameter& parameter : network.parameters())
        for (wb::real& w : parameter.tensor->values()) w *= 2;
    np_tensor images = tensor(random_array({4, 6}, 81));
    const wb::Labels labels{2, 0, 1, 2};
    const Variable x = Variable::sharing(images, {.requires_grad = true, .name = "x"});
    const auto loss = [&] { return wb::cross_entropy(network.scores(x), labels); };
    wb::backward(loss());
    REQUIRE(x.has_grad());
    GradientProblem problem{.forward = [&] { return Array(loss().value()); },
                            .upstream = Array(wb::Shape{}, {1.0}),
                            .inputs = {gradient_of("x", images, x.grad())},
                            .batch = 4};
    for (const wb::Parameter& parameter : network.parameters()) {
        REQUIRE(parameter.tensor->has_grad());
        problem.inputs.push_back(gradient_of(parameter.name, *parameter.tensor, parameter.tensor->grad()));
    }
    CHECK(problem.inputs.size() == 5);
    CHECK_THAT(check_gradients(problem), AllAgree());
}

TEST_CASE("784-200-10, a tenth of the digits: it learns as well as with a backward by hand",
          "[milestone-9]") {
    const wb::MlpRecipe recipe;
    const Samples subset = digits().train.first(wb::subset_size);
    wb::Rng rng(1);
    wb::ForwardNetwork network = wb::forward_mlp(784, recipe.hidden, 10, rng);
    wb::SGD sgd(network.parameters(), recipe.learning_rate);
    const std::size_t before = wb::live_nodes();
    for (std::size_t epoch = 0; epoch < wb::subset_epochs; ++epoch)
        for (const wb::Indices& batch : wb::shuffled_minibatches(wb::subset_size, recipe.batch_size, rng))
            wb::step_by_autograd(network, sgd, subset.some(batch));
    const double accuracy = wb::evaluate(network, digits().test.x, digits().test.labels).accuracy;
    INFO("it was evaluated under a NoGrad; after it, recording goes on");
    CHECK(wb::grad_enabled());
    INFO("no node of all these steps is left");
    CHECK(wb::live_nodes() == before);
    CHECK_THAT(accuracy, ReachesBar("ch03_mlp_subset"));
}
