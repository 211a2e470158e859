#include "ch02_np_tensor/reductions.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>

#include "ch02_np_tensor/arithmetic.hpp"
#include "ch02_np_tensor/given/xtensor_view.hpp"
#include "common/errors/not_implemented.hpp"

namespace {

/// The axis as a number from 0, for one that may count from the end. Given.
std::size_t resolve_axis(const std::string& operation, const wb::np_tensor& x, int axis) {
    const int ndim = static_cast<int>(x.ndim());
    if (axis < -ndim || axis >= ndim)
        throw wb::shape_error(operation, x.shape(), "there is no axis " + std::to_string(axis));
    return static_cast<std::size_t>(axis < 0 ? axis + ndim : axis);
}

/// The shape that is left after a reduction. Given.
wb::Shape reduced_shape(const std::string& operation, const wb::np_tensor& x, const wb::Reduce& over) {
    if (!over.axis) return over.keepdims ? wb::Shape(x.ndim(), 1) : wb::Shape{};
    wb::Shape shape = x.shape();
    const std::size_t axis = resolve_axis(operation, x, *over.axis);
    if (over.keepdims)
        shape[axis] = 1;
    else
        shape.erase(shape.begin() + static_cast<std::ptrdiff_t>(axis));
    return shape;
}

/// How many elements go into each result. Given.
std::size_t reduced_count(const std::string& operation, const wb::np_tensor& x, const wb::Reduce& over) {
    return over.axis ? x.dim(resolve_axis(operation, x, *over.axis)) : x.size();
}

}  // namespace

wb::np_tensor wb::sum(const np_tensor& x, Reduce over) {
    // EXERCISE 2.3
    // Goal: the sum of all elements, or along one axis.
    // Given: the helpers above. xt::sum(as_xtensor(x), {axis}) sums along an axis, and without {axis} sums
    //        everything. Evaluate it with from_xtensor, then reshape to reduced_shape("sum", x, over), which
    //        also takes care of keepdims.
    // Asked: the sums; 0 for a sum without elements.
    // Example: [[1 2] [3 4]] gives 10; along axis 0, [4 6]; along axis 1 with keepdims, [[3] [7]].
    todo("2.3");
    // END EXERCISE 2.3
}

wb::np_tensor wb::mean(const np_tensor& x, Reduce over) {
    // EXERCISE 2.3
    // Goal: the mean of all elements, or along one axis.
    // Asked: sum(x, over) divided by reduced_count("mean", x, over); shape_error if that count is 0.
    // Example: [[1 2] [3 4]] gives 2.5; along axis 0, [2 3].
    todo("2.3");
    // END EXERCISE 2.3
}

wb::np_tensor wb::max(const np_tensor& x, Reduce over) {
    // EXERCISE 2.3
    // Goal: the largest element, or the largest along one axis.
    // Given: xt::amax works like xt::sum.
    // Asked: the largest numbers; shape_error if reduced_count("max", x, over) is 0.
    // Example: [[1 2] [3 4]] gives 4; along axis 1, [2 4].
    todo("2.3");
    // END EXERCISE 2.3
}

wb::Indices wb::argmax(const np_tensor& x, int axis) {
    // EXERCISE 2.4
    // Goal: the position of the largest number along one axis.
    // Given: x; axis, which may count from the end. Think of x as (outer, length, inner): outer is the
    //        product of the axes before, inner that of the axes after; element (o, k, i) of this view is
    //        x.values()[(o * length + k) * inner + i].
    // Asked: for each o and i, the k of the first of the largest numbers; shape_error if length is 0.
    // Example: [[1 9 9] [5 4 3]] along the last axis gives 1, 0.
    todo("2.4");
    // END EXERCISE 2.4
}
