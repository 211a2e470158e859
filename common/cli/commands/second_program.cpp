#include "common/cli/commands/second_program.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "common/cli/commands/commands.hpp"
#include "common/cli/support/cmake.hpp"
#include "common/cli/support/ended.hpp"
#include "common/cli/support/process.hpp"

int wb::cli::second_program(const Workspace& workspace, const std::vector<std::string>& words) {
    // Also when it is there: it may be older than its sources. Ninja sees in a moment that there is nothing
    // to do.
    build_or_fail(workspace, {.preset = "dev",
                              .targets = {"workbook_dev"},
                              .label = "Building the second program (dev, bench, report)"});
    std::fflush(stdout);
    std::vector<std::string> argv{(workspace.build("dev") / "workbook-dev").string(), "--root",
                                  workspace.root().string()};
    argv.insert(argv.end(), words.begin(), words.end());
    const auto outcome = run({.argv = argv, .capture = false});
    if (outcome.signal != 0)
        fmt::print(stderr, "workbook: {} {}\n", workspace.show(argv[0]), how_it_ended(outcome));
    return outcome.exit_code;
}

void wb::cli::add_second_program(CommandLine& line) {
    const auto hand_over = [&line](const std::string& name, const std::string& what,
                                   const std::string& group) {
        line.hand_over(name, what, group, [name](const Workspace& workspace, std::vector<std::string> words) {
            words.insert(words.begin(), name);
            return second_program(workspace, words);
        });
    };
    hand_over("report", "Put all tables and pictures of the labs on one page", for_everyone);
    hand_over("bench", "Compare the speed of the reference with other libraries", for_everyone);
    hand_over("dev", "Checks of the workbook itself: ./workbook dev --help", for_maintainers);
}
