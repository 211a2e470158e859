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
    // BEGIN SOLUTION 9.2
    // STUB // Goal: a sum that knows its way back.
    // STUB // Given: a.value(), b.value(), whose shapes broadcast; unbroadcast(dc, shape) of chapter 02.
    // STUB // Asked: record("+", the sum, {a, b}, a lambda). The lambda gets dc and returns da and db: dc, brought
    // STUB //        back to the shape of a, and of b. It keeps copies of what it needs, such as a and b:
    // STUB //            [a, b](const np_tensor& dc) { return std::vector{...}; }
    // STUB // Example: a (2, 3), b (3), dc of ones: da is (2, 3) of ones, db is [2 2 2].
    // STUB todo("9.2");
    // A bias is added row by row, as Linear does it: broadcasting it takes more than ten times as long.
    np_tensor c;
    if (a.value().ndim() > 0 && Shape(a.shape().begin() + 1, a.shape().end()) == b.shape()) {
        c = a.value();
        c += b.value();
    } else {
        c = a.value() + b.value();
    }
    return record("+", std::move(c), {a, b}, [a, b](const np_tensor& dc) {
        return std::vector{unbroadcast(dc, a.shape()), unbroadcast(dc, b.shape())};
    });
    // END SOLUTION
}

wb::Variable wb::operator-(const Variable& a, const Variable& b) {
    // BEGIN SOLUTION 9.5
    // STUB // Goal: a difference. Asked: record("-", ...); da = dc, db = -dc, each in the shape of its operand.
    // STUB todo("9.5");
    return record("-", a.value() - b.value(), {a, b}, [a, b](const np_tensor& dc) {
        return std::vector{unbroadcast(dc, a.shape()), unbroadcast(real{0} - dc, b.shape())};
    });
    // END SOLUTION
}

wb::Variable wb::operator*(const Variable& a, const Variable& b) {
    // BEGIN SOLUTION 9.5
    // STUB // Goal: a product, element by element.
    // STUB // Asked: record("*", ...); da = dc b, db = dc a, each in the shape of its operand.
    // STUB // Example: a = [2 3], b = [5 7], dc = [1 10]: da = [5 70], db = [2 30].
    // STUB todo("9.5");
    return record("*", a.value() * b.value(), {a, b}, [a, b](const np_tensor& dc) {
        return std::vector{unbroadcast(dc * b.value(), a.shape()), unbroadcast(dc * a.value(), b.shape())};
    });
    // END SOLUTION
}

wb::Variable wb::operator/(const Variable& a, const Variable& b) {
    // BEGIN SOLUTION 9.5
    // STUB // Goal: a quotient.
    // STUB // Asked: record("/", ...); da = dc / b, db = -dc a / b^2, each in the shape of its operand.
    // STUB // Example: a = [6], b = [2], dc = [1]: da = [0.5], db = [-1.5].
    // STUB todo("9.5");
    return record("/", a.value() / b.value(), {a, b}, [a, b](const np_tensor& dc) {
        const np_tensor da = dc / b.value();
        return std::vector{unbroadcast(da, a.shape()),
                           unbroadcast(real{0} - da * a.value() / b.value(), b.shape())};
    });
    // END SOLUTION
}

wb::Variable wb::matmul(const Variable& a, const Variable& b) {
    // BEGIN SOLUTION 9.6
    // STUB // Goal: the matrix product.
    // STUB // Given: a (N, D), b (D, M); matmul and matmul_backward of chapter 02.
    // STUB // Asked: record("matmul", ...); da = dc b^T, db = a^T dc. An operand that requires no gradient gets an
    // STUB //        array without elements, np_tensor(): its product need not be computed.
    // STUB todo("9.6");
    return record("matmul", matmul(a.value(), b.value()), {a, b}, [a, b](const np_tensor& dc) {
        std::vector<np_tensor> gradients(2);
        if (a.requires_grad()) gradients[0] = matmul(dc, b.value(), {.transpose_b = true});
        if (b.requires_grad()) gradients[1] = matmul(a.value(), dc, {.transpose_a = true});
        return gradients;
    });
    // END SOLUTION
}

wb::Variable wb::relu(const Variable& x) {
    // BEGIN SOLUTION 9.7
    // STUB // Goal: max(0, x). Asked: record("relu", ...); dx is dy where x > 0, and 0 elsewhere.
    // STUB // Example: x = [-1 0 2], dy = [5 6 7]: dx = [0 0 7].
    // STUB todo("9.7");
    np_tensor y = x.value();
    for (real& value : y.values()) value = std::max(value, real{0});
    return record("relu", std::move(y), {x}, [x](const np_tensor& dy) {
        np_tensor dx = dy;
        std::transform(dy.values().begin(), dy.values().end(), x.value().values().begin(),
                       dx.values().begin(), [](real dy_i, real x_i) { return x_i > 0 ? dy_i : real{0}; });
        return std::vector{dx};
    });
    // END SOLUTION
}

