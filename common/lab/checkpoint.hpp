/// \file
/// Networks that an earlier lab has trained.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "common/lab/lab.hpp"

namespace wb {

/// The checkpoint that the lab of an earlier chapter has left beside this lab's results, if this lab may use
/// it.
///
/// Not if it was trained on another data set, nor if --epochs was said, which asks for training. Prints where
/// the network comes from, or why it has to be trained now.
/// \param chapter  4, for results/ch04
/// \param name     of the network, "784-20-10", and of the file without its ending
/// \return the file; none if the network has to be trained now
std::optional<std::filesystem::path> earlier_checkpoint(const Lab& lab, int chapter, const std::string& name);

}  // namespace wb
