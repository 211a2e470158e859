/// \file
/// What there is to see of a network, made ready for drawing.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "ch01_data/idx_files.hpp"
#include "ch02_np_tensor/reductions.hpp"
#include "ch02_np_tensor/softmax.hpp"
#include "ch03_mlp/evaluate.hpp"
#include "ch03_mlp/module.hpp"
#include "ch03_mlp/samples.hpp"
#include "common/plot/learning_curves.hpp"
#include "common/plot/prediction_gallery.hpp"

namespace wb {

/// The curves of a training that train() has watched. Given.
inline plot::LearningCurves curves_of(const std::vector<Score>& history) {
    plot::LearningCurves curves{.loss = {{"training", {}}}, .accuracy = {{"training", {}}}};
    for (const Score& score : history) {
        curves.loss[0].values.push_back(score.loss);
        curves.accuracy[0].values.push_back(score.accuracy);
    }
    return curves;
}

/// The first samples that a network reads right, and after them the first that it reads wrong, with the
/// probability that it gives to its verdict. Given.
/// \param model    takes samples.x, and should be in eval mode
/// \param samples  N of them
/// \param images   what the N samples look like
/// \param right    how many that are right
/// \param wrong    how many that are wrong; fewer if there are not so many
inline std::vector<plot::Prediction> sample_predictions(Module& model, const Samples& samples,
                                                        const Images& images, std::size_t right,
                                                        std::size_t wrong) {
    constexpr std::size_t at_a_time = 1000;
    const std::size_t count = samples.labels.size();
    std::vector<plot::Prediction> read_right, read_wrong;
    for (std::size_t begin = 0; begin < count && (read_right.size() < right || read_wrong.size() < wrong);
         begin += at_a_time) {
        Indices which;
        for (std::size_t n = begin; n < std::min(begin + at_a_time, count); ++n) which.push_back(n);
        const np_tensor p = softmax(model.forward(samples.x.rows(which)));  // (n, K)
        const Indices said = argmax(p);
        for (std::size_t i = 0; i < which.size(); ++i) {
            const std::size_t n = which[i];
            const bool is_right = said[i] == samples.labels[n];
            std::vector<plot::Prediction>& place = is_right ? read_right : read_wrong;
            if (place.size() == (is_right ? right : wrong)) continue;
            place.push_back(
                {.image = plot::grey_image(images.rows, images.cols, images.image(n).begin(), 255),
                 .truth = std::to_string(samples.labels[n]),
                 .said = std::to_string(said[i]),
                 .probability = p.values()[i * p.dim(1) + said[i]]});
        }
    }
    read_right.insert(read_right.end(), read_wrong.begin(), read_wrong.end());
    return read_right;
}

}  // namespace wb
