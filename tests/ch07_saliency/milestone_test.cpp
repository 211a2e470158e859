// One network, all of its pictures: where the theory says that they agree, they must.
#include <algorithm>
#include <cmath>

#include "ch05_cnn/given/cnn.hpp"
#include "ch07_saliency/activations.hpp"
#include "ch07_saliency/enlarge.hpp"
#include "ch07_saliency/grad_cam.hpp"
#include "ch07_saliency/input_gradient.hpp"
#include "ch07_saliency/integrated_gradients.hpp"
#include "ch07_saliency/occlusion.hpp"
#include "ch07_saliency/pixel_importance.hpp"
#include "ch07_saliency/saliency_map.hpp"
#include "tests/ch04_adam/training_run.hpp"
#include "tests/ch05_cnn/training_run.hpp"
#include "tests/ch07_saliency/known_nets.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;
using wb::Indices;
using wb::np_tensor;

namespace {

/// Three digits, 16 x 16, pixels from 0 to 1.
const wb::Samples& three_digits() {
    static const wb::Samples samples = images_for(wb::cnn16_recipe(), "digits").test.first(3);
    return samples;
}

Indices classes_of(const wb::Samples& samples) {
    return Indices(samples.labels.begin(), samples.labels.end());
}

}  // namespace

TEST_CASE("without biases, and with 0 for blank paper, four ways lead to the score", "[milestone-7]") {
    // Half an image makes half of every number in such a network: on the way from blank paper to the image,
    // the gradient never changes.
    wb::Rng rng(1);
    const auto model = wb::make_cnn16(rng);
    for (const wb::Parameter& parameter : model->parameters())
        if (parameter.name.ends_with("bias")) std::ranges::fill(parameter.tensor->values(), wb::real{0});
    const np_tensor& x = three_digits().x;
    const Indices classes = classes_of(three_digits());
    const np_tensor gradient = wb::input_gradient(*model, x, classes);
    const np_tensor product = wb::gradient_times_input(gradient, x);
    const np_tensor integrated = wb::integrated_gradients(*model, x, classes, 0, 3);
    const np_tensor covered = wb::occlusion(*model, x.rows({0}), {classes[0]}, 31, 0);
    const auto all = wb::activations(*model, x);
    CHECK_THAT(integrated.reshape(product.shape()), IsCloseTo(product));
    for (const std::size_t n : {0, 1, 2}) {
        INFO("digit " << n);
        CHECK_THAT(sum_of(product, n), Near(all.back().values(n, classes[n])));
    }
    CHECK_THAT(covered(0, 8, 8), Near(all.back().values(0, classes[0])));
}

TEST_CASE("Grad-CAM is drawn from the maps that activations() shows", "[milestone-7]") {
    wb::Rng rng(2);
    const auto model = wb::make_cnn16(rng);
    const np_tensor& x = three_digits().x;
    const np_tensor map = wb::grad_cam(*model, x, classes_of(three_digits()), "relu2");
    const auto all = wb::activations(*model, x);
    const auto relu2 = std::ranges::find(all, "relu2", &wb::Activation::name);
    REQUIRE(relu2 != all.end());
    CHECK_THAT(map, HasShape({3, 8, 8}));
    for (std::size_t n = 0; n < 3; ++n)
        for (std::size_t h = 0; h < 8; ++h)
            for (std::size_t w = 0; w < 8; ++w) {
                double sum = 0;
                for (std::size_t c = 0; c < 32; ++c) sum += relu2->values(n, c, h, w);
                INFO("digit " << n << ", (" << h << ", " << w
                              << "): where all 32 maps are 0, so is Grad-CAM");
                if (sum == 0) REQUIRE(map(n, h, w) == 0);
            }
    const np_tensor large = wb::enlarge(map, 16, 16);
    CHECK(*std::ranges::max_element(large.values()) <= *std::ranges::max_element(map.values()) + 1e-12);
}

TEST_CASE("pixels that never have ink keep their initial weights", "[milestone-7]") {
    const wb::ThreeSets sets = wb::three_sets(wb::TrainAndTest("digits"), 1);
    wb::NetworkRecipe recipe = wb::small_recipe();
    recipe.epochs = 1;
    wb::Rng rng(1);
    const auto model = recipe.make(rng);
    const np_tensor before = wb::pixel_importance(*model->parameters()[0].tensor);
    wb::Adam adam(model->parameters(), {.learning_rate = recipe.learning_rate});
    wb::fit(*model, adam, sets.train, sets.validation,
            wb::fit_options(recipe, adam, sets.train.labels.size()), rng);
    const np_tensor after = wb::pixel_importance(*model->parameters()[0].tensor);

    std::vector<double> ink(784);
    for (std::size_t i = 0; i < sets.train.x.size(); ++i) ink[i % 784] += sets.train.x.values()[i];
    std::size_t blank = 0;
    for (std::size_t d = 0; d < 784; ++d) {
        if (ink[d] > 0) continue;
        ++blank;
        INFO("pixel " << d << " is blank in every training image");
        REQUIRE_THAT(after.values()[d], Near(before.values()[d], 0, 0));
    }
    CHECK(blank > 0);
    INFO("and the weights of the pixel in the middle have changed");
    CHECK(std::abs(after(14, 14) - before(14, 14)) > 0.01);
}
