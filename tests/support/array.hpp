/// \file
/// Arrays as the judge sees them: it judges np_tensor, and so must not use it.
#pragma once

#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <span>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "common/real.hpp"
#include "common/shape.hpp"

namespace wb::judge {

static_assert(std::is_same_v<real, double>, "tests are built with double: float is too coarse for gradients");

/// Anything that has a shape and values one after the other: np_tensor, and the judge's own Array.
template <class T>
concept HasShapeAndValues = requires(const T& array) {
    { array.shape() } -> std::convertible_to<Shape>;
    { array.values() } -> std::convertible_to<std::span<const double>>;
};

/// An array of the code under test whose shape and values do not fit together: what std::move leaves behind.
class broken_array : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// \throws broken_array if an array of the code under test is not whole
void require_whole(const Shape& shape, std::size_t count);

/// An array that it does not own, and must outlive the view. The last axis runs fastest.
class ArrayView {
public:
    ArrayView(Shape shape, std::span<const double> values);  ///< \throws misuse unless the sizes agree

    template <HasShapeAndValues T>
    ArrayView(const T& array) : shape_(array.shape()), values_(array.values()) {  // NOLINT: implicit
        require_whole(shape_, values_.size());
    }
    ArrayView(const std::vector<double>& values)  // NOLINT: implicit
        : ArrayView({values.size()}, values) {}

    const Shape& shape() const { return shape_; }
    std::span<const double> values() const { return values_; }

private:
    Shape shape_;
    std::span<const double> values_;
};

/// An array that owns its values.
class Array {
public:
    Array() : shape_{0} {}
    Array(Shape shape, std::vector<double> values);  ///< \throws misuse unless the sizes agree

    template <HasShapeAndValues T>
    requires(!std::is_same_v<T, Array>) Array(const T& array)  // NOLINT: implicit
        : shape_(array.shape()), values_(to_vector(array.values())) {
        require_whole(shape_, values_.size());
    }
    template <class T>
    requires std::is_arithmetic_v<T> Array(const std::vector<T>& values)  // NOLINT: implicit
        : Array({values.size()}, std::vector<double>(values.begin(), values.end())) {}

    /// `{1, 2, 3}` has shape (3,).
    Array(std::initializer_list<double> values) : Array({values.size()}, std::vector<double>(values)) {}
    /// `{{1, 2, 3}, {4, 5, 6}}` has shape (2, 3).
    Array(std::initializer_list<std::initializer_list<double>> rows);

    const Shape& shape() const { return shape_; }
    std::span<const double> values() const { return values_; }
    std::span<double> values() { return values_; }

private:
    static std::vector<double> to_vector(std::span<const double> values) {
        return {values.begin(), values.end()};
    }

    Shape shape_;
    std::vector<double> values_;
};

/// Random numbers between 0.25 and 1 in size, of either sign: as an upstream gradient, none of them hides a
/// mistake by being almost 0, and no two are equal. The same seed gives the same numbers everywhere.
Array random_array(const Shape& shape, unsigned seed);

/// The position of an element of an array of this shape: "(2, 0)".
std::string position(const Shape& shape, std::size_t element);

/// A number as the messages show it: "0.333333", "nan", "-inf".
std::string number(double value, int digits = 6);

/// Two numbers that differ, with as many digits as it takes to see that: "0.3333333" and "0.3333335".
std::pair<std::string, std::string> number_pair(double one, double other);

}  // namespace wb::judge
