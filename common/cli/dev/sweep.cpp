#include <fmt/format.h>

#include <cstdio>

#include "common/cli/dev/dev.hpp"
#include "common/cli/exercises/state.hpp"
#include "common/cli/support/failure.hpp"
#include "common/cli/support/text.hpp"

namespace {

using namespace wb::cli;

// What is wrong with the state of one exercise when it is, or is not yet, written; or "".
std::string complaint(const Verdict& verdict, bool written) {
    const bool waiting = verdict.state == State::not_started || verdict.state == State::blocked;
    if (written ? verdict.state == State::done : waiting) return {};
    return fmt::format("is {} (exit code {}), not {}", word(verdict.state), verdict.exit_code,
                       written ? "done" : "not started or blocked");
}

}  // namespace

fs::path wb::cli::sweep_program(const fs::path& build, const std::string& id,
                                const std::string& chapter_prefix) {
    return build / "sweep" / ("through_" + id) / (chapter_prefix + "_tests");
}

int wb::cli::dev_sweep(const Workspace& workspace, const fs::path& build) {
    const auto manifest = Manifest::read(workspace.root());
    std::size_t steps = 0;
    std::size_t complaints = 0;
    for (const auto& chapter : manifest.chapters()) {
        for (std::size_t step = 0; step < chapter.exercises.size(); ++step) {
            const auto& last = chapter.exercises[step];
            const auto program = sweep_program(build, last.id, chapter.prefix());
            ++steps;
            std::vector<std::string> problems;
            std::size_t blocked = 0;
            for (std::size_t i = 0; i < chapter.exercises.size(); ++i) {
                const auto verdict = judge(workspace, program, chapter.exercises[i]);
                if (verdict.state == State::blocked) ++blocked;
                if (const auto problem = complaint(verdict, i <= step); !problem.empty())
                    problems.push_back(fmt::format("    {} {} {}\n{}", chapter.exercises[i].id,
                                                   chapter.exercises[i].name, problem,
                                                   last_lines(verdict.output, 10)));
            }
            complaints += problems.size();
            const auto open = chapter.exercises.size() - step - 1;
            fmt::print("through {:5} {} done, {} not started, {} blocked: {}\n{}", last.id, step + 1,
                       open - std::min(open, blocked), blocked, problems.empty() ? "ok" : "WRONG",
                       join(problems, "\n"));
            std::fflush(stdout);
        }
    }
    if (steps == 0) throw Failure("nothing was swept", "Do the manifests list exercises?");
    fmt::print("{}: {}.\n", counted(steps, "step"),
               complaints == 0 ? "in each, exactly the exercises written so far are done"
                               : counted(complaints, "exercise") + " in the wrong state");
    return complaints == 0 ? 0 : 1;
}
