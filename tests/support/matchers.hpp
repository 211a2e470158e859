/// \file
/// Matchers for CHECK_THAT: on failure they say where, by how much, and what the mistake may be.
#pragma once

#include <concepts>
#include <exception>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "common/errors/data_error.hpp"
#include "common/shape.hpp"
#include "tests/support/array.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/comparison.hpp"
#include "tests/support/explanation.hpp"

namespace wb::judge {

/// A matcher whose match() finds the words that describe() says.
template <class T>
class ExplainingMatcher : public CatchMatcher<T> {
public:
    bool match(const T& yours) const final {
        explanation_ = explain(yours);
        return explanation_.empty();
    }

protected:
    /// Why it does not match; empty if it does.
    virtual std::string explain(const T& yours) const = 0;
    std::string describe() const final { return as_explanation(explanation_); }

private:
    mutable std::string explanation_;
};

/// See IsCloseTo().
class CloseToMatcher : public ExplainingMatcher<ArrayView> {
public:
    CloseToMatcher(Array expected, Tolerance tolerance)
        : expected_(std::move(expected)), tolerance_(tolerance) {}

    /// On failure, also draws the two as images of characters side by side. The shape must be (H, W), each
    /// from 4 to 28.
    CloseToMatcher& as_image() {
        as_image_ = true;
        return *this;
    }

private:
    std::string explain(const ArrayView& yours) const override {
        return explain_difference(yours, expected_, tolerance_, as_image_);
    }

    Array expected_;
    Tolerance tolerance_;
    bool as_image_ = false;
};

/// The shapes are equal, and each element is within `relative` of the expected, or within `absolute`.
///
///     CHECK_THAT(wb::softmax(x), IsCloseTo({{0.5, 0.5}, {0.25, 0.75}}));
inline CloseToMatcher IsCloseTo(Array expected, double relative = 1e-6, double absolute = 1e-9) {
    return {std::move(expected), {relative, absolute}};
}

/// See Near().
class NearMatcher : public ExplainingMatcher<double> {
public:
    NearMatcher(double expected, Tolerance tolerance) : expected_(expected), tolerance_(tolerance) {}

private:
    std::string explain(const double& yours) const override {
        return explain_difference(yours, expected_, tolerance_);
    }

    double expected_;
    Tolerance tolerance_;
};

/// The same for a single number: `CHECK_THAT(loss, Near(std::log(10.0)))`.
inline NearMatcher Near(double expected, double relative = 1e-6, double absolute = 1e-9) {
    return {expected, {relative, absolute}};
}

/// See HasShape().
class ShapeMatcher : public ExplainingMatcher<ArrayView> {
public:
    explicit ShapeMatcher(Shape expected) : expected_(std::move(expected)) {}

private:
    std::string explain(const ArrayView& yours) const override {
        return explain_shape(yours.shape(), expected_);
    }

    Shape expected_;
};

/// `CHECK_THAT(y, HasShape({3, 4}))`
inline ShapeMatcher HasShape(Shape expected) {
    return ShapeMatcher(std::move(expected));
}

/// Something that the message of an exception has to name: a number, a shape, or a word that the contract
/// gives.
class Named {
public:
    template <std::integral T>
    Named(T number) : text_(std::to_string(number)), kind_(Kind::number) {}     // NOLINT: implicit
    Named(const Shape& shape) : text_(to_string(shape)), kind_(Kind::shape) {}  // NOLINT: implicit
    Named(std::string word) : text_(std::move(word)), kind_(Kind::word) {}      // NOLINT: implicit
    Named(const char* word) : Named(std::string(word)) {}                       // NOLINT: implicit

    /// Whether a text names it. A number must be there as a number: 3 is not in "13", and not in "3.5". A
    /// shape may be written in any way: (2, 3), {2,3} and 2x3 are one shape. Of words, upper and lower case
    /// are the same.
    bool is_in(const std::string& text) const;
    /// "3", "(2, 3)" or "\"std\"", for messages.
    std::string text() const { return kind_ == Kind::word ? '"' + text_ + '"' : text_; }

private:
    enum class Kind { number, shape, word };
    std::string text_;
    Kind kind_;
};

/// See MessageNames() and MessageHas().
class MessageMatcher : public ExplainingMatcher<std::exception> {
public:
    explicit MessageMatcher(std::vector<Named> named) : named_(std::move(named)) {}

private:
    std::string explain(const std::exception& exception) const override;

    std::vector<Named> named_;
};

/// For what a student's code throws: the message names these values, in whichever words. Ask for nothing that
/// neither the contract nor the stub asks for, and never for a phrase.
///
///     CHECK_THROWS_MATCHES(wb::count_correct(scores, labels), std::invalid_argument, MessageNames(12, 13));
template <class... Values>
MessageMatcher MessageNames(const Values&... values) {
    return MessageMatcher({Named(values)...});
}

/// For what given code throws: the message holds all these words; upper and lower case are the same.
template <class... Words>
MessageMatcher MessageHas(const Words&... words) {
    return MessageMatcher({Named(std::string(words))...});
}

/// See IsDataError().
class DataErrorMatcher : public ExplainingMatcher<data_error> {
public:
    DataErrorMatcher(std::string field, std::string file, std::vector<Named> named)
        : field_(std::move(field)), file_(std::move(file)), named_(std::move(named)) {}

private:
    std::string explain(const data_error& error) const override;

    std::string field_, file_;
    std::vector<Named> named_;
};

/// The error is of this field and this file, is complete, and names these values in what was expected, what
/// was found, or the hint. (Not in the name of the file, which a test has chosen.)
///
///     CHECK_THROWS_MATCHES(wb::load_labels(file), wb::data_error, IsDataError("label 1", file, 10));
template <class... Values>
DataErrorMatcher IsDataError(std::string field, const std::filesystem::path& file, const Values&... values) {
    return {std::move(field), file.string(), {Named(values)...}};
}

/// See IsNoShapeError().
class NoShapeErrorMatcher : public ExplainingMatcher<std::logic_error> {
    std::string explain(const std::logic_error& error) const override;
};

/// For a backward() without a forward(). A shape_error is a std::logic_error too, and one that comes by
/// chance, of an empty array that does not fit, is no answer.
inline NoShapeErrorMatcher IsNoShapeError() {
    return {};
}

}  // namespace wb::judge
