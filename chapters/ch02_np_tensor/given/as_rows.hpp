/// \file
/// Given: images as the rows of a matrix, which every network without convolutions takes.
#pragma once

#include "ch01_data/idx_files.hpp"
#include "ch01_data/normalize.hpp"
#include "ch02_np_tensor/np_tensor.hpp"

namespace wb {

/// Images as rows of numbers from 0 to 1: N images of H x W pixels become (N, H * W).
inline np_tensor as_rows(const Images& images) {
    return np_tensor({images.count, images.rows * images.cols}, scale_to_unit(images));
}

}  // namespace wb
