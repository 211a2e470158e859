/// \file
/// The networks that read.
#pragma once

#include <cstddef>
#include <vector>

#include "ch01_data/idx_files.hpp"
#include "ch02_np_tensor/np_tensor.hpp"
#include "ch08_draw/given/network_file.hpp"
#include "common/lab/lab.hpp"

/// The parts of this chapter's lab. Given.
namespace wb::lab08 {

/// 784-128-128-128-10 of chapter 04 and cnn28 of chapter 05, as their labs have saved them, or trained now.
std::vector<NetworkFromFile> networks(const Lab& lab);

/// A network's answers to some images.
struct Verdicts {
    np_tensor probabilities;  ///< (N, K)
    Indices digits;           ///< (N), the most probable ones
    double accuracy = 0;      ///< the share of these that are right
    double confidence = 0;    ///< their mean probability
};

/// Reads them all, a hundred at a time.
Verdicts read_all(NetworkFromFile& network, const Images& images, const Labels& labels);

}  // namespace wb::lab08
