/// \file
/// Matchers for CHECK_THAT: on failure they say where, by how much, and what the mistake may be.
#pragma once

#include <exception>
#include <string>
#include <vector>

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

/// See MessageHas().
class MessageMatcher : public ExplainingMatcher<std::exception> {
public:
    explicit MessageMatcher(std::vector<std::string> words) : words_(std::move(words)) {}

private:
    std::string explain(const std::exception& exception) const override;

    std::vector<std::string> words_;
};

/// The message of an exception holds all these words; upper and lower case are the same.
///
///     CHECK_THROWS_MATCHES(wb::parse_idx_header(bytes), wb::data_error, MessageHas("magic", "2051"));
template <class... Words>
MessageMatcher MessageHas(const Words&... words) {
    return MessageMatcher({std::string(words)...});
}

}  // namespace wb::judge
