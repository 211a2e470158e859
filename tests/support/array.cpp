#include "tests/support/array.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>

#include "common/random/rng.hpp"
#include "tests/support/misuse.hpp"

namespace {

void require_sizes_agree(const wb::Shape& shape, std::size_t count) {
    if (wb::count_elements(shape) != count)
        throw wb::judge::misuse("an array of shape " + wb::to_string(shape) + " cannot have " +
                                std::to_string(count) + " values");
}

std::vector<double> joined(std::initializer_list<std::initializer_list<double>> rows) {
    std::vector<double> values;
    for (const auto& row : rows) values.insert(values.end(), row);
    return values;
}

}  // namespace

void wb::judge::require_whole(const Shape& shape, std::size_t count) {
    if (count_elements(shape) != count)
        throw broken_array(
            "Your array has shape " + to_string(shape) + " and holds " + std::to_string(count) +
            " numbers. This is what is left of an array after std::move, or what a reference finds in a "
            "std::vector that has grown since.");
}

wb::judge::ArrayView::ArrayView(Shape shape, std::span<const double> values)
    : shape_(std::move(shape)), values_(values) {
    require_sizes_agree(shape_, values_.size());
}

wb::judge::Array::Array(Shape shape, std::vector<double> values)
    : shape_(std::move(shape)), values_(std::move(values)) {
    require_sizes_agree(shape_, values_.size());
}

wb::judge::Array::Array(std::initializer_list<std::initializer_list<double>> rows)
    : Array(Shape{rows.size(), rows.begin()->size()}, joined(rows)) {}

wb::judge::Array wb::judge::random_array(const Shape& shape, unsigned seed) {
    Rng rng(static_cast<std::uint32_t>(seed));
    std::vector<double> values(count_elements(shape));
    for (double& value : values) value = rng.uniform(0.25, 1.0) * (rng.uniform() < 0.5 ? -1 : 1);
    return {shape, std::move(values)};
}

std::string wb::judge::position(const Shape& shape, std::size_t element) {
    Shape index(shape.size());
    for (std::size_t axis = shape.size(); axis-- > 0;) {
        index[axis] = element % shape[axis];
        element /= shape[axis];
    }
    // Unlike a shape, the position on one axis needs no comma: (3).
    return index.size() == 1 ? "(" + std::to_string(index[0]) + ")" : to_string(index);
}

std::string wb::judge::number(double value, int digits) {
    if (std::isnan(value)) return "nan";  // never "-nan": the sign of a NaN means nothing
    std::array<char, 40> text{};
    // 636193792, not 6.36194e+08: a header field or a count is looked for by all its digits.
    if (value == std::trunc(value) && std::abs(value) < 1e15)
        std::snprintf(text.data(), text.size(), "%.0f", value);
    else
        std::snprintf(text.data(), text.size(), "%.*g", digits, value);
    return text.data();
}

std::pair<std::string, std::string> wb::judge::number_pair(double one, double other) {
    constexpr int all_digits = 17;
    for (int digits = 6; digits < all_digits; ++digits)
        if (auto a = number(one, digits), b = number(other, digits); a != b) return {a, b};
    return {number(one, all_digits), number(other, all_digits)};
}
