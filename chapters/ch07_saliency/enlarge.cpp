#include "ch07_saliency/enlarge.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "common/errors/not_implemented.hpp"

wb::np_tensor wb::enlarge(const np_tensor& maps, std::size_t rows, std::size_t cols) {
    // EXERCISE 7.8
    // Goal: maps as large as the image, by bilinear interpolation.
    // Given: maps (N, H, W); rows H' and cols W'.
    // Asked: (N, H', W'). New row i is at r = H / H' (i + 1/2) - 1/2, kept from 0 to H - 1. It is 1 - f
    //        times old row h, which is r rounded down, plus f times row h + 1, where f = r - h. The same
    //        for columns. A shape_error unless there are three axes, H and W at least 1;
    //        std::invalid_argument if rows or cols is 0.
    // Example: [[0 4]] with two rows and four columns: [[0 1 3 4] [0 1 3 4]].
    todo("7.8");
    // END EXERCISE 7.8
}
