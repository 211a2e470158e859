#include "ch08_draw/draw_strokes.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

#include "common/errors/not_implemented.hpp"

wb::np_tensor wb::draw_strokes(const Strokes& strokes, std::size_t rows, std::size_t cols) {
    // EXERCISE 8.1
    // Goal: pixels from the movements of a pen, with smooth edges.
    // Given: strokes, each with points and a width; rows and cols of the canvas.
    // Asked: (rows, cols): for each pixel the largest, over all segments, of (width + 1) / 2 - distance,
    //        kept from 0 to 1; the distance is that of the middle of the pixel, (w + 1/2, h + 1/2),
    //        to the nearest point of the segment. A stroke of one point is a dot. Points may be off the
    //        canvas. std::invalid_argument for a width that is not above 0, or a number that is not finite;
    //        the message says which stroke, counted from 0.
    // Example: a pen of width 2 goes from (0, 1.5) to (4, 1.5), on 3 rows. The middles of row 1 are on the
    //          line: all ink. Those of rows 0 and 2 are 1 away: 1.5 - 1 = 0.5.
    todo("8.1");
    // END EXERCISE 8.1
}
