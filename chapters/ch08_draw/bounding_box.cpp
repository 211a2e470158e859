#include "ch08_draw/bounding_box.hpp"

#include <algorithm>

#include "common/errors/not_implemented.hpp"

std::optional<wb::Box> wb::bounding_box(const np_tensor& canvas) {
    // EXERCISE 8.2
    // Goal: where the ink is.
    // Given: canvas (H, W); paper, the most ink that still counts as none.
    // Asked: the smallest Box that contains all pixels above `paper`; std::nullopt if there is none. A
    //        shape_error unless the canvas has two axes.
    // Example: ink in pixels (2, 5) and (4, 3) only: rows 2 to 4 and columns 3 to 5, so
    //          Box{.top = 2, .left = 3, .rows = 3, .cols = 3}.
    todo("8.2");
    // END EXERCISE 8.2
}
