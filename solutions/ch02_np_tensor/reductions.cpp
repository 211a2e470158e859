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
    // BEGIN SOLUTION 2.3
    // STUB // Goal: the sum of all elements, or along one axis.
    // STUB // Given: the helpers above. xt::sum(as_xtensor(x), {axis}) sums along an axis, and without {axis} sums
    // STUB //        everything. Evaluate it with from_xtensor, then reshape to reduced_shape("sum", x, over), which
    // STUB //        also takes care of keepdims.
    // STUB // Asked: the sums; 0 for a sum without elements.
    // STUB // Example: [[1 2] [3 4]] gives 10; along axis 0, [4 6]; along axis 1 with keepdims, [[3] [7]].
    // STUB todo("2.3");
    const Shape shape = reduced_shape("sum", x, over);
    if (x.size() == 0) return np_tensor(shape);
    if (!over.axis) return from_xtensor(xt::sum(as_xtensor(x))).reshape(shape);
    return from_xtensor(xt::sum(as_xtensor(x), {resolve_axis("sum", x, *over.axis)})).reshape(shape);
    // END SOLUTION
}

wb::np_tensor wb::mean(const np_tensor& x, Reduce over) {
    // BEGIN SOLUTION 2.3
    // STUB // Goal: the mean of all elements, or along one axis.
    // STUB // Asked: sum(x, over) divided by reduced_count("mean", x, over); shape_error if that count is 0.
    // STUB // Example: [[1 2] [3 4]] gives 2.5; along axis 0, [2 3].
    // STUB todo("2.3");
    const std::size_t count = reduced_count("mean", x, over);
    if (count == 0) throw shape_error("mean", x.shape(), "there is no mean of no numbers");
    np_tensor means = sum(x, over);
    for (real& value : means.values()) value /= static_cast<real>(count);
    return means;
    // END SOLUTION
}

wb::np_tensor wb::max(const np_tensor& x, Reduce over) {
    // BEGIN SOLUTION 2.3
    // STUB // Goal: the largest element, or the largest along one axis.
    // STUB // Given: xt::amax works like xt::sum.
    // STUB // Asked: the largest numbers; shape_error if reduced_count("max", x, over) is 0.
    // STUB // Example: [[1 2] [3 4]] gives 4; along axis 1, [2 4].
    // STUB todo("2.3");
    if (reduced_count("max", x, over) == 0)
        throw shape_error("max", x.shape(), "there is no largest of no numbers");
    const Shape shape = reduced_shape("max", x, over);
    if (x.size() == 0) return np_tensor(shape);
    if (!over.axis) return from_xtensor(xt::amax(as_xtensor(x))).reshape(shape);
    return from_xtensor(xt::amax(as_xtensor(x), {resolve_axis("max", x, *over.axis)})).reshape(shape);
    // END SOLUTION
}

wb::Indices wb::argmax(const np_tensor& x, int axis) {
    // BEGIN SOLUTION 2.4
    // STUB // Goal: the position of the largest number along one axis.
    // STUB // Given: x; axis, which may count from the end. Think of x as (outer, length, inner): outer is the
    // STUB //        product of the axes before, inner that of the axes after; element (o, k, i) of this view is
    // STUB //        x.values()[(o * length + k) * inner + i].
    // STUB // Asked: for each o and i, the k of the first of the largest numbers; shape_error if length is 0.
    // STUB // Example: [[1 9 9] [5 4 3]] along the last axis gives 1, 0.
    // STUB todo("2.4");
    const std::size_t along = resolve_axis("argmax", x, axis);
    const std::size_t length = x.dim(along);
    if (length == 0) throw shape_error("argmax", x.shape(), "there is no largest of no numbers");
    const auto border = x.shape().begin() + static_cast<std::ptrdiff_t>(along);
    const std::size_t outer = count_elements(Shape(x.shape().begin(), border));
    const std::size_t inner = count_elements(Shape(border + 1, x.shape().end()));

    Indices largest;
    largest.reserve(outer * inner);
    for (std::size_t o = 0; o < outer; ++o) {
        for (std::size_t i = 0; i < inner; ++i) {
            const auto at = [&](std::size_t k) { return x.values()[(o * length + k) * inner + i]; };
            std::size_t best = 0;
            // Strictly greater: an equal number further on does not take over.
            for (std::size_t k = 1; k < length; ++k) {
                if (at(k) > at(best)) best = k;
            }
            largest.push_back(best);
        }
    }
    return largest;
    // END SOLUTION
}
