/// \file
/// Wrong answers that have a name: a test that knows what a mistake gives says which one was made.
#pragma once

#include <exception>
#include <string>
#include <utility>
#include <vector>

#include "common/errors/shape_error.hpp"
#include "tests/support/matchers.hpp"
#include "tests/support/misuse.hpp"

namespace wb::judge {

/// A mistake and the answer that it gives.
struct KnownMistake {
    std::string name;  ///< ends the sentence "This is what comes out if ..."
    Array answer;
};

using KnownMistakes = std::vector<KnownMistake>;

/// The name of the mistake that gives these numbers, as a line of its own; empty if there is none. If several
/// give them, all are named.
/// \throws misuse if a mistake gives the right answer: then the test cannot see it
inline std::string name_of_mistake(const ArrayView& yours, const ArrayView& expected,
                                   const KnownMistakes& mistakes, const Tolerance& tolerance) {
    std::string names;
    for (const KnownMistake& mistake : mistakes) {
        if (explain_difference(mistake.answer, expected, tolerance).empty())
            throw misuse("this test cannot see the mistake \"" + mistake.name + "\"");
        if (!explain_difference(yours, mistake.answer, tolerance).empty()) continue;
        names += (names.empty() ? "" : "; or if ") + mistake.name;
    }
    return names.empty() ? names : "\nThis is what comes out if " + names + ".";
}

/// See IsCloseTo() below.
class CloseToOrKnownMatcher : public ExplainingMatcher<ArrayView> {
public:
    CloseToOrKnownMatcher(Array expected, KnownMistakes mistakes)
        : expected_(std::move(expected)), mistakes_(std::move(mistakes)) {}

private:
    std::string explain(const ArrayView& yours) const override {
        const std::string name = name_of_mistake(yours, expected_, mistakes_, {});
        const std::string difference = explain_difference(yours, expected_, {});
        return difference.empty() ? difference : difference + name;
    }

    Array expected_;
    KnownMistakes mistakes_;
};

/// As IsCloseTo(expected); on failure it also names the mistake whose answer it is.
///
///     CHECK_THAT(softmax(x), IsCloseTo({0.1, 0.9}, KnownMistakes{{"the scores come out as they are", {0,
///     2}}}));
inline CloseToOrKnownMatcher IsCloseTo(Array expected, KnownMistakes mistakes) {
    return {std::move(expected), std::move(mistakes)};
}

/// See Near() below.
class NearOrKnownMatcher : public ExplainingMatcher<double> {
public:
    NearOrKnownMatcher(double expected, KnownMistakes mistakes)
        : expected_(expected), mistakes_(std::move(mistakes)) {}

private:
    std::string explain(const double& yours) const override {
        const std::string name = name_of_mistake(Array{yours}, Array{expected_}, mistakes_, {});
        const std::string difference = explain_difference(yours, expected_, {});
        return difference.empty() ? difference : difference + name;
    }

    double expected_;
    KnownMistakes mistakes_;
};

/// The same for a single number: `Near(0.25, KnownMistakes{{"the gaps cancel", {0}}})`.
inline NearOrKnownMatcher Near(double expected, KnownMistakes mistakes) {
    return {expected, std::move(mistakes)};
}

/// See IsAboutNoShape().
class MissingForwardMatcher : public ExplainingMatcher<std::exception> {
    std::string explain(const std::exception& exception) const override {
        if (dynamic_cast<const shape_error*>(&exception) == nullptr) return "";
        return std::string("a shape_error: but no forward() has run, and so no shape is right.\nIt says: ") +
               exception.what();
    }
};

/// For `CHECK_THROWS_MATCHES(layer.backward(dy), std::logic_error, IsAboutNoShape())`: a shape_error is a
/// std::logic_error too, but it complains about something else.
inline MissingForwardMatcher IsAboutNoShape() {
    return {};
}

}  // namespace wb::judge
