#include "ch01_data/resize.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

#include "common/errors/not_implemented.hpp"

wb::Images wb::resize_by_area(const Images& images, std::size_t rows, std::size_t cols) {
    // EXERCISE 1.9
    // Goal: smaller images that keep their ink.
    // Given: N images of H x W; rows and cols, the new size.
    // Asked: N images of rows x cols. Each new pixel is the mean over the H/rows x W/cols old pixels
    //        that it covers (parts of pixels count in part), rounded to the nearest byte.
    //        If rows or cols is 0, or over H or W, a std::invalid_argument that names both sizes.
    // Example: one row of the pixels 30, 60, 90, made 2 wide. Each new pixel covers 1.5 old ones:
    //          (30 + 0.5 * 60) / 1.5 = 40 and (0.5 * 60 + 90) / 1.5 = 80.
    todo("1.9");
    // END EXERCISE 1.9
}
