/// \file
/// The pictures of an evaluation, made ready for drawing.
#pragma once

#include <vector>

#include "ch01_data/idx_files.hpp"
#include "ch06_evaluation/confident_mistakes.hpp"
#include "ch06_evaluation/confusion_matrix.hpp"
#include "ch06_evaluation/reliability.hpp"
#include "common/plot/confusion_matrix.hpp"
#include "common/plot/prediction_gallery.hpp"
#include "common/plot/reliability_diagram.hpp"

namespace wb {

/// A confusion matrix, its classes named by their numbers. Given.
plot::ConfusionCounts counts_to_draw(const ConfusionMatrix& matrix);

/// The images of some mistakes, each with its label and its prediction. Given.
/// \param images  of all samples
std::vector<plot::Prediction> mistakes_to_draw(const std::vector<Mistake>& mistakes, const Images& images);

/// The bins of a reliability diagram. Given.
std::vector<plot::ReliabilityBin> bins_to_draw(const std::vector<ReliabilityBin>& bins);

}  // namespace wb
