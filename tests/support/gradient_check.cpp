#include "tests/support/gradient_check.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "tests/support/comparison.hpp"
#include "tests/support/gradient_diagnosis.hpp"
#include "tests/support/misuse.hpp"

namespace {

using wb::judge::Array;
using wb::judge::GradientInput;
using wb::judge::GradientProblem;
using wb::judge::GradientReport;
using wb::judge::number;

constexpr double step = 1e-5;

/// The derivative of the loss, and of what a wrong backward() may take for it, by one entry of an input.
struct Derivative {
    double central = 0;  ///< of sum(dy * y)
    double forward_difference = 0;
    double backward_difference = 0;
    double of_plain_sum = 0;           ///< of sum(y)
    double of_first = 0, of_last = 0;  ///< of the first and the last sample
    double rounding = 0;               ///< the size of its rounding error

    /// How far the slopes on both sides are apart: the curvature times h, or the size of a kink.
    double bend() const { return std::abs(forward_difference - backward_difference); }
};

/// The numerical derivatives of a problem.
class Differentiator {
public:
    Differentiator(const GradientProblem& problem, std::size_t batch, Array output)
        : problem_(problem), output_(std::move(output)) {
        const wb::Shape& shape = output_.shape();
        sample_size_ = !shape.empty() && shape[0] == batch ? output_.values().size() / batch : 0;
        const std::span<const double> y = output_.values(), dy = problem_.upstream.values();
        for (std::size_t i = 0; i < y.size(); ++i) loss_size_ += std::abs(dy[i] * y[i]);
    }

    bool has_batch_axis() const { return sample_size_ > 0; }

    /// \param x  an entry of an input; it is moved by a multiple of h, and put back
    Derivative at(double& x, double scale) const {
        const PutBack put_back{x, x};
        const double h = step * scale * std::max(1.0, std::abs(put_back.value));
        x = put_back.value + h;
        const double above = x;
        const Array plus = problem_.forward();
        x = put_back.value - h;
        const double below = x;
        const Array minus = problem_.forward();
        require_same_shape(plus);
        require_same_shape(minus);
        return contract(plus, minus, above - put_back.value, put_back.value - below);
    }

private:
    /// forward() may throw, and the entry must still be put back.
    struct PutBack {
        double& entry;
        double value;
        ~PutBack() { entry = value; }
    };

    void require_same_shape(const Array& y) const {
        if (y.shape() != output_.shape())
            throw std::runtime_error("forward() gave shape " + wb::to_string(output_.shape()) + " and then " +
                                     wb::to_string(y.shape()) + " for inputs of the same shape");
    }

    Derivative contract(const Array& plus, const Array& minus, double up, double down) const {
        Derivative d;
        const std::span<const double> y = output_.values(), dy = problem_.upstream.values();
        for (std::size_t i = 0; i < y.size(); ++i) {
            const double slope = (plus.values()[i] - minus.values()[i]) / (up + down);
            d.central += dy[i] * slope;
            d.of_plain_sum += slope;
            d.forward_difference += dy[i] * (plus.values()[i] - y[i]) / up;
            d.backward_difference += dy[i] * (y[i] - minus.values()[i]) / down;
            if (i < sample_size_) d.of_first += dy[i] * slope;
            if (i + sample_size_ >= y.size()) d.of_last += dy[i] * slope;
        }
        // A few roundings in each y, magnified by the division by the step.
        constexpr double roundings = 8;
        d.rounding =
            roundings * std::numeric_limits<double>::epsilon() * std::max(loss_size_, 1.0) / (up + down);
        return d;
    }

