#include "ch09_autograd/given/two_forms.hpp"

#include <utility>

#include "ch02_np_tensor/given/as_rows.hpp"
#include "ch03_mlp/cross_entropy_loss.hpp"
#include "ch03_mlp/given/mlp.hpp"
#include "ch03_mlp/given/recipe.hpp"
#include "ch03_mlp/sgd.hpp"
#include "ch04_adam/adam.hpp"
#include "ch05_cnn/given/recipe.hpp"

namespace {

using namespace wb;

TwoForms two_forms_of(const NetworkRecipe& recipe, const std::function<ForwardNetwork(Rng&)>& forward_only) {
    return {.name = recipe.name,
            .batch_size = recipe.batch_size,
            .prepare = recipe.prepare,
            .by_hand = recipe.make,
            .forward_only = forward_only,
            .optimizer = [rate = recipe.learning_rate](std::vector<Parameter> parameters) {
                return std::make_unique<Adam>(std::move(parameters), AdamOptions{.learning_rate = rate});
            }};
}

}  // namespace

std::vector<wb::TwoForms> wb::networks_in_two_forms() {
    const MlpRecipe mlp;
    return {{.name = "784-200-10",
             .batch_size = mlp.batch_size,
             .prepare = as_rows,
             .by_hand = [mlp](Rng& rng) { return make_mlp(784, mlp.hidden, 10, rng); },
             .forward_only = [mlp](Rng& rng) { return forward_mlp(784, mlp.hidden, 10, rng); },
             .optimizer =
                 [mlp](std::vector<Parameter> parameters) {
                     return std::make_unique<SGD>(std::move(parameters), mlp.learning_rate);
                 }},
            two_forms_of(deep_recipe(), forward_deep),
            two_forms_of(cnn16_recipe(), forward_cnn16)};
}

double wb::step_by_hand(Module& model, Optimizer& optimizer, const Samples& batch) {
    CrossEntropyLoss loss;
    const double value = loss.forward(model.forward(batch.x), batch.labels);
    optimizer.zero_grad();
    model.backward(loss.backward());
    optimizer.step();
    return value;
}
