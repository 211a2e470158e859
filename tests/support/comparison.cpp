#include "tests/support/comparison.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "tests/support/misuse.hpp"
#include "tests/support/patterns.hpp"

namespace {

using wb::judge::ArrayView;
using wb::judge::number;

/// What a value that is no number usually comes from; empty for a finite one.
std::string origin_of(double value) {
    if (std::isnan(value))
        return "yours is nan, not a number: was it 0/0, inf - inf, or the logarithm of a negative?";
    if (std::isinf(value))
        return "yours is infinite: was it a division by 0, log(0), or exp of a large number?";
    return "";
}

/// The expected values where yours differ, in order.
std::vector<double> expected_where_wrong(std::span<const double> is, std::span<const double> should) {
    std::vector<double> expected;
    for (std::size_t i = 0; i < is.size(); ++i)
        if (!wb::judge::agree(is[i], should[i], {})) expected.push_back(should[i]);
    return expected;
}

/// Two elements that differ lie on a line whatever the mistake is: a rule shows from three, and not all the
/// same.
bool show_a_rule(std::span<const double> is, std::span<const double> should) {
    const auto expected = expected_where_wrong(is, should);
    return expected.size() >= 3 &&
           std::ranges::any_of(expected, [&](double value) { return value != expected.front(); });
}

/// A few equal numbers, such as counts of 0 and 1, are often the right ones in other places by chance. Only
/// three different values show that values have moved.
bool tell_places_apart(std::span<const double> is, std::span<const double> should) {
    auto moved = expected_where_wrong(is, should);
    std::ranges::sort(moved);
    const auto repeated = std::ranges::unique(moved);
    return moved.size() - repeated.size() >= 3;
}

bool all_equal(std::span<const double> values) {
    return std::ranges::all_of(values, [&](double value) { return value == values.front(); });
}

/// Numbers that are all floats, in place of numbers that are not, and close to them.
bool look_like_floats(std::span<const double> is, std::span<const double> should) {
    const auto is_float = [](double value) {
        return static_cast<double>(static_cast<float>(value)) == value;
    };
    return wb::judge::look_equal(is, should) && std::ranges::all_of(is, is_float) &&
           !std::ranges::all_of(should, is_float);
}

/// Whether yours are the expected without the digits after the point.
bool look_cut_off(std::span<const double> is, std::span<const double> should) {
    bool differs = false;
    for (std::size_t i = 0; i < is.size(); ++i) {
        if (is[i] != std::trunc(should[i])) return false;
        differs = differs || is[i] != should[i];
    }
    return differs;
}

constexpr const char* cut_off =
    "Yours is the expected without the digits after the point: is a whole number divided by a whole number "
    "(1 / 2 is 0), or the result kept in a whole number?";
constexpr const char* single_precision =
    "Yours has the precision of a float: is one used where a double is needed?";

/// The likely mistake, if the array as a whole gives it away.
std::string likely_mistake(const ArrayView& yours, const ArrayView& expected) {
    const auto is = yours.values(), should = expected.values();
    if (look_like_floats(is, should)) return single_precision;
    if (is.size() < 2) return "";
    if (look_cut_off(is, should)) return cut_off;
    if (wb::judge::look_equal(is, should))
        return "Very close: is a constant rounded somewhere, or a small number added that does not belong "
               "there?";
    if (wb::judge::all_zero(is)) return "All of yours are zero.";
    if (is.size() > 2 && all_equal(is) && !all_equal(should))
        return "All of yours are " + number(is[0]) + ".";
    const bool has_rule = show_a_rule(is, should);
    if (const auto ratio = wb::judge::constant_ratio(is, should); ratio && has_rule) {
        if (std::abs(*ratio + 1) < 1e-4) return "Yours has the opposite sign everywhere.";
        return "Yours is " + number(*ratio, 4) + " times the expected, everywhere: look for a factor.";
    }
    if (expected.shape().size() >= 2 &&
        wb::judge::look_equal(is, wb::judge::rows_and_columns_swapped(expected).values()))
        return "Yours is the transpose of the expected: rows and columns are swapped.";
    if (wb::judge::look_equal(wb::judge::reversed(is), should))
        return "Yours holds the expected values in reverse order.";
    std::vector<double> difference(is.begin(), is.end());
    for (std::size_t i = 0; i < difference.size(); ++i) difference[i] -= should[i];
    const std::vector<double> constant(difference.size(), difference.front());
    if (has_rule && wb::judge::look_equal(difference, constant))
        return "Yours is the expected plus " + number(difference.front(), 4) + ", everywhere.";
    std::vector<double> is_sorted(is.begin(), is.end()), should_sorted(should.begin(), should.end());
    std::ranges::sort(is_sorted);
    std::ranges::sort(should_sorted);
    if (wb::judge::look_equal(is_sorted, should_sorted) && tell_places_apart(is, should))
        return "Yours holds the right values in the wrong places: look at how the indices are computed.";
    return "";
}

/// The same mistake, when it shows in the shape already.
std::string likely_mistake_of_shape(const ArrayView& yours, const ArrayView& expected) {
    if (wb::judge::reversed(yours.shape()) != expected.shape() ||
        !wb::judge::look_equal(wb::judge::transposed(yours).values(), expected.values()))
        return "";
    return "\nThe values are right: it is exactly the transpose.";
}

/// One row of an image, a character for each pixel.
std::string row_of_image(std::span<const double> pixels, double low, double high) {
    constexpr std::string_view grays = " .:-=+*#%@";
    std::string row;
    for (const double pixel : pixels) {
        if (!std::isfinite(pixel)) {
            row += '?';
            continue;
        }
        const double gray = high > low ? std::clamp((pixel - low) / (high - low), 0.0, 1.0) : 0.0;
        row += grays[static_cast<std::size_t>(std::lround(gray * static_cast<double>(grays.size() - 1)))];
    }
    return row;
}

/// The expected image beside yours. Each line starts with a blank, so that it is not wrapped.
std::string draw_images(const ArrayView& yours, const ArrayView& expected) {
    const std::size_t height = expected.shape()[0], width = expected.shape()[1];
    const auto [low, high] = std::ranges::minmax(expected.values());
    std::string picture = " expected" + std::string(width > 6 ? width - 6 : 1, ' ') + "   yours";
    for (std::size_t y = 0; y < height; ++y)
        picture += "\n |" + row_of_image(expected.values().subspan(y * width, width), low, high) + "|   |" +
                   row_of_image(yours.values().subspan(y * width, width), low, high) + "|";
    return picture;
}

void require_drawable(const wb::Shape& shape) {
    const auto fits = [](std::size_t side) { return side >= 4 && side <= 28; };
    if (shape.size() != 2 || !fits(shape[0]) || !fits(shape[1]))
        throw wb::judge::misuse("only an image of 4x4 to 28x28 pixels can be drawn, not one of shape " +
                                wb::to_string(shape));
}

}  // namespace

