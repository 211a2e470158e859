/// \file
/// Four ways from the canvas to 28 x 28, each with one more idea than the one before.
#pragma once

#include <string>
#include <vector>

#include "ch01_data/idx_files.hpp"
#include "ch02_np_tensor/np_tensor.hpp"

/// The parts of this chapter's lab. Given.
namespace wb::lab08 {

/// One way to make 28 x 28 pixels of a canvas with ink on it.
struct Way {
    std::string name;                          ///< as the lab's table calls it
    Images (*image)(const np_tensor& canvas);  ///< one image; the canvas has ink on it
};

/// All four.
std::vector<Way> ways();

}  // namespace wb::lab08
