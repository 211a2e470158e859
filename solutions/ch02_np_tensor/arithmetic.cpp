#include "ch02_np_tensor/arithmetic.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "ch02_np_tensor/given/xtensor_view.hpp"
#include "common/errors/not_implemented.hpp"

wb::Shape wb::broadcast_shapes(const Shape& a, const Shape& b) {
    // BEGIN SOLUTION 2.1
    // STUB // Goal: the shape that a and b are both stretched to.
    // STUB // Given: two shapes, perhaps of different lengths.
    // STUB // Asked: align them at the right, fill with ones on the left; on each axis the lengths are equal or one
    // STUB //        of them is 1, and the other one is taken. Otherwise a shape_error("broadcast", a, b, the rule).
    // STUB // Example: (4, 1, 3) and (5, 1) make (4, 5, 3).
    // STUB todo("2.1");
    const std::size_t ndim = std::max(a.size(), b.size());
    Shape stretched(ndim);
    for (std::size_t axis = 0; axis < ndim; ++axis) {
        // The axis counted from the right; missing on the left means 1.
        const std::size_t from_right = ndim - axis;
        const std::size_t length_a = from_right > a.size() ? 1 : a[a.size() - from_right];
        const std::size_t length_b = from_right > b.size() ? 1 : b[b.size() - from_right];
        if (length_a != length_b && length_a != 1 && length_b != 1)
            throw shape_error(
                "broadcast", a, b,
                "aligned at the right, the lengths of each axis must be equal, or one of them 1");
        // Not the larger of the two: an axis of length 0 stretches 1 to 0.
        stretched[axis] = length_a == 1 ? length_b : length_a;
    }
    return stretched;
    // END SOLUTION
}

namespace {

/// c = a o b, element by element. The operation o is one of std::plus, std::minus, std::multiplies and
/// std::divides: operation(x, y) is x + y, x - y, x * y or x / y.
wb::np_tensor combined(const wb::np_tensor& a, const wb::np_tensor& b, auto operation) {
    // BEGIN SOLUTION 2.2
    // STUB // Goal: a and b, stretched to a common shape and combined element by element.
    // STUB // Given: wb::as_xtensor(x) shows an np_tensor to xtensor. Between two arrays of xtensor, the operation
    // STUB //        broadcasts just as NumPy does. wb::from_xtensor(e) evaluates an expression to an np_tensor.
    // STUB // Asked: one line, after a line that calls wb::broadcast_shapes(a.shape(), b.shape()) for its error.
    // STUB // Example: (2, 3) + (3) adds the same three numbers to both rows.
    // STUB wb::todo("2.2");
    wb::broadcast_shapes(a.shape(), b.shape());
    return wb::from_xtensor(operation(wb::as_xtensor(a), wb::as_xtensor(b)));
    // END SOLUTION
}

}  // namespace

// Given: the four operators are one function, with four operations.

wb::np_tensor wb::operator+(const np_tensor& a, const np_tensor& b) {
    return combined(a, b, std::plus<>());
}

wb::np_tensor wb::operator-(const np_tensor& a, const np_tensor& b) {
    return combined(a, b, std::minus<>());
}

wb::np_tensor wb::operator*(const np_tensor& a, const np_tensor& b) {
    return combined(a, b, std::multiplies<>());
}

wb::np_tensor wb::operator/(const np_tensor& a, const np_tensor& b) {
    return combined(a, b, std::divides<>());
}

wb::np_tensor& wb::operator+=(np_tensor& a, const np_tensor& b) {
    if (b.ndim() > a.ndim() || !std::equal(b.shape().rbegin(), b.shape().rend(), a.shape().rbegin()))
        throw shape_error("operator+=", a.shape(), b.shape(),
                          "the second must have the shape of the first, or of its last axes");
    for (std::size_t begin = 0; begin < a.size(); begin += b.size())
        for (std::size_t i = 0; i < b.size(); ++i) a.data()[begin + i] += b.data()[i];
    return a;
}

wb::np_tensor wb::exp(const np_tensor& x) {
    // BEGIN SOLUTION 2.2
    // STUB // Goal: e to the power of each element. xtensor has xt::exp; the bridge is the same as above.
    // STUB todo("2.2");
    return from_xtensor(xt::exp(as_xtensor(x)));
    // END SOLUTION
}

wb::np_tensor wb::log(const np_tensor& x) {
    // BEGIN SOLUTION 2.2
    // STUB // Goal: the natural logarithm of each element. xtensor has xt::log.
    // STUB todo("2.2");
    return from_xtensor(xt::log(as_xtensor(x)));
    // END SOLUTION
}