bool wb::judge::agree(double yours, double expected, const Tolerance& tolerance) {
    if (yours == expected) return true;
    const double difference = std::abs(yours - expected);
    if (!std::isfinite(difference)) return false;
    return difference <= tolerance.absolute ||
           difference <= tolerance.relative * std::max(std::abs(yours), std::abs(expected));
}

std::string wb::judge::explain_shape(const Shape& yours, const Shape& expected) {
    if (yours == expected) return "";
    std::string text = "expected shape " + to_string(expected) + ", yours is " + to_string(yours) + ".";
    if (yours.size() > 1 && yours == reversed(expected)) return text + " Is it the transpose?";
    if (count_elements(expected) == 0) return text;  // without elements, no more can be told
    if (yours.size() != expected.size() && count_elements(yours) == count_elements(expected))
        return text + " The number of elements is right: does it only need a reshape, or an axis less?";
    if (count_elements(yours) == count_elements(expected))
        return text + " The number of elements is right: are the axes in the wrong order?";
    if (count_elements(yours) == 0) return text + " Was the result ever made?";
    return text;
}

std::string wb::judge::explain_difference(double yours, double expected, const Tolerance& tolerance) {
    if (agree(yours, expected, tolerance)) return "";
    const auto [should, is] = number_pair(expected, yours);
    std::string text = "expected " + should + ", yours " + is;
    if (!std::isfinite(yours)) return text + "\n" + origin_of(yours);
    if (yours != 0 && yours == -expected) return text + ": the sign is wrong";
    if (look_like_floats({&yours, 1}, {&expected, 1})) return text + "\n" + single_precision;
    return text;
}

std::string wb::judge::explain_difference(const ArrayView& yours, const ArrayView& expected,
                                          const Tolerance& tolerance, bool as_image) {
    if (as_image) require_drawable(expected.shape());
    if (const std::string text = explain_shape(yours.shape(), expected.shape()); !text.empty())
        return text + likely_mistake_of_shape(yours, expected);

    const auto is = yours.values(), should = expected.values();
    std::size_t wrong = 0, first = 0, worst = 0;
    double worst_error = -1;
    bool has_non_finite = false;
    for (std::size_t i = 0; i < is.size(); ++i) {
        if (agree(is[i], should[i], tolerance)) continue;
        if (wrong++ == 0) first = i;
        // The first value that is no number is more telling than any difference.
        const double error = std::abs(is[i] - should[i]);
        if (!std::isfinite(is[i]) && !has_non_finite) {
            has_non_finite = true;
            worst = i;
        } else if (!has_non_finite && !(error <= worst_error)) {
            worst = i;
            worst_error = error;
        }
    }
    if (wrong == 0) return "";

    const auto element = [&](std::size_t i) {
        const auto [right, own] = number_pair(should[i], is[i]);
        return "at " + position(expected.shape(), i) + ": expected " + right + ", yours " + own;
    };
    std::string text = element(first);
    if (worst != first) text += has_non_finite ? "\n" + element(worst) : "\nworst " + element(worst);
    text += "\n" + std::to_string(wrong) + " of " + std::to_string(is.size()) + " elements differ.";
    if (has_non_finite)
        text += "\n" + origin_of(is[worst]);
    else if (const std::string mistake = likely_mistake(yours, expected); !mistake.empty())
        text += "\n" + mistake;
    if (as_image) text += "\n" + draw_images(yours, expected);
    return text;
}
