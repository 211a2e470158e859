#include "tests/support/gradient_diagnosis.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include "tests/support/comparison.hpp"
#include "tests/support/patterns.hpp"

namespace {

using wb::judge::look_equal;
using wb::judge::number;
using wb::judge::WrongGradient;

bool is_near(double value, double target) {
    return std::abs(value - target) < 1e-3 * std::abs(target);
}

/// What a factor between yours and the right gradient means; without its sign.
std::string meaning_of_factor(double factor, const WrongGradient& gradient) {
    const auto n = static_cast<double>(gradient.batch);
    const std::string batch = "N = " + std::to_string(gradient.batch);
    const std::string twice = "is it added up twice (+= onto a gradient that was not zeroed)?";
    if (is_near(factor, n)) {
        const std::string average = "the average over the batch is missing: divide by N, once";
        return "N times the numerical one (" + batch + "): " + average +
               (is_near(n, 2) ? "; or " + twice : "");
    }
    if (is_near(factor, 1 / n))
        return "1/N of the numerical one (" + batch +
               "): it is averaged over the batch once too often. The loss divides by N already, a layer does "
               "not";
    if (is_near(factor, n * n) || is_near(factor, 1 / (n * n)))
        return number(factor, 4) + " times the numerical one, N or 1/N squared (" + batch + ")";
    if (is_near(factor, 2)) return "2 times the numerical one: " + twice;
    if (is_near(factor, 0.5))
        return "half of the numerical one: is the factor 2 of a derivative missing, or is there a factor 1/2 "
               "too many?";

    const auto names_axis = [&](const wb::Shape& shape,
                                const std::string& name) -> std::optional<std::string> {
        for (std::size_t axis = 0; axis < shape.size(); ++axis) {
            const auto length = static_cast<double>(shape[axis]);
            if (!is_near(factor, length) && !is_near(factor, 1 / length)) continue;
            return number(factor, 4) + " times the numerical one; axis " + std::to_string(axis) + " of " +
                   name + " has length " + std::to_string(shape[axis]) +
                   ": is there an average too many or too few over it?";
        }
        return std::nullopt;
    };
    if (const auto axis = names_axis(gradient.problem.upstream.shape(), "dy")) return *axis;
    if (const auto axis = names_axis(gradient.input.shape, gradient.input.name)) return *axis;
    return number(factor, 4) + " times the numerical one: look for a factor too many or too few";
}

std::string wrong_factor(const WrongGradient& gradient) {
    const auto ratio = wb::judge::constant_ratio(gradient.yours, gradient.numerical);
    if (!ratio || is_near(*ratio, 1)) return "";
    if (is_near(*ratio, -1)) return "Every entry has the wrong sign.";
    const std::string factor = "Every entry is " + meaning_of_factor(std::abs(*ratio), gradient);
    return factor + (*ratio < 0 ? ". The sign is wrong too." : factor.ends_with('?') ? "" : ".");
}

std::string never_written(const WrongGradient& gradient) {
    if (!wb::judge::all_zero(gradient.yours)) return "";
    return "Every entry is zero: it was never written. Is it computed, and kept where it belongs?";
}

std::string upstream_ignored(const WrongGradient& gradient) {
    // For a function whose y is a single number, dy is 1 anyway.
    if (look_equal(gradient.of_plain_sum, gradient.numerical)) return "";
    const auto ratio = wb::judge::constant_ratio(gradient.yours, gradient.of_plain_sum);
    if (!ratio) return "";
    // A plain sum has the same gradient for every bias, and any constant is a multiple of that.
    const std::vector<double> constant(gradient.of_plain_sum.size(), gradient.of_plain_sum.front());
    if (look_equal(gradient.of_plain_sum, constant) && !is_near(*ratio, 1)) return "";
    return "The upstream gradient dy is ignored: yours would be right if dy were " + number(*ratio, 4) +
           " everywhere. Multiply by dy (the chain rule).";
}

std::string passed_on_unchanged(const WrongGradient& gradient) {
    const auto& dy = gradient.problem.upstream;
    if (dy.shape() != gradient.input.shape || !look_equal(gradient.yours, dy.values())) return "";
    return "Yours is the upstream gradient dy, unchanged: the derivative of the function itself (a mask, a "
           "factor) "
           "is missing.";
}

std::string transposed_gradient(const WrongGradient& gradient) {
    const wb::Shape& shape = gradient.input.shape;
    if (shape.size() < 2 || wb::judge::reversed(shape) != shape) return "";
    const auto transpose = wb::judge::transposed(wb::judge::ArrayView(shape, gradient.yours));
    return look_equal(transpose.values(), gradient.numerical)
               ? "Yours is the transpose of the right gradient."
               : "";
}

std::string flipped_kernel(const WrongGradient& gradient) {
    const wb::Shape& shape = gradient.input.shape;
    if (shape.size() < 3) return "";
    const auto turned = wb::judge::rotated_half_a_turn(wb::judge::ArrayView(shape, gradient.yours));
    if (!look_equal(turned.values(), gradient.numerical)) return "";
    return "The last two axes are turned by 180 degrees: the filter is flipped. Forward does not flip the "
           "filter, so its gradient is not flipped either.";
}

std::string one_sample_only(const WrongGradient& gradient) {
    if (gradient.of_last.empty()) return "";
    if (look_equal(gradient.yours, gradient.of_last))
        return "Only the last sample of the batch counts: is there a = where the loop over the batch needs "
               "+=?";
    if (look_equal(gradient.yours, gradient.of_first))
        return "Only the first sample of the batch counts: sum over all N of them.";
    return "";
}

using Mask = std::vector<bool>;

Mask positive(std::span<const double> values) {
    Mask mask;
    for (const double value : values) mask.push_back(value > 0);
    return mask;
}

Mask non_zero(std::span<const double> values) {
    double largest = 0;
    for (const double value : values) largest = std::max(largest, std::abs(value));
    Mask mask;
    for (const double value : values) mask.push_back(std::abs(value) > 1e-6 * largest);
    return mask;
}

std::string wrong_mask(const WrongGradient& gradient) {
    const Mask yours = non_zero(gradient.yours), right = non_zero(gradient.numerical);
    const bool masks = std::ranges::find(right, false) != right.end();
    if (yours == right || !masks) return "";

    std::vector<wb::judge::RelatedArray> related = gradient.problem.related;
    related.push_back({"dy", gradient.problem.upstream});
    related.push_back({gradient.input.name,
                       {gradient.input.shape, {gradient.input.values.begin(), gradient.input.values.end()}}});
    std::string of_yours, of_right;
    for (const auto& [name, array] : related) {
        if (array.values().size() != yours.size()) continue;
        const Mask mask = positive(array.values());
        Mask opposite = mask;
        opposite.flip();
        if (mask == right && opposite == yours)
            return "The mask is the wrong way round: pass dy on where " + name +
                   " is positive, and not elsewhere.";
        if (mask == yours && of_yours.empty()) of_yours = name;
        if (mask == right && of_right.empty()) of_right = name;
    }
    if (of_yours.empty()) return "";
    return "The mask comes from the wrong array: yours is non-zero just where " + of_yours + " is positive" +
           (of_right.empty() ? "." : ", but it should be where " + of_right + " is.");
}

/// Whether an element lies at the rim of the last two axes.
bool at_border(const wb::Shape& shape, std::size_t element) {
    const std::size_t width = shape.back(), height = shape[shape.size() - 2];
    const std::size_t x = element % width, y = element / width % height;
    return x == 0 || y == 0 || x + 1 == width || y + 1 == height;
}

std::string only_at_the_border(const WrongGradient& gradient) {
    const wb::Shape& shape = gradient.input.shape;
    if (shape.size() < 3 || shape.back() < 3 || shape[shape.size() - 2] < 3) return "";
    for (std::size_t i = 0; i < gradient.yours.size(); ++i)
        if (gradient.is_wrong[i] && !at_border(shape, i)) return "";
    return "Only entries at the border of the image are wrong: look at the padding.";
}

std::string wrong_sum_of_bias(const WrongGradient& gradient) {
    if (gradient.input.shape.size() != 1) return "";
    return "Is it summed over every axis of dy except its own, including the batch, and not divided?";
}

}  // namespace

