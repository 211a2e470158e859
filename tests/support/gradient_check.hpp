/// \file
/// The gradient checker: it compares what backward() says with a numerical derivative, and names the mistake.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "tests/support/array.hpp"
#include "tests/support/matchers.hpp"

namespace wb::judge {

/// An array that the function depends on, and its gradient according to the code under test.
struct GradientInput {
    std::string name;          ///< "W"; the messages call its gradient "dW"
    std::span<double> values;  ///< moved one by one during the check, and put back
    Shape shape;
    Array gradient;
};

/// `gradient_of("W", layer.weight, layer.weight.grad())`
template <HasShapeAndValues T>
GradientInput gradient_of(std::string name, T& array, const ArrayView& gradient) {
    return {std::move(name), array.values(), array.shape(), Array(gradient)};
}

/// An array beside the gradient: the diagnosis looks whether its signs explain a wrong mask.
struct RelatedArray {
    std::string name;
    Array array;
};

/// A function y = f(inputs) and its gradients: dL/d(input) for the loss L = sum(dy * y).
struct GradientProblem {
    /// Evaluates f again, at the present values of the inputs. It must give the same twice: a layer with
    /// random numbers is seeded inside.
    std::function<Array()> forward;

    /// dy, of the shape of y. Take random_array(): ones would hide that backward() forgets dy. For a loss,
    /// whose y is a single number, it is `Array(Shape{}, {1.0})`.
    Array upstream;

    /// Each input and each parameter. None of their axes may have length 1, or the length of another axis: a
    /// mixed-up axis would go unseen.
    std::vector<GradientInput> inputs;

    /// N. 0: the length of the first axis of dy. At least 2, as an average over one sample hides what it
    /// forgets; better 3, as a factor of 2 has another meaning too.
    std::size_t batch = 0;

    /// For functions that let some elements pass: x, y, ...; dy is looked at anyway.
    std::vector<RelatedArray> related = {};

    /// Allows axes of equal length, where a function cannot do without: a square kernel.
    bool allow_equal_axes = false;

    /// The share of entries that may lie on a kink, such as that of ReLU at 0, where there is no derivative.
    double may_be_skipped = 0.2;
};

/// What check_gradients() found.
struct GradientReport {
    std::size_t checked = 0;  ///< entries that were compared
    std::size_t skipped = 0;  ///< entries on a kink
    std::string failure;      ///< what is wrong; empty if all agree

    bool ok() const { return failure.empty(); }
};

/// Compares every entry of every gradient with a central difference,
/// \f$ (L(x + h) - L(x - h)) / 2h \f$ with \f$ h = 10^{-5} \max(1, |x|) \f$.
///
/// Its error is about \f$ h^2 \f$ from the curvature and \f$ \epsilon |L| / h \f$ from rounding, both near
/// 1e-10 for numbers around 1. An entry agrees within 1e-5 of its size, or 1e-6 of the largest entry, plus
/// the rounding error. \throws misuse if the problem cannot tell a right gradient from a wrong one
GradientReport check_gradients(const GradientProblem& problem);

/// See AllAgree().
class AllAgreeMatcher : public ExplainingMatcher<GradientReport> {
    std::string explain(const GradientReport& report) const override { return report.failure; }
};

/// `CHECK_THAT(check_gradients(problem), AllAgree());`
inline AllAgreeMatcher AllAgree() {
    return {};
}

/// \throws misuse unless N >= 2
void require_batch_at_least_2(std::size_t batch);
/// \throws misuse if an axis has length 0 or 1, or if two have the same length
void require_different_axes(const std::string& name, const Shape& shape);

}  // namespace wb::judge
