#include "ch06_evaluation/lab/parts/show.hpp"

#include <cstddef>
#include <string>
#include <vector>

#include "ch01_data/idx_files.hpp"
#include "ch06_evaluation/confident_mistakes.hpp"
#include "ch06_evaluation/confusion_matrix.hpp"
#include "ch06_evaluation/reliability.hpp"
#include "common/plot/confusion_matrix.hpp"
#include "common/plot/prediction_gallery.hpp"
#include "common/plot/reliability_diagram.hpp"

wb::plot::ConfusionCounts wb::counts_to_draw(const ConfusionMatrix& matrix) {
    plot::ConfusionCounts counts{.names = {}, .counts = matrix.counts()};
    for (std::size_t k = 0; k < matrix.classes(); ++k) counts.names.push_back(std::to_string(k));
    return counts;
}

std::vector<wb::plot::Prediction> wb::mistakes_to_draw(const std::vector<Mistake>& mistakes,
                                                       const Images& images) {
    std::vector<plot::Prediction> predictions;
    for (const Mistake& mistake : mistakes)
        predictions.push_back(
            {.image = plot::gray_image(images.rows, images.cols, images.image(mistake.sample).begin(), 255),
             .truth = std::to_string(mistake.truth),
             .said = std::to_string(mistake.predicted),
             .probability = mistake.probability});
    return predictions;
}

std::vector<wb::plot::ReliabilityBin> wb::bins_to_draw(const std::vector<ReliabilityBin>& bins) {
    std::vector<plot::ReliabilityBin> drawn;
    for (const ReliabilityBin& bin : bins)
        drawn.push_back({.from = bin.from,
                         .to = bin.to,
                         .count = bin.count,
                         .mean_confidence = bin.confidence,
                         .accuracy = bin.accuracy});
    return drawn;
}
