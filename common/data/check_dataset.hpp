/// \file
/// A look at a data set before anything is learned from it.
#pragma once

#include "common/data/datasets.hpp"

namespace wb {

/// Looks whether the four files make a set that labs can learn from: at least 100 images to train with and
/// one to test with, all of 28 x 28 pixels, as many labels as images, and each class from 0 to 9 in both.
///
/// Files that are no IDX files pass: to name their defects is chapter 01's exercise.
/// \throws data_error which names the file
void check_dataset(const DatasetFiles& files);

}  // namespace wb