    const GradientProblem& problem_;
    Array output_;
    std::size_t sample_size_ = 0;  ///< elements of y that belong to one sample; 0 without a batch axis
    double loss_size_ = 0;
};

bool entries_agree(double yours, const Derivative& d, double largest) {
    return std::abs(yours - d.central) <=
           1e-5 * std::max(std::abs(yours), std::abs(d.central)) + 1e-6 * largest + d.rounding;
}

/// Where yours disagrees: whether a kink of the function makes the comparison meaningless. Otherwise `d` is
/// made better by a smaller step.
///
/// With a tenth of the step, the bend of a curve shrinks to a tenth; that of a kink stays, or is gone
/// altogether if the kink is no longer between x - h and x + h.
bool is_kink(double& x, const Differentiator& differentiate, Derivative& d) {
    const double slope = std::max(std::abs(d.forward_difference), std::abs(d.backward_difference));
    if (d.bend() <= 1e-4 * slope + 4 * d.rounding) return false;
    const Derivative finer = differentiate.at(x, 0.1);
    if (finer.bend() > 0.15 * d.bend() + 4 * finer.rounding) return true;
    d = finer;
    return false;
}

std::string gradient_name(const GradientInput& input) {
    return "d" + input.name;
}

/// The first entry that is not a finite number; empty if all are.
std::string non_finite_entry(const GradientInput& input) {
    const auto values = input.gradient.values();
    for (std::size_t i = 0; i < values.size(); ++i)
        if (!std::isfinite(values[i]))
            return gradient_name(input) + wb::judge::position(input.shape, i) + " is " + number(values[i]) +
                   ": was something divided by 0, or the logarithm of 0 taken?";
    return "";
}

/// Checks one input. \return what is wrong with its gradient; empty if nothing is
std::string check_input(const GradientProblem& problem, const GradientInput& input, std::size_t batch,
                        const Differentiator& differentiate, GradientReport& report) {
    std::vector<Derivative> derivatives;
    double largest = 0;
    for (double& x : input.values) {
        derivatives.push_back(differentiate.at(x, 1));
        largest = std::max(largest, std::abs(derivatives.back().central));
    }
    std::vector<double> numerical;
    numerical.reserve(derivatives.size());
    for (const Derivative& d : derivatives) numerical.push_back(d.central);

    const std::string name = gradient_name(input);
    if (input.gradient.shape() != input.shape)
        return name + ": expected shape " + wb::to_string(input.shape) + ", that of " + input.name +
               ", yours is " + wb::to_string(input.gradient.shape()) + ". " +
               wb::judge::diagnose_shape(input.gradient, {input.shape, numerical}, batch);
    if (std::string text = non_finite_entry(input); !text.empty()) return text;

    wb::judge::WrongGradient wrong{problem, input, batch, {}, {}, {}, {}, {}, {}};
    const auto yours = input.gradient.values();
    std::size_t count = 0, skipped = 0, worst = 0;
    double worst_error = -1;
    for (std::size_t i = 0; i < derivatives.size(); ++i) {
        Derivative& d = derivatives[i];
        bool agrees = entries_agree(yours[i], d, largest);
        bool skip = false;
        if (!agrees) {
            skip = is_kink(input.values[i], differentiate, d);
            agrees = skip || entries_agree(yours[i], d, largest);
        }
        skipped += skip ? 1 : 0;
        // On a kink any slope between the two sides is as good as yours.
        wrong.yours.push_back(skip ? d.central : yours[i]);
        wrong.numerical.push_back(d.central);
        wrong.of_plain_sum.push_back(d.of_plain_sum);
        if (differentiate.has_batch_axis()) {
            wrong.of_first.push_back(d.of_first);
            wrong.of_last.push_back(d.of_last);
        }
        wrong.is_wrong.push_back(!agrees);
        const double error = std::abs(yours[i] - d.central);
        if (agrees) continue;
        ++count;
        if (error > worst_error) {
            worst = i;
            worst_error = error;
        }
    }
    const std::size_t size = derivatives.size();
    report.skipped += skipped;
    report.checked += size - skipped;
    if (static_cast<double>(skipped) > problem.may_be_skipped * static_cast<double>(size))
        return std::to_string(skipped) + " of " + std::to_string(size) + " entries of " + input.name +
               " lie on a kink or a jump of the function, where it has no derivative to compare with. Does "
               "forward "
               "round, or compare with == ?";
    if (count == 0) return "";

    const auto [own, right] = wb::judge::number_pair(yours[worst], numerical[worst]);
    const double relative = worst_error / std::max(std::abs(yours[worst]), std::abs(numerical[worst]));
    std::string text = name + ": " + std::to_string(count) + " of " + std::to_string(size) +
                       " entries are wrong, the worst at " + wb::judge::position(input.shape, worst) +
                       ": yours " + own + ", numerical " + right + " (relative error " + number(relative, 2) +
                       ").";
    if (const std::string mistake = wb::judge::diagnose(wrong); !mistake.empty()) text += "\n" + mistake;
    return text;
}

void require_sound(const GradientProblem& problem, std::size_t batch) {
    if (!problem.forward) throw wb::judge::misuse("check_gradients: there is no forward function");
    if (problem.inputs.empty()) throw wb::judge::misuse("check_gradients: there is no input to check");
    wb::judge::require_batch_at_least_2(batch);
    for (const GradientInput& input : problem.inputs) {
        if (input.values.size() != wb::count_elements(input.shape))
            throw wb::judge::misuse("check_gradients: the shape of " + input.name +
                                    " does not fit its values");
        if (!problem.allow_equal_axes) wb::judge::require_different_axes(input.name, input.shape);
    }
    if (!problem.allow_equal_axes) wb::judge::require_different_axes("dy", problem.upstream.shape());
    const auto dy = problem.upstream.values();
    if (dy.size() > 1 && std::ranges::count(dy, dy[0]) == static_cast<std::ptrdiff_t>(dy.size()))
        throw wb::judge::misuse("check_gradients: dy is the same everywhere; take random_array()");
}

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

}  // namespace

