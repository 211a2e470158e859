#include "common/shape.hpp"

#include <functional>
#include <numeric>

std::size_t wb::count_elements(const Shape& shape) {
    return std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>());
}

std::string wb::to_string(const Shape& shape) {
    std::string text = "(";
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
        if (axis > 0) text += ", ";
        text += std::to_string(shape[axis]);
    }
    // A tuple of one element keeps its comma, as in Python: (10,) is a shape, (10) would be a number.
    return text + (shape.size() == 1 ? ",)" : ")");
}
