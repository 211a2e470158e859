/// \file
/// Small operations for the tests of the tape: they need record() and no other exercise.
#pragma once

#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "ch09_autograd/record.hpp"
#include "tests/support/judge.hpp"

namespace wb::judge {

/// A parameter: a leaf with these numbers that requires a gradient.
inline Variable parameter(std::string name, std::vector<real> values) {
    const std::size_t length = values.size();
    return Variable(np_tensor({length}, std::move(values)), {.requires_grad = true, .name = std::move(name)});
}

/// Data: a leaf with these numbers that requires none.
inline Variable data(std::string name, std::vector<real> values) {
    const std::size_t length = values.size();
    return Variable(np_tensor({length}, std::move(values)), {.name = std::move(name)});
}

/// A new array of `function(i)` for each i, in the shape of another.
template <class Function>
np_tensor filled_like(const np_tensor& like, const Function& function) {
    np_tensor result(like.shape());
    for (std::size_t i = 0; i < result.size(); ++i) result.values()[i] = function(i);
    return result;
}

/// factor * x. \param calls  counts how often the backward runs; null: not counted
inline Variable scaled(const Variable& x, real factor, int* calls = nullptr) {
    np_tensor y = filled_like(x.value(), [&](std::size_t i) { return factor * x.value().values()[i]; });
    return record("scaled", std::move(y), {x}, [factor, calls](const np_tensor& dy) {
        if (calls != nullptr) ++*calls;
        return std::vector{filled_like(dy, [&](std::size_t i) { return factor * dy.values()[i]; })};
    });
}

/// a + b, of equal shapes. \param calls  as of scaled()
inline Variable added(const Variable& a, const Variable& b, int* calls = nullptr) {
    np_tensor y =
        filled_like(a.value(), [&](std::size_t i) { return a.value().values()[i] + b.value().values()[i]; });
    return record("added", std::move(y), {a, b}, [calls](const np_tensor& dy) {
        if (calls != nullptr) ++*calls;
        return std::vector{dy, dy};
    });
}

/// a * b, of equal shapes.
inline Variable multiplied(const Variable& a, const Variable& b) {
    const auto times = [](const np_tensor& p, const np_tensor& q) {
        return filled_like(p, [&](std::size_t i) { return p.values()[i] * q.values()[i]; });
    };
    return record("multiplied", times(a.value(), b.value()), {a, b}, [a, b, times](const np_tensor& dy) {
        return std::vector{times(dy, b.value()), times(dy, a.value())};
    });
}

/// The sine of each element: bounded, and its derivative needs the numbers of x.
inline Variable sine(const Variable& x) {
    np_tensor y = filled_like(x.value(), [&](std::size_t i) { return std::sin(x.value().values()[i]); });
    return record("sine", std::move(y), {x}, [x](const np_tensor& dy) {
        return std::vector{
            filled_like(dy, [&](std::size_t i) { return dy.values()[i] * std::cos(x.value().values()[i]); })};
    });
}

/// The sum of everything, of shape ().
inline Variable total(const Variable& x) {
    real sum = 0;
    for (const real value : x.value().values()) sum += value;
    return record("total", np_tensor::scalar(sum), {x},
                  [x](const np_tensor& dy) { return std::vector{np_tensor(x.shape(), dy.item())}; });
}

/// x scaled by 1, `length` times in a row.
inline Variable chain(Variable x, std::size_t length) {
    for (std::size_t i = 0; i < length; ++i) x = scaled(x, 1);
    return x;
}

/// x doubled `count` times by x = x + x: 2^count ways lead to x, through count + 1 nodes.
inline Variable doubled(Variable x, std::size_t count, int* calls = nullptr) {
    for (std::size_t i = 0; i < count; ++i) x = added(x, x, calls);
    return x;
}

/// Switches recording on for one test, and back to what it was at its end: a test that fails in between must
/// not decide for the next.
class Recording {
public:
    explicit Recording(bool on = true) : before_(set_grad_enabled(on)) {}
    ~Recording() { set_grad_enabled(before_); }
    Recording(const Recording&) = delete;
    Recording& operator=(const Recording&) = delete;

private:
    bool before_;
};

}  // namespace wb::judge
