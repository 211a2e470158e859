#include "ch09_autograd/operations.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "ch02_np_tensor/arithmetic.hpp"
#include "ch02_np_tensor/matmul.hpp"
#include "ch02_np_tensor/unbroadcast.hpp"
#include "ch09_autograd/record.hpp"
#include "common/errors/not_implemented.hpp"

wb::Variable wb::operator+(const Variable& a, const Variable& b) {
    // EXERCISE 9.2
    // Goal: a sum that knows its way back.
    // Given: a.value(), b.value(), whose shapes broadcast; unbroadcast(dc, shape) of chapter 02.
    // Asked: record("+", the sum, {a, b}, a lambda). The lambda gets dc and returns da and db: dc, brought
    //        back to the shape of a, and of b. It keeps copies of what it needs, such as a and b:
    //            [a, b](const np_tensor& dc) { return std::vector{...}; }
    // Example: a (2, 3), b (3), dc of ones: da is (2, 3) of ones, db is [2 2 2].
    todo("9.2");
    // END EXERCISE 9.2
}

wb::Variable wb::operator-(const Variable& a, const Variable& b) {
    // EXERCISE 9.5
    // Goal: a difference. Asked: record("-", ...); da = dc, db = -dc, each in the shape of its operand.
    todo("9.5");
    // END EXERCISE 9.5
}

wb::Variable wb::operator*(const Variable& a, const Variable& b) {
    // EXERCISE 9.5
    // Goal: a product, element by element.
    // Asked: record("*", ...); da = dc b, db = dc a, each in the shape of its operand.
    // Example: a = [2 3], b = [5 7], dc = [1 10]: da = [5 70], db = [2 30].
    todo("9.5");
    // END EXERCISE 9.5
}

wb::Variable wb::operator/(const Variable& a, const Variable& b) {
    // EXERCISE 9.5
    // Goal: a quotient.
    // Asked: record("/", ...); da = dc / b, db = -dc a / b^2, each in the shape of its operand.
    // Example: a = [6], b = [2], dc = [1]: da = [0.5], db = [-1.5].
    todo("9.5");
    // END EXERCISE 9.5
}

wb::Variable wb::matmul(const Variable& a, const Variable& b) {
    // EXERCISE 9.6
    // Goal: the matrix product.
    // Given: a (N, D), b (D, M); matmul and matmul_backward of chapter 02.
    // Asked: record("matmul", ...); da = dc b^T, db = a^T dc. An operand that requires no gradient gets an
    //        array without elements, np_tensor(): its product need not be computed.
    todo("9.6");
    // END EXERCISE 9.6
}

wb::Variable wb::relu(const Variable& x) {
    // EXERCISE 9.7
    // Goal: max(0, x). Asked: record("relu", ...); dx is dy where x > 0, and 0 elsewhere.
    // Example: x = [-1 0 2], dy = [5 6 7]: dx = [0 0 7].
    todo("9.7");
    // END EXERCISE 9.7
}

wb::Variable wb::exp(const Variable& x) {
    // EXERCISE 9.7
    // Goal: e to the power of each element.
    // Asked: record("exp", ...); dx = dy e^x. The lambda may keep a copy of the numbers e^x (an np_tensor),
    //        but not the Variable that record returns.
    // Example: x = [0 1], dy = [2 3]: dx = [2 8.15].
    todo("9.7");
    // END EXERCISE 9.7
}

wb::Variable wb::log(const Variable& x) {
    // EXERCISE 9.7
    // Goal: the natural logarithm. Asked: record("log", ...); dx = dy / x.
    // Example: x = [2 4], dy = [1 1]: dx = [0.5 0.25].
    todo("9.7");
    // END EXERCISE 9.7
}

namespace {

/// The way back through a reduction: each number of x gets the dy of the sum that it went into.
/// \param dy     the gradient of sum(x, over)
/// \param shape  of x
wb::np_tensor stretched(const wb::np_tensor& dy, const wb::Shape& shape, const wb::Reduce& over) {
    // EXERCISE 9.8
    // Goal: dy in the shape of x. Used by sum and mean.
    // Given: dy, of the shape that the sum had; the shape of x; over.axis and over.keepdims. over.axis may be
    //        negative.
    // Asked: first give dy the shape that the sum has with keepdims, by reshape: the shape of x with a 1
    //        for the axis; a 1 for each axis, if everything was summed. Then add it to zeros of the shape
    //        of x, which stretches it. (This function is not inside wb: write wb::Shape, wb::np_tensor.)
    // Example: x (2, 3) along axis 1, dy = [1 10]: [[1 1 1] [10 10 10]].
    wb::todo("9.8");
    // END EXERCISE 9.8
}

}  // namespace

wb::Variable wb::sum(const Variable& x, Reduce over) {
    // EXERCISE 9.8
    // Goal: sums, of everything or along an axis. Given: sum(x.value(), over) of chapter 02.
    // Asked: record("sum", ...); each element of x gets the dy of the sum that it went into.
    todo("9.8");
    // END EXERCISE 9.8
}

wb::Variable wb::mean(const Variable& x, Reduce over) {
    // EXERCISE 9.8
    // Goal: means. Given: mean(x.value(), over) of chapter 02.
    // Asked: record("mean", ...); each element of x gets dy / n, where n elements share one mean.
    // Example: the mean of [2 4], dy = 1: dx = [0.5 0.5].
    todo("9.8");
    // END EXERCISE 9.8
}

wb::Variable wb::reshape(const Variable& x, Shape shape) {
    // EXERCISE 9.8
    // Goal: the same numbers in another shape. Asked: record("reshape", ...); dx is dy in the shape of x.
    todo("9.8");
    // END EXERCISE 9.8
}
