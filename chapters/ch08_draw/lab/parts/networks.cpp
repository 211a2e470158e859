#include "ch08_draw/lab/parts/networks.hpp"

#include <vector>

#include "ch01_data/idx_files.hpp"
#include "ch02_np_tensor/given/as_rows.hpp"
#include "ch02_np_tensor/reductions.hpp"
#include "ch03_mlp/evaluate.hpp"
#include "ch04_adam/given/dense.hpp"
#include "ch05_cnn/given/recipe.hpp"
#include "ch06_evaluation/predict.hpp"
#include "ch08_draw/given/network_file.hpp"
#include "common/lab/checkpoint.hpp"

std::vector<wb::NetworkFromFile> wb::lab08::networks(const Lab& lab) {
    std::vector<NetworkFromFile> all;
    const DenseRecipe dense = deep_recipe();
    if (const auto file = earlier_checkpoint(lab, 4, dense.name())) {
        all.push_back(load_network(*file));
    } else {
        Rng rng(lab.options.seed);
        const auto model = make_dense(dense.units, 0, rng);
        all.push_back(trained_here(
            dense, dense.name(), *model, rng, [](const Images& images) { return as_rows(images); }, lab));
    }
    const CnnRecipe cnn = cnn28_recipe();
    if (const auto file = earlier_checkpoint(lab, 5, cnn.name)) {
        all.push_back(load_network(*file));
    } else {
        Rng rng(lab.options.seed);
        const auto model = cnn.make_fast(rng, 1);
        all.push_back(trained_here(
            cnn, cnn.name, *model, rng, [&](const Images& images) { return as_images(images, cnn); }, lab));
    }
    return all;
}

wb::lab08::Verdicts wb::lab08::read_all(NetworkFromFile& network, const Images& images,
                                        const Labels& labels) {
    Verdicts verdicts{.probabilities = predict_probabilities(*network.model, network.prepare(images), 100),
                      .digits = {}};
    const np_tensor& p = verdicts.probabilities;
    verdicts.digits = argmax(p);
    verdicts.accuracy = static_cast<double>(count_correct(p, labels)) / static_cast<double>(labels.size());
    verdicts.confidence = static_cast<double>(mean(max(p, {.axis = -1})).item());
    return verdicts;
}
