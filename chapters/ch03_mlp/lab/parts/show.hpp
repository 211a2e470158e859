/// \file
/// The pictures of a training: learning curves, and test images with the network's predictions.
#pragma once

#include <cstddef>
#include <vector>

#include "ch01_data/idx_files.hpp"
#include "ch03_mlp/evaluate.hpp"
#include "ch03_mlp/given/module.hpp"
#include "ch03_mlp/given/samples.hpp"
#include "common/plot/learning_curves.hpp"
#include "common/plot/prediction_gallery.hpp"

namespace wb {

/// The learning curves of a training. Given.
/// \param training    for each epoch, the score on the training samples
/// \param validation  for each epoch, the score on the validation samples
plot::LearningCurves curves_of(const std::vector<Score>& training, const std::vector<Score>& validation);

/// The first samples that a network reads correctly, and after them the first that it does not, each with the
/// prediction and its probability. Given.
/// \param model    takes samples.x, and should be in eval mode
/// \param samples  N of them
/// \param images   of the N samples
/// \param right    how many correct predictions
/// \param wrong    how many wrong predictions; fewer if there are fewer
std::vector<plot::Prediction> sample_predictions(Module& model, const Samples& samples, const Images& images,
                                                 std::size_t right, std::size_t wrong);

}  // namespace wb
