#include "ch08_draw/lab/parts/networks.hpp"

#include <filesystem>
#include <vector>

#include "ch02_np_tensor/reductions.hpp"
#include "ch03_mlp/evaluate.hpp"
#include "ch04_adam/checkpoint.hpp"
#include "ch04_adam/lab/parts/training.hpp"
#include "ch05_cnn/given/recipe.hpp"
#include "ch06_evaluation/predict.hpp"
#include "common/lab/checkpoint.hpp"

std::vector<wb::NetworkFromFile> wb::lab08::networks(const Lab& lab) {
    std::vector<NetworkFromFile> all;
    for (const NetworkRecipe& recipe : {deep_recipe(), cnn28_recipe()}) {
        auto file = earlier_checkpoint(lab, recipe.chapter, recipe.name);
        if (!file) {
            Rng rng(lab.options.seed);
            const auto model = trained_here(recipe, 1, rng, lab);
            file = lab.options.results / (recipe.name + ".npz");
            save(*model, *file);
        }
        all.push_back(load_network(*file));
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
