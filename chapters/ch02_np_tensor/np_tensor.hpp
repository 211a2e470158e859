/// \file
/// The array that all networks of this workbook are made of.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <iosfwd>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "common/errors/shape_error.hpp"
#include "common/real.hpp"
#include "common/shape.hpp"

namespace wb {

/// An array of numbers that knows its shape, as in NumPy, and that can carry a gradient, as in PyTorch.
///
/// It owns its numbers: a copy has its own numbers, and every operation returns a new, finished array.
/// (xtensor's own operations return *expressions*, recipes that are evaluated when they are read; the lesson
/// shows how that goes wrong.) The numbers are in one block, the last axis running fastest: element (i, j) of
/// a (2, 3) array is number 3 i + j of the block.
///
/// | NumPy                | np_tensor                            |
/// |----------------------|--------------------------------------|
/// | `np.zeros((2, 3))`   | `np_tensor({2, 3})`                  |
/// | `np.full((2, 3), 7)` | `np_tensor({2, 3}, 7)`               |
/// | `np.array([[1, 2], [3, 4]])` | `np_tensor({2, 2}, {1, 2, 3, 4})` |
/// | `a.shape`, `a.ndim`, `a.size` | `a.shape()`, `a.ndim()`, `a.size()` |
/// | `a[1, 2]`            | `a(1, 2)`                            |
/// | `a.reshape(3, 2)`    | `a.reshape({3, 2})`                  |
/// | `a[[4, 0, 2]]`       | `a.rows({4, 0, 2})`                  |
class np_tensor {
public:
    /// An array without elements, of shape (0).
    np_tensor() = default;

    /// An array with the same number everywhere.
    /// \param shape  the length of each axis; `{}` for a single number
    /// \param fill   the value of every element
    explicit np_tensor(Shape shape, real fill = 0)
        : shape_(std::move(shape)), values_(count_elements(shape_), fill) {}

    /// An array of given numbers.
    /// \param shape   the length of each axis
    /// \param values  the elements, the last axis running fastest
    /// \throws shape_error unless there is one value for each element
    np_tensor(Shape shape, std::vector<real> values) : shape_(std::move(shape)), values_(std::move(values)) {
        if (values_.size() != count_elements(shape_))
            throw shape_error("np_tensor", shape_,
                              "it needs " + std::to_string(count_elements(shape_)) + " values, but " +
                                  std::to_string(values_.size()) + " came");
    }

    /// The same from braces. (Without this one, `np_tensor({3}, {7})` would be three sevens.)
    np_tensor(Shape shape, std::initializer_list<real> values)
        : np_tensor(std::move(shape), std::vector<real>(values)) {}

    /// Makes no array. It gives a clear message if you forget from_xtensor(): one sentence instead of a
    /// template error of about 2,000 characters.
    template <class Expression>
    requires requires(const Expression& e) { e.dimension(); }
    np_tensor(const Expression&) {  // NOLINT: implicit, as the forgotten conversion is
        static_assert(sizeof(Expression) == 0,
                      "an expression of xtensor is not an np_tensor yet: write from_xtensor(...) around it");
    }

    /// A single number, of shape ().
    static np_tensor scalar(real value) { return np_tensor(Shape{}, value); }

    /// The length of each axis, outermost first.
    const Shape& shape() const { return shape_; }
    /// The number of axes.
    std::size_t ndim() const { return shape_.size(); }
    /// The number of elements.
    std::size_t size() const { return values_.size(); }
    /// The length of one axis. \throws std::out_of_range if there is no such axis
    std::size_t dim(std::size_t axis) const { return shape_.at(axis); }

    /// All elements, the last axis running fastest.
    std::span<real> values() { return values_; }
    /// The same, to be read only.
    std::span<const real> values() const { return values_; }
    /// The first element of the block; null in an array without elements.
    real* data() { return values_.data(); }
    /// The same, to be read only.
    const real* data() const { return values_.data(); }

