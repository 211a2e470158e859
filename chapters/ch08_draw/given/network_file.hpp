/// \file
/// A network, built from its checkpoint alone.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "ch03_mlp/given/three_sets.hpp"
#include "ch03_mlp/sequential.hpp"
#include "common/random/rng.hpp"

namespace wb {

/// A trained network, and how to prepare an image for it.
struct NetworkFromFile {
    std::string name;                   ///< such as "cnn28"
    bool is_cnn = false;                ///< whether it reads images (N, 1, H, W), and has maps to look at
    AsInput prepare;                    ///< converts images to the form that this network was trained on
    std::unique_ptr<Rng> rng;           ///< its Dropout refers to it, so it must live as long as the model
    std::unique_ptr<Sequential> model;  ///< in eval mode, made of the layers of the exercises
};

/// The network that a checkpoint of chapter 04, 05 or 09 holds. Given.
///
/// A checkpoint is a list of names and numbers, and does not say which layers they belong to. But no two of
/// the workbook's networks have parameters of the same names and shapes, so this function looks which of them
/// fits: 784-20-10, 784-128-128-128-10, cnn16 or cnn28.
/// \param checkpoint  a file that save() has written
/// \throws data_error whatever read_npz() throws; and one of the field "entries" if no network fits: the message
///         says what was found, and which networks are known
NetworkFromFile load_network(const std::filesystem::path& checkpoint);

}  // namespace wb
