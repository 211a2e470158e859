#include "common/cli/exercises/state.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "common/cli/support/failure.hpp"
#include "common/cli/support/process.hpp"
#include "common/cli/support/terminal.hpp"

namespace {

using namespace wb::cli;
using nlohmann::json;

// What the test program wrote about itself (tests/support/result_file.hpp). A crash may have left nothing.
void read_result(const fs::path& file, Verdict& verdict) {
    if (!fs::exists(file)) return;
    const auto result = json::parse(read_file(file), nullptr, false);
    fs::remove(file);
    if (!result.is_object()) return;
    try {
        verdict.passed = result.value("passed", std::size_t{0});
        verdict.total = result.value("total", std::size_t{0});
        const auto needs = result.value("needs", json::array());
        if (needs.is_array() && !needs.empty()) verdict.needs = needs.front().get<std::string>();
    } catch (const json::exception&) {
        // Only details are missing then: the exit code says the state.
    }
}

}  // namespace

State wb::cli::state_of_exit_code(int exit_code) {
    switch (exit_code) {
        case 0:
            return State::done;
        case 1:
            return State::wrong;
        case 3:
            return State::not_started;
        case 4:
            return State::blocked;
        case 5:
            return State::timed_out;
        case 6:
            return State::crashed;
        default:
            return exit_code > 128 ? State::crashed : State::broken;
    }
}

std::string_view wb::cli::word(State state) {
    switch (state) {
        case State::done:
            return "done";
        case State::wrong:
            return "wrong";
        case State::not_started:
            return "not started";
        case State::blocked:
            return "blocked";
        case State::timed_out:
            return "too slow";
        case State::crashed:
            return "crashed";
        case State::does_not_compile:
            return "does not compile";
        case State::broken:
            break;
    }
    return "not judged";
}

std::string wb::cli::painted(State state) {
    switch (state) {
        case State::done:
            return paint(Colour::green, word(state));
        case State::not_started:
        case State::blocked:
            return paint(Colour::dim, word(state));
        default:
            return paint(Colour::red, word(state));
    }
}

Verdict wb::cli::judge(const Workspace& workspace, const fs::path& program, const Exercise& exercise,
                       bool aloud) {
    if (!fs::exists(program))
        throw Failure(fmt::format("the test program {} is not there", workspace.show(program)),
                      "Build it first: cmake --build " + workspace.show(program.parent_path().parent_path()) +
                          " --target " + program.filename().string());
    const auto file = fs::temp_directory_path() / fmt::format("workbook-result-{}.json", ::getpid());
    fs::remove(file);
    // The program has a watchdog of its own, which knows more; ours is for when that fails.
    std::fflush(stdout);
    auto outcome =
        run({.argv = {program.string(), fmt::format("[{}]", exercise.id)},
             .directory = workspace.root(),
             .environment = {{"WORKBOOK_RESULT_FILE", file.string()}, {"OPENBLAS_NUM_THREADS", "1"}},
             .timeout = std::chrono::seconds(exercise.timeout + 10),
             .capture = !aloud});
    Verdict verdict;
    verdict.exit_code = outcome.exit_code;
    verdict.stopped_by_us = outcome.timed_out;
    verdict.state = outcome.timed_out ? State::timed_out : state_of_exit_code(outcome.exit_code);
    verdict.output = std::move(outcome.output);
    read_result(file, verdict);
    return verdict;
}