wb::Variable wb::exp(const Variable& x) {
    // BEGIN SOLUTION 9.7
    // STUB // Goal: e to the power of each element.
    // STUB // Asked: record("exp", ...); dx = dy e^x. The lambda may keep a copy of the numbers e^x (an np_tensor),
    // STUB //        but not the Variable that record returns.
    // STUB // Example: x = [0 1], dy = [2 3]: dx = [2 8.15].
    // STUB todo("9.7");
    const np_tensor y = exp(x.value());
    return record("exp", y, {x}, [y](const np_tensor& dy) { return std::vector{dy * y}; });
    // END SOLUTION
}

wb::Variable wb::log(const Variable& x) {
    // BEGIN SOLUTION 9.7
    // STUB // Goal: the natural logarithm. Asked: record("log", ...); dx = dy / x.
    // STUB // Example: x = [2 4], dy = [1 1]: dx = [0.5 0.25].
    // STUB todo("9.7");
    return record("log", log(x.value()), {x},
                  [x](const np_tensor& dy) { return std::vector{dy / x.value()}; });
    // END SOLUTION
}

namespace {

/// The way back through a reduction: each number of x gets the dy of the sum that it went into.
/// \param dy     the gradient of sum(x, over)
/// \param shape  of x
wb::np_tensor stretched(const wb::np_tensor& dy, const wb::Shape& shape, const wb::Reduce& over) {
    // BEGIN SOLUTION 9.8
    // STUB // Goal: dy in the shape of x. Used by sum and mean.
    // STUB // Given: dy, of the shape that the sum had; the shape of x; over.axis and over.keepdims. over.axis may be
    // STUB //        negative.
    // STUB // Asked: first give dy the shape that the sum has with keepdims, by reshape: the shape of x with a 1
    // STUB //        for the axis; a 1 for each axis, if everything was summed. Then add it to zeros of the shape
    // STUB //        of x, which stretches it. (This function is not inside wb: write wb::Shape, wb::np_tensor.)
    // STUB // Example: x (2, 3) along axis 1, dy = [1 10]: [[1 1 1] [10 10 10]].
    // STUB wb::todo("9.8");
    wb::Shape lined_up(shape.size(), 1);
    if (over.axis) {
        lined_up = shape;
        const int axis = *over.axis < 0 ? *over.axis + static_cast<int>(shape.size()) : *over.axis;
        lined_up[static_cast<std::size_t>(axis)] = 1;
    }
    return wb::np_tensor(shape) + dy.reshape(lined_up);
    // END SOLUTION
}

}  // namespace

wb::Variable wb::sum(const Variable& x, Reduce over) {
    // BEGIN SOLUTION 9.8
    // STUB // Goal: sums, of everything or along an axis. Given: sum(x.value(), over) of chapter 02.
    // STUB // Asked: record("sum", ...); each element of x gets the dy of the sum that it went into.
    // STUB todo("9.8");
    return record("sum", sum(x.value(), over), {x},
                  [x, over](const np_tensor& dy) { return std::vector{stretched(dy, x.shape(), over)}; });
    // END SOLUTION
}

wb::Variable wb::mean(const Variable& x, Reduce over) {
    // BEGIN SOLUTION 9.8
    // STUB // Goal: means. Given: mean(x.value(), over) of chapter 02.
    // STUB // Asked: record("mean", ...); each element of x gets dy / n, where n elements share one mean.
    // STUB // Example: the mean of [2 4], dy = 1: dx = [0.5 0.5].
    // STUB todo("9.8");
    np_tensor y = mean(x.value(), over);
    const real n = static_cast<real>(x.value().size()) / static_cast<real>(y.size());
    return record("mean", std::move(y), {x}, [x, over, n](const np_tensor& dy) {
        return std::vector{stretched(dy, x.shape(), over) / n};
    });
    // END SOLUTION
}

wb::Variable wb::reshape(const Variable& x, Shape shape) {
    // BEGIN SOLUTION 9.8
    // STUB // Goal: the same numbers in another shape. Asked: record("reshape", ...); dx is dy in the shape of x.
    // STUB todo("9.8");
    return record("reshape", x.value().reshape(std::move(shape)), {x},
                  [x](const np_tensor& dy) { return std::vector{dy.reshape(x.shape())}; });
    // END SOLUTION
}
