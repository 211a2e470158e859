#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>

#include "common/cli/commands/commands.hpp"
#include "common/cli/support/cmake.hpp"
#include "common/cli/support/failure.hpp"
#include "common/cli/support/process.hpp"

namespace {

namespace fs = std::filesystem;

/// The networks that the page can use, where the labs leave them. (The page's own list says which is best.)
bool is_a_network_trained(const fs::path& results) {
    constexpr std::array checkpoints{"ch05/cnn28.npz", "ch05/cnn16.npz", "ch04/784-128-128-128-10.npz",
                                     "ch04/784-20-10.npz"};
    return std::ranges::any_of(checkpoints, [&](const char* file) { return fs::exists(results / file); });
}

}  // namespace

int wb::cli::draw(const Workspace& workspace, const DrawOptions& options) {
    std::string model = options.model;
    if (!model.empty()) {
        if (!fs::exists(model))
            throw Failure(
                fmt::format("there is no file {}", model),
                "Leave --model out to take the best network in results/, or train one: ./workbook lab 5", 2);
        model = fs::absolute(model).string();
    } else if (!is_a_network_trained(workspace.root() / "results")) {
        const std::string mine = options.mine ? " --mine" : "";
        fmt::print(
            "There is no trained network yet, so one is trained a little now: ./workbook lab 5{0} --quick\n"
            "For a better one, later: ./workbook lab 5{0}\n\n",
            mine);
        const int failed = lab(workspace, {.chapter = 5, .mine = options.mine, .arguments = {"--quick"}});
        if (failed != 0) return failed;
    }

    const std::string preset = options.mine ? "student" : "solutions";
    const std::string target = options.mine ? "ch08_draw_student" : "ch08_draw_reference";
    build_or_fail(workspace,
                  {.preset = preset, .targets = {target}, .label = "Building the page to draw a digit on"});
    std::vector<std::string> argv{(workspace.build(preset) / "labs" / target).string()};
    if (!model.empty()) argv.insert(argv.end(), {"--model", model});
    argv.insert(argv.end(), options.arguments.begin(), options.arguments.end());
    std::fflush(stdout);
    try {
        return run({.argv = argv, .directory = workspace.root(), .capture = false}).exit_code;
    } catch (const Interrupted&) {
        return 0;  // Ctrl-C is how one ends it
    }
}
