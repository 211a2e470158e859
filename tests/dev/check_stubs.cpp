#include <fmt/format.h>

#include <memory>

#include "common/cli/exercises/state.hpp"
#include "common/cli/support/failure.hpp"
#include "common/cli/support/text.hpp"
#include "tests/dev/dev.hpp"

namespace {

using namespace wb::cli;

// What is wrong with the verdict on an untouched stub, or "".
std::string complaint(const Verdict& verdict) {
    if (verdict.state == State::done) return "passes on its stub: its tests test nothing";
    // "Blocked" is right for an exercise whose checks call an earlier one of the same chapter.
    if (verdict.state != State::not_started && verdict.state != State::blocked)
        return fmt::format("is {} (exit code {}) instead of not started", word(verdict.state),
                           verdict.exit_code);
    if (verdict.total == 0) return "reports no check at all";
    if (verdict.passed > 0)
        return fmt::format("passes {} of its {} on its stub", verdict.passed,
                           counted(verdict.total, "check"));
    return {};
}

}  // namespace

int wb::cli::dev_check_stubs(const Workspace& workspace, const fs::path& build) {
    const auto manifest = Manifest::read(workspace.root());
    std::size_t exercises = 0;
    std::size_t checks = 0;
    std::size_t blocked = 0;
    std::size_t complaints = 0;
    for (const auto& chapter : manifest.chapters()) {
        const auto program = build / "tests" / (chapter.prefix() + "_student_tests");
        for (const auto& exercise : chapter.exercises) {
            const auto verdict = judge(workspace, program, exercise);
            ++exercises;
            checks += verdict.total;
            if (verdict.state == State::blocked) ++blocked;
            const auto problem = complaint(verdict);
            if (problem.empty()) continue;
            ++complaints;
            fmt::print("{} {}: {}\n{}\n", exercise.id, exercise.name, problem,
                       last_lines(verdict.output, 15));
        }
    }
    fmt::print("{} ({} waiting for an earlier one), {} checked on the untouched stubs: {}.\n",
               counted(exercises, "exercise"), blocked, counted(checks, "case"),
               complaints == 0 ? "every one fails only as not implemented"
                               : fmt::format("{} of the exercises not as they should be", complaints));
    if (exercises == 0 || checks == 0)
        throw Failure("nothing was checked", "Do the manifests list exercises?");
    return complaints == 0 ? 0 : 1;
}

void wb::cli::add_check_stubs(Options& dev) {
    const auto build = std::make_shared<std::string>();
    dev.add("check-stubs", "Untouched stubs fail, and only as not implemented")
        .option("--build", *build, "The build folder", Options::Kind::required)
        .runs(
            [build](const Workspace& workspace) { return dev_check_stubs(workspace, fs::absolute(*build)); });
}
