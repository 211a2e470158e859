/// \file
/// A trained network in a file.
#pragma once

#include <filesystem>

#include "ch03_mlp/given/module.hpp"

namespace wb {

/// Exercise 4.6. Writes all parameters to a file that `numpy.load` can open: completely, or not at all.
///
/// An entry for each parameter, under its name: "fc1.weight". The gradients are not saved.
/// \param file  such as `net.npz`; an old one is replaced
/// \throws std::invalid_argument if two parameters have the same name, which the message gives, or if there
///         are no parameters
/// \throws std::filesystem::filesystem_error if it cannot be written; an old file is then still there
void save(Module& model, const std::filesystem::path& file);

/// Exercise 4.6. Reads the parameters back, into a network of the same layers.
///
/// Everything is checked before anything is changed: after an error the network is as it was.
/// \throws data_error if the file is missing or damaged (whatever read_npz() throws), or with one of these
/// fields:
/// - "entry NAME": a parameter of the network that the file does not have, or has in another shape; then the
///   message gives both shapes
/// - "entries": the file has an entry that the network has no parameter for; the message gives its name
void load(Module& model, const std::filesystem::path& file);

}  // namespace wb
