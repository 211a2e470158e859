#include <fmt/format.h>

#include <cstdio>

#include "common/cli/commands/commands.hpp"
#include "common/cli/exercises/manifest.hpp"
#include "common/cli/support/cmake.hpp"
#include "common/cli/support/failure.hpp"
#include "common/cli/support/process.hpp"

int wb::cli::lab(const Workspace& workspace, const LabOptions& options) {
    const auto manifest = Manifest::read(workspace.root());
    const auto& chapter = manifest.chapter(options.chapter);
    const std::string preset = options.mine ? "student" : "solutions";
    const std::string target = chapter.prefix() + (options.mine ? "_lab_student" : "_lab_reference");
    if (!fs::exists(workspace.chapters() / chapter.directory / "lab.cpp"))
        throw Failure(fmt::format("chapter {} has no lab", chapter.number), "./workbook lab --help");
    build_or_fail(workspace, {.preset = preset,
                              .targets = {target},
                              .label = fmt::format("Building the lab of chapter {}", chapter.number)});
    std::fflush(stdout);
    std::vector<std::string> argv{(workspace.build(preset) / "labs" / target).string()};
    argv.insert(argv.end(), options.arguments.begin(), options.arguments.end());
    return run({.argv = argv, .directory = workspace.root(), .capture = false}).exit_code;
}
