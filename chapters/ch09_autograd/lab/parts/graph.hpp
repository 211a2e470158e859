/// \file
/// Drawing with graphviz.
#pragma once

#include <string>

#include "common/plot/picture.hpp"

/// The parts of this chapter's lab. Given.
namespace wb::lab09 {

/// Lets graphviz's `dot` draw a graph twice, as `<stem>.png` and as `<stem>.svg`. The files appear when they
/// are complete: a reader finds the old picture or the new one.
/// \param graph  in DOT, as graph_in_dot() writes it
/// \throws plot_error if dot is not installed (the message says how to get it), or draws nothing
void draw_graph(const plot::Picture& picture, const std::string& graph);

}  // namespace wb::lab09