    /// The element at a position: `a(1, 2)`. \throws std::out_of_range outside the shape, naming both
    template <class... Index>
    real& operator()(Index... index) {
        return values_[offset({static_cast<std::size_t>(index)...})];
    }
    /// The same, to be read only.
    template <class... Index>
    real operator()(Index... index) const {
        return values_[offset({static_cast<std::size_t>(index)...})];
    }

    /// The only element of an array of one. \throws shape_error if there are more or fewer
    real item() const {
        if (size() != 1) throw shape_error("item", shape_, "only an array of one element is a number");
        return values_[0];
    }

    /// The same elements in another shape, without a gradient.
    /// \throws shape_error if the number of elements differs
    np_tensor reshape(Shape shape) const& { return np_tensor(shape_, values_).reshape(std::move(shape)); }
    /// The same for an array that is no longer needed: its numbers are not copied.
    np_tensor reshape(Shape shape) && {
        if (count_elements(shape) != size())
            throw shape_error("reshape", shape_, shape, "the number of elements must stay the same");
        return np_tensor(std::move(shape), std::move(values_));
    }

    /// A copy of some of the entries along the first axis, in the order given: a minibatch.
    /// \throws std::out_of_range if there is no such entry
    /// \throws shape_error if this is a single number, which has no axis
    np_tensor rows(std::span<const std::size_t> which) const;
    /// The same from braces: `x.rows({0, 2})`.
    np_tensor rows(std::initializer_list<std::size_t> which) const {
        return rows(std::span(which.begin(), which.size()));
    }

    /// Whether accumulate_grad() has been called.
    bool has_grad() const { return !grad_.empty(); }

    /// The gradient: how fast the loss grows with each element, \f$ \partial L / \partial x \f$. Same shape.
    /// \throws std::logic_error if there is none yet
    np_tensor& grad() { return const_cast<np_tensor&>(std::as_const(*this).grad()); }
    /// The same, to be read only.
    const np_tensor& grad() const {
        if (grad_.empty())
            throw std::logic_error(
                "this array has no gradient yet: backward() gives it one, by accumulate_grad()");
        return grad_.front();
    }

    /// Exercise 2.9. Adds to the gradient: \f$ \mathrm{grad} \leftarrow \mathrm{grad} + dx \f$. Without a
    /// gradient so far, dx becomes the gradient.
    ///
    /// It adds, because an array that is used twice influences the loss along two paths, and by the chain
    /// rule its derivative is the sum over both.
    /// \param dx  the same shape as this array
    /// \throws shape_error if the shapes differ, giving both; the gradient is then as it was
    void accumulate_grad(const np_tensor& dx);

    /// Exercise 2.9. Sets every element of the gradient to zero; without a gradient, does nothing.
    void zero_grad();

private:
    std::size_t offset(std::initializer_list<std::size_t> index) const {
        std::size_t offset = 0;
        std::size_t axis = 0;
        bool inside = index.size() == shape_.size();
        for (const std::size_t i : index) {
            if (!inside || i >= shape_[axis]) throw_no_element(index);
            offset = offset * shape_[axis] + i;
            ++axis;
        }
        if (!inside) throw_no_element(index);
        return offset;
    }
    [[noreturn]] void throw_no_element(std::initializer_list<std::size_t> index) const {
        std::string place;
        // Shown as a signed number: an index of -1 was converted to unsigned.
        for (const std::size_t i : index)
            place += (place.empty() ? "" : ", ") + std::to_string(static_cast<std::ptrdiff_t>(i));
        throw std::out_of_range("no element (" + place + ") in an array of shape " + to_string(shape_) +
                                ", counted from 0");
    }

    Shape shape_{0};
    std::vector<real> values_;
    std::vector<np_tensor>
        grad_;  ///< none or one: a class cannot contain itself, but it can contain a vector of itself
};

/// Prints an array almost as NumPy does, `[[1 2]\n [3 4]]`, with as many digits as the stream is set to. Of
/// more than a thousand elements, only the first and last three along each axis are shown.
std::ostream& operator<<(std::ostream& out, const np_tensor& x);

}  // namespace wb
