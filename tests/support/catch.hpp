/// \file
/// Catch2, version 2 or 3: the only place where the two differ.
///
/// Before including it, the main program defines WORKBOOK_CATCH_MAIN and the reporter
/// WORKBOOK_CATCH_REPORTER; tests define nothing.
#pragma once

#if __has_include(<catch2/catch_all.hpp>)

// Catch2 3: a library with small headers.
#include <catch2/catch_approx.hpp>
#include <catch2/catch_message.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_adapters.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#ifdef WORKBOOK_CATCH_MAIN
#include <catch2/catch_session.hpp>
#endif
#ifdef WORKBOOK_CATCH_REPORTER
#include <catch2/catch_test_case_info.hpp>
#include <catch2/catch_translate_exception.hpp>
#include <catch2/reporters/catch_reporter_registrars.hpp>
#include <catch2/reporters/catch_reporter_streaming_base.hpp>
#endif

using Catch::Approx;  // where Catch2 2 has it

namespace wb::judge {

template <class T>
using CatchMatcher = Catch::Matchers::MatcherBase<T>;

#ifdef WORKBOOK_CATCH_REPORTER
template <class Derived>
using CatchReporter = Catch::StreamingReporterBase;
/// What assertionEnded() returns.
using AssertionEnded = void;
#endif

}  // namespace wb::judge

#else

// Catch2 2: one header. Its own signal handlers would hide where a test crashed: see last_words.hpp.
#ifdef WORKBOOK_CATCH_MAIN
#define CATCH_CONFIG_RUNNER
#define CATCH_CONFIG_NO_POSIX_SIGNALS
#if defined(__GNUC__) && !defined(__clang__)
// With sanitizers, GCC 12 sees ghosts in the std::regex that Catch2 uses.
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#endif
#ifdef WORKBOOK_CATCH_REPORTER
#define CATCH_CONFIG_EXTERNAL_INTERFACES
#endif
#include <catch2/catch.hpp>

namespace wb::judge {

template <class T>
using CatchMatcher = Catch::MatcherBase<T>;

#ifdef WORKBOOK_CATCH_REPORTER
template <class Derived>
using CatchReporter = Catch::StreamingReporterBase<Derived>;
/// What assertionEnded() returns: whether the collected INFO messages may go.
using AssertionEnded = bool;
#endif

}  // namespace wb::judge

// Catch2 3 has these two as SKIP and ContainsSubstring.
namespace Catch::Matchers {
inline auto ContainsSubstring(const std::string& text) {
    return Contains(text);
}
}  // namespace Catch::Matchers

#endif