std::string wb::judge::diagnose(const WrongGradient& gradient) {
    for (const auto suspect :
         {never_written, wrong_factor, upstream_ignored, passed_on_unchanged, transposed_gradient,
          flipped_kernel, one_sample_only, wrong_mask, only_at_the_border, wrong_sum_of_bias})
        if (std::string mistake = suspect(gradient); !mistake.empty()) return mistake;
    return "";
}

std::string wb::judge::diagnose_shape(const Array& yours, const Array& numerical, std::size_t batch) {
    if (yours.values().empty()) return "Was the gradient ever set?";
    if (reversed(yours.shape()) == numerical.shape() &&
        look_equal(transposed(yours).values(), numerical.values()))
        return "Its values are those of the transpose.";
    for (std::size_t axis = 0; axis < yours.shape().size(); ++axis) {
        const Array sum = summed(yours, axis);
        if (sum.shape() == numerical.shape() && look_equal(sum.values(), numerical.values()))
            return "Sum it over axis " + std::to_string(axis) +
                   (yours.shape()[axis] == batch ? ", the batch, and it is right." : ", and it is right.");
    }
    if (look_equal(yours.values(), numerical.values())) return "The values are right: only the shape is not.";
    if (yours.shape().size() == 1 && numerical.shape().size() == 1)
        return "It is summed over the wrong axis" +
               std::string(yours.shape()[0] == batch ? ": an entry for each sample is left." : ".");
    return "A gradient has the shape of the array that it belongs to.";
}
