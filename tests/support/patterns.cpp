#include "tests/support/patterns.hpp"

#include <algorithm>
#include <cmath>

#include "tests/support/misuse.hpp"

namespace {

constexpr double rounding = 1e-4;

double largest(std::span<const double> values) {
    double largest = 0;
    for (const double value : values) largest = std::max(largest, std::abs(value));
    return largest;
}

}  // namespace

bool wb::judge::look_equal(std::span<const double> one, std::span<const double> other) {
    if (one.size() != other.size()) return false;
    const double allowed = rounding * std::max(largest(one), largest(other));
    for (std::size_t i = 0; i < one.size(); ++i)
        if (!(std::abs(one[i] - other[i]) <= allowed)) return false;
    return true;
}

std::optional<double> wb::judge::constant_ratio(std::span<const double> yours,
                                                std::span<const double> expected) {
    if (yours.size() != expected.size()) return std::nullopt;
    // The least-squares solution of yours = c x expected.
    double product = 0, square = 0;
    std::size_t pairs = 0;
    for (std::size_t i = 0; i < yours.size(); ++i) {
        pairs += yours[i] != 0 && expected[i] != 0;
        product += yours[i] * expected[i];
        square += expected[i] * expected[i];
    }
    if (pairs < 2) return std::nullopt;  // any number is a multiple of any other
    if (!(square > 0) || !std::isfinite(product / square) || product == 0) return std::nullopt;
    const double ratio = product / square;
    std::vector<double> scaled(expected.begin(), expected.end());
    for (double& value : scaled) value *= ratio;
    return look_equal(yours, scaled) ? std::optional(ratio) : std::nullopt;
}

bool wb::judge::all_zero(std::span<const double> values) {
    return std::ranges::all_of(values, [](double value) { return value == 0; });
}

wb::Shape wb::judge::reversed(Shape shape) {
    std::ranges::reverse(shape);
    return shape;
}

std::vector<double> wb::judge::reversed(std::span<const double> values) {
    return {values.rbegin(), values.rend()};
}

wb::judge::Array wb::judge::transposed(const ArrayView& array) {
    const Shape& shape = array.shape();
    const Shape target = reversed(shape);
    std::vector<double> values(array.values().size());
    for (std::size_t from = 0; from < values.size(); ++from) {
        // The first axis of the source is the last, the fastest, of the target.
        std::size_t rest = from, to = 0, stride = values.size();
        for (std::size_t axis = shape.size(); axis-- > 0;) {
            stride /= shape[axis];
            to += rest % shape[axis] * stride;
            rest /= shape[axis];
        }
        values[to] = array.values()[from];
    }
    return {target, std::move(values)};
}

wb::judge::Array wb::judge::rows_and_columns_swapped(const ArrayView& array) {
    Shape shape = array.shape();
    if (shape.size() < 2) throw misuse("rows_and_columns_swapped needs at least two axes");
    const std::size_t H = shape[shape.size() - 2], W = shape.back();
    std::swap(shape[shape.size() - 2], shape.back());
    std::vector<double> values(array.values().size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::size_t plane = i / (H * W) * (H * W), h = i % (H * W) / W, w = i % W;
        values[plane + w * H + h] = array.values()[i];
    }
    return {shape, std::move(values)};
}

wb::judge::Array wb::judge::rotated_half_a_turn(const ArrayView& array) {
    const Shape& shape = array.shape();
    if (shape.size() < 2) throw misuse("rotated_half_a_turn needs at least two axes");
    const std::size_t plane = shape[shape.size() - 2] * shape.back();
    std::vector<double> values(array.values().begin(), array.values().end());
    for (std::size_t start = 0; plane > 0 && start < values.size(); start += plane)
        std::ranges::reverse(std::span(values).subspan(start, plane));
    return {shape, std::move(values)};
}

wb::judge::Array wb::judge::summed(const ArrayView& array, std::size_t axis) {
    Shape shape = array.shape();
    const std::size_t length = shape.at(axis);
    shape.erase(shape.begin() + static_cast<std::ptrdiff_t>(axis));
    std::size_t inner = 1;
    for (std::size_t i = axis; i < shape.size(); ++i) inner *= shape[i];
    std::vector<double> sums(count_elements(shape), 0.0);
    for (std::size_t i = 0; i < array.values().size(); ++i)
        sums[i / (inner * length) * inner + i % inner] += array.values()[i];
    return {shape, std::move(sums)};
}
