/// \file
/// The pictures of the lab.
#pragma once

#include <vector>

#include "ch01_data/idx_files.hpp"
#include "ch08_draw/given/network_file.hpp"
#include "common/lab/lab.hpp"

/// The parts of this chapter's lab. Given.
namespace wb::lab08 {

/// Ten test images, pasted, and what the network sees of them in each way.
void draw_stages(const DataSet& test, NetworkFromFile& network, Lab& lab);

/// Ten digits, drawn with pens from thin to thick.
void draw_pens(NetworkFromFile& network, Lab& lab);

/// The mean of all images, in each way.
void draw_means(const Images& originals, const std::vector<Images>& by_way, Lab& lab);

}  // namespace wb::lab08
