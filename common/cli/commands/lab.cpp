#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <memory>

#include "common/cli/commands/commands.hpp"
#include "common/cli/exercises/manifest.hpp"
#include "common/cli/support/build_folder.hpp"
#include "common/cli/support/cmake.hpp"
#include "common/cli/support/ended.hpp"
#include "common/cli/support/failure.hpp"
#include "common/cli/support/process.hpp"

std::map<std::string, std::string> wb::cli::lab_environment() {
    // Labs use one thread of BLAS anyway, or threads of their own. If BLAS knows this early, it starts no
    // others: with little memory it would wait for them forever.
    if (std::getenv("OPENBLAS_NUM_THREADS") != nullptr) return {};
    return {{"OPENBLAS_NUM_THREADS", "1"}};
}

int wb::cli::lab(const Workspace& workspace, const LabOptions& options) {
    const auto manifest = Manifest::read(workspace.root());
    const auto& chapter = manifest.chapter(options.chapter);
    const std::string preset = options.mine ? "student" : "solutions";
    const std::string target = chapter.prefix() + (options.mine ? "_lab_student" : "_lab_reference");
    if (!fs::exists(workspace.chapters() / chapter.directory / "lab/lab.cpp"))
        throw Failure(fmt::format("chapter {} has no lab", chapter.number), "./workbook lab --help");
    auto ours = take_build_folder(workspace, preset);
    build_or_fail(workspace, {.preset = preset,
                              .targets = {target},
                              .label = fmt::format("Building the lab of chapter {}", chapter.number)});
    std::fflush(stdout);
    std::vector<std::string> argv{(workspace.build(preset) / "labs" / target).string()};
    argv.insert(argv.end(), options.arguments.begin(), options.arguments.end());
    const auto outcome = run({.argv = argv,
                              .directory = workspace.root(),
                              .environment = lab_environment(),
                              .capture = false,
                              .on_start = [&] { ours.reset(); }});
    if (outcome.signal != 0)
        throw Failure(fmt::format("the lab of chapter {} {}", chapter.number, how_it_ended(outcome)),
                      options.mine
                          ? fmt::format("Do your tests pass? ./workbook check {}", chapter.number)
                          : "If this happens again, please report it with the output of ./workbook doctor.",
                      outcome.exit_code);
    return outcome.exit_code;
}

void wb::cli::add_lab(CommandLine& line) {
    const auto options = std::make_shared<LabOptions>();
    const auto data = std::make_shared<std::string>();
    line.add("lab", "Run a chapter's lab", for_student)
        .argument("chapter", options->chapter, "3", Options::Kind::required)
        .flag("--mine", options->mine, "With my code, not the reference")
        .option("--data", *data, "digits, mnist, fashion or auto")
        .others(options->arguments)
        .footer("The lab gets all other options; its own help: ./workbook lab 3 -- --help")
        .runs([=](const Workspace& workspace) {
            if (!data->empty()) options->arguments.insert(options->arguments.begin(), {"--data", *data});
            return lab(workspace, *options);
        });
}
