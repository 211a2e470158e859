#include "tests/support/reporter.hpp"

#include <cstdlib>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#define WORKBOOK_CATCH_REPORTER
#include "tests/support/catch.hpp"
#include "tests/support/examination.hpp"
#include "tests/support/explanation.hpp"
#include "tests/support/last_words.hpp"

namespace {

wb::judge::Examination* listener = nullptr;

/// The exception that Catch2 has just caught: it hands on the text of an exception, but not its type.
std::optional<wb::judge::Thrown> last_thrown;

/// The tag without brackets; it is a std::string in Catch2 2, and holds one in Catch2 3.
std::string text_of(const auto& tag) {
    if constexpr (requires { tag.original; })
        return std::string(tag.original);
    else
        return tag;
}

std::string trimmed(const std::string& text) {
    const auto first = text.find_first_not_of(" \n");
    if (first == std::string::npos) return "";
    return text.substr(first, text.find_last_not_of(" \n") - first + 1);
}

/// Of CHECK_FALSE( x ) Catch2 has the text "!(x)", and "!true" for its value: what remains is "x", and
/// "true".
std::string without_negation(std::string text) {
    if (!text.starts_with('!')) return text;
    const bool in_parentheses = text.starts_with("!(") && text.ends_with(')');
    return in_parentheses ? text.substr(2, text.size() - 3) : text.substr(1);
}

bool is_negated(const Catch::AssertionResult& result) {
    return std::string(result.getTestMacroName()).ends_with("_FALSE");
}

/// The assertion as the test's author wrote it; empty for an exception outside any assertion.
std::string written(const Catch::AssertionResult& result) {
    std::string expression = result.getExpression();
    if (is_negated(result)) expression = without_negation(expression);
    if (expression.empty() || expression.front() == '{') return "";
    return std::string(result.getTestMacroName()) + "( " + expression + " )";
}

/// Why an assertion failed, in the words of the matcher if it has any.
std::string explained(const Catch::AssertionResult& result) {
    if (result.getResultType() == Catch::ResultWas::DidntThrowException)
        return "nothing was thrown, but it should have been: " + written(result);
    if (!result.hasExpression()) return std::string(result.getMessage());

    const std::string expanded = result.getExpandedExpression();
    const auto mark = expanded.find(wb::judge::explanation_mark);
    if (mark != std::string::npos)
        return trimmed(expanded.substr(mark + std::string_view(wb::judge::explanation_mark).size()));
    if (expanded == result.getExpression()) return "this should hold: " + written(result);
    return "this should hold: " + written(result) +
           "\nwith your values:   " + (is_negated(result) ? without_negation(expanded) : expanded);
}

/// Whether a FAIL or a REQUIRE inside the expression of this check has ended the test case. Catch2 takes that
/// for an exception that it could not look at, and says so in these words.
bool was_ended_inside(const Catch::AssertionResult& result) {
    return result.getResultType() == Catch::ResultWas::ThrewException && !last_thrown &&
           std::string(result.getMessage()).find("Exception translation was disabled") != std::string::npos;
}

/// " (tests/ch03_mlp/linear_test.cpp:31)", on a line of its own.
std::string place_of(const Catch::AssertionResult& result) {
    const auto source = result.getSourceInfo();
    return "\n(" + wb::judge::shown_path(source.file, wb::judge::program) + ":" +
           std::to_string(source.line) + ")";
}

std::string information(const std::vector<Catch::MessageInfo>& messages) {
    std::string text;
    for (const auto& message : messages)
        if (message.type == Catch::ResultWas::Info) text += "\n" + message.message;
    return text;
}

class WorkbookReporter : public wb::judge::CatchReporter<WorkbookReporter> {
public:
    using Base = wb::judge::CatchReporter<WorkbookReporter>;
    using Base::Base;

    static std::string getDescription() { return "The verdict on each exercise, and what to edit next"; }

    void testCaseStarting(const Catch::TestCaseInfo& info) override {
        Base::testCaseStarting(info);
        std::vector<std::string> tags;
        for (const auto& tag : info.tags) tags.push_back(text_of(tag));
        if (listener != nullptr) listener->start_case(info.name, tags);
    }

    void sectionStarting(const Catch::SectionInfo& info) override {
        // The outermost section is the test case itself: it starts again for each inner one.
        if (depth_++ == 0 && listener != nullptr) listener->start_pass();
        Base::sectionStarting(info);
    }

    void sectionEnded(const Catch::SectionStats& stats) override {
        --depth_;
        Base::sectionEnded(stats);
    }

    void assertionStarting(const Catch::AssertionInfo&) override { last_thrown.reset(); }

    wb::judge::AssertionEnded assertionEnded(const Catch::AssertionStats& stats) override {
        const Catch::AssertionResult& result = stats.assertionResult;
        if (!result.isOk() && listener != nullptr) {
            if (was_ended_inside(result)) {
                // What ended it was reported as a failure of its own.
            } else if (result.getResultType() == Catch::ResultWas::ThrewException)
                report_exception(result, stats.infoMessages);
            else
                listener->add_failure(explained(result) + information(stats.infoMessages) + place_of(result));
        }
        last_thrown.reset();
        return wb::judge::AssertionEnded(true);
    }

    void testCaseEnded(const Catch::TestCaseStats& stats) override {
        depth_ = 0;
        const auto& assertions = stats.totals.assertions;
        if (listener != nullptr) listener->end_case(assertions.passed, assertions.failed);
        Base::testCaseEnded(stats);
    }

    // Called by Catch2 3 alone, whose signal handlers are part of the library and come before ours.
    void fatalErrorEncountered(Catch::StringRef name) override {
        wb::judge::die_of_a_crash(wb::judge::meaning_of_signal(std::string(name)));
    }

private:
    static void report_exception(const Catch::AssertionResult& result,
                                 const std::vector<Catch::MessageInfo>& messages) {
        const auto thrown = last_thrown.value_or(wb::judge::describe_unknown_thrown());
        const std::string assertion = written(result);
        const std::string in = assertion.empty() ? "" : "\nin " + assertion;
        listener->add_thrown(thrown, in + information(messages) + place_of(result));
    }

    int depth_ = 0;
};

[[noreturn]] void on_terminate() {
    const auto exception = std::current_exception();
    if (listener == nullptr || !exception) std::abort();
    wb::judge::Thrown thrown = wb::judge::describe_unknown_thrown();
    try {
        std::rethrow_exception(exception);
    } catch (const std::exception& known) {
        thrown = wb::judge::describe_thrown(known, wb::judge::program);
    } catch (...) {
    }
    std::_Exit(listener->abandon(thrown));
}

}  // namespace

// The names below are made by Catch2's macros.
CATCH_TRANSLATE_EXCEPTION(const std::exception& exception) {
    last_thrown = wb::judge::describe_thrown(exception, wb::judge::program);
    return exception.what();
}

CATCH_REGISTER_REPORTER("workbook", WorkbookReporter)

void wb::judge::report_to(Examination& examination) {
    listener = &examination;
}

void wb::judge::install_terminate_handler() {
    std::set_terminate(on_terminate);
}
