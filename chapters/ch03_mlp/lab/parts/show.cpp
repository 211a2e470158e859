#include "ch03_mlp/lab/parts/show.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "ch01_data/idx_files.hpp"
#include "ch02_np_tensor/reductions.hpp"
#include "ch02_np_tensor/softmax.hpp"
#include "ch03_mlp/evaluate.hpp"
#include "ch03_mlp/given/module.hpp"
#include "ch03_mlp/given/samples.hpp"
#include "common/plot/learning_curves.hpp"
#include "common/plot/prediction_gallery.hpp"

wb::plot::LearningCurves wb::curves_of(const std::vector<Score>& training,
                                       const std::vector<Score>& validation) {
    plot::LearningCurves curves;
    const auto add = [&curves](const std::string& name, const std::vector<Score>& scores) {
        plot::Curve loss{.name = name, .values = {}}, accuracy{.name = name, .values = {}};
        for (const Score& score : scores) {
            loss.values.push_back(score.loss);
            accuracy.values.push_back(score.accuracy);
        }
        curves.loss.push_back(loss);
        curves.accuracy.push_back(accuracy);
    };
    add("training", training);
    add("validation", validation);
    return curves;
}

std::vector<wb::plot::Prediction> wb::sample_predictions(Module& model, const Samples& samples,
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
                {.image = plot::gray_image(images.rows, images.cols, images.image(n).begin(), 255),
                 .truth = std::to_string(samples.labels[n]),
                 .said = std::to_string(said[i]),
                 .probability = p.values()[i * p.dim(1) + said[i]]});
        }
    }
    read_right.insert(read_right.end(), read_wrong.begin(), read_wrong.end());
    return read_right;
}