void wb::judge::require_batch_at_least_2(std::size_t batch) {
    if (batch < 2)
        throw misuse("check_gradients: a batch of " + std::to_string(batch) +
                     " cannot show whether the average over the batch is right; take 3 samples");
}

void wb::judge::require_different_axes(const std::string& name, const Shape& shape) {
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
        const auto rest = shape.begin() + static_cast<std::ptrdiff_t>(axis) + 1;
        if (shape[axis] < 2 || std::find(rest, shape.end(), shape[axis]) != shape.end())
            throw misuse("check_gradients: " + name + " has shape " + to_string(shape) +
                         "; axes of length 1 or of equal length hide mixed-up axes (see allow_equal_axes)");
    }
}

wb::judge::GradientReport wb::judge::check_gradients(const GradientProblem& problem) {
    const Shape& dy = problem.upstream.shape();
    const std::size_t batch = problem.batch > 0 || dy.empty() ? problem.batch : dy[0];
    require_sound(problem, batch);

    GradientReport report;
    const Array output = problem.forward(), again = problem.forward();
    if (output.shape() != dy) {
        report.failure = "forward: " + explain_shape(output.shape(), dy);
        return report;
    }
    for (std::size_t i = 0; i < output.values().size(); ++i) {
        const double y = output.values()[i];
        if (!std::isfinite(y)) {
            report.failure = "forward gave " + number(y) + " at " + position(dy, i) +
                             ": make sure that forward is right first.";
            return report;
        }
        if (y != again.values()[i]) {
            report.failure =
                "forward gave two different results for the same input: does it change its input, or keep "
                "something from an earlier call?";
            return report;
        }
    }

    const Differentiator differentiate(problem, batch, output);
    std::vector<std::string> right;
    for (const GradientInput& input : problem.inputs) {
        const std::string text = check_input(problem, input, batch, differentiate, report);
        if (text.empty())
            right.push_back(gradient_name(input));
        else
            report.failure += (report.failure.empty() ? "" : "\n") + text;
    }
    if (!report.ok() && !right.empty()) report.failure += "\nRight: " + joined(right) + ".";
    if (report.ok() && report.checked == 0) report.failure = "no entry of any gradient was checked";
    return report;
}
