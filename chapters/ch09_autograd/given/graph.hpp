/// \file
/// The tape as a picture.
#pragma once

#include <string>

#include "ch09_autograd/given/variable.hpp"

namespace wb {

/// The history of a Variable as a graph in DOT, the language of graphviz. Given.
///
/// Boxes are leaves, blue ones learn; ovals are operations. A black arrow is a value on its way forward, with
/// its shape. A red one is its gradient on the way back; where no gradient is needed, there is none.
/// Call it before backward(), which frees the history.
/// \param last  the result, such as the loss
///
/// Source: E. Gansner, S. North, *An open graph visualization system and its applications to software
/// engineering* (2000).
std::string graph_in_dot(const Variable& last);

}  // namespace wb
