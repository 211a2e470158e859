#include "common/cli/exercises/state.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <nlohmann/json.hpp>

#include "common/cli/support/failure.hpp"
#include "common/cli/support/process.hpp"
#include "common/cli/support/scratch.hpp"
#include "common/cli/support/text.hpp"
#include "common/io/terminal.hpp"

namespace {

using namespace wb::cli;
using nlohmann::json;

// What the supervisor wrote (tests/support/result_file.hpp).
void read_result(const fs::path& file, Verdict& verdict) {
    if (!fs::exists(file)) return;
    const auto result = json::parse(read_file(file), nullptr, false);
    if (!result.is_object()) return;
    try {
        verdict.passed = result.value("passed", std::size_t{0});
        verdict.total = result.value("total", std::size_t{0});
        verdict.file = result.value("file", "");
        const auto needs = result.value("needs", json::array());
        if (needs.is_array() && !needs.empty()) verdict.needs = needs.front().get<std::string>();
    } catch (const json::exception&) {
        // Only details are missing then: the exit code says the state.
    }
}

// No test needs as much. What asks for more is answered with std::bad_alloc, which the test program explains.
constexpr std::size_t most_memory = std::size_t{2} << 30U;
constexpr std::size_t most_output = std::size_t{1} << 20U;

// The sanitizers ask for terabytes, of which they use little. (A preset's `true` is TRUE in the cache,
// -D...=ON is ON.)
bool is_sanitized(const fs::path& program) {
    const auto cache = program.parent_path().parent_path() / "CMakeCache.txt";
    if (!fs::exists(cache)) return false;
    const auto lines = split_lines(read_file(cache));
    return std::ranges::any_of(lines, [](const std::string& line) {
        return line == "WORKBOOK_SANITIZE:BOOL=TRUE" || line == "WORKBOOK_SANITIZE:BOOL=ON";
    });
}

void print_at_once(std::string_view piece) {
    std::fwrite(piece.data(), 1, piece.size(), stdout);
    std::fflush(stdout);
}

}  // namespace

std::string wb::cli::painted(State state) {
    switch (state) {
        case State::done:
            return wb::paint(wb::Color::green, word(state));
        case State::not_started:
        case State::blocked:
            return wb::paint(wb::Color::dim, word(state));
        default:
            return wb::paint(wb::Color::red, word(state));
    }
}

std::string wb::cli::painted(const Verdict& verdict) {
    const bool is_begun = verdict.state == State::not_started && verdict.passed > 0;
    return is_begun ? wb::paint(wb::Color::dim, "in progress") : painted(verdict.state);
}

fs::path wb::cli::supervisor_of(const fs::path& test_program) {
    // Test programs lie in tests/, mistakes/ and sweep/through_3.2/ of their build folder.
    for (auto folder = test_program.parent_path(); folder.has_relative_path();
         folder = folder.parent_path()) {
        for (const auto& place : {folder, folder / "tests"})
            if (fs::exists(place / "workbook-judge")) return place / "workbook-judge";
    }
    throw Failure(fmt::format("there is no program that judges {}", test_program.filename().string()),
                  "Build it first, with the target workbook_judge_program.");
}

Verdict wb::cli::judge(const Workspace& workspace, const fs::path& program, const Exercise& exercise,
                       bool aloud, const fs::path& tests) {
    if (!fs::exists(program))
        throw Failure(fmt::format("there is no test program {}", workspace.show(program)),
                      "Build it first: cmake --build " + workspace.show(program.parent_path().parent_path()) +
                          " --target " + program.filename().string());
    const ScratchFolder scratch(workspace.root());
    const auto file = scratch / "result.json";
    std::vector<std::string> argv{supervisor_of(program).string()};
    if (!tests.empty()) argv.insert(argv.end(), {"--tests", tests.string()});
    argv.insert(argv.end(), {program.string(), fmt::format("[{}]", exercise.id)});
    // The test program ends itself in time, its supervisor ends it if it does not; ours is for when both
    // fail.
    const auto patience = std::max(std::chrono::seconds(15 * exercise.timeout), std::chrono::seconds(300));
    std::fflush(stdout);
    auto outcome =
        run({.argv = std::move(argv),
             .directory = workspace.root(),
             .environment = {{"WORKBOOK_RESULT_FILE", file.string()}, {"OPENBLAS_NUM_THREADS", "1"}},
             .timeout = 2 * patience,
             // On a terminal as it is, in color; its reader sees what goes wrong, and has Ctrl-C.
             .capture = !(aloud && wb::is_terminal()),
             .on_output = aloud ? print_at_once : std::function<void(std::string_view)>(),
             .most_output = most_output,
             .most_memory = is_sanitized(program) ? 0 : most_memory});
    Verdict verdict;
    verdict.exit_code = outcome.exit_code;
    verdict.stopped_by_us = outcome.timed_out;
    verdict.state = outcome.timed_out ? State::timed_out : curriculum::state_of_exit_code(outcome.exit_code);
    verdict.output = std::move(outcome.output);
    read_result(file, verdict);
    if (outcome.too_much_output) {
        verdict.state = State::wrong;
        verdict.exit_code = curriculum::exit_code::wrong;
        verdict.too_much_output = true;
    }
    return verdict;
}
