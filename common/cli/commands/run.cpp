#include <fmt/format.h>

#include <cstdio>
#include <memory>

#include "common/cli/commands/commands.hpp"
#include "common/cli/commands/second_program.hpp"
#include "common/cli/commands/summary.hpp"
#include "common/cli/exercises/manifest.hpp"
#include "common/cli/support/build_folder.hpp"
#include "common/cli/support/cmake.hpp"
#include "common/cli/support/ended.hpp"
#include "common/cli/support/failure.hpp"
#include "common/cli/support/process.hpp"
#include "common/cli/support/text.hpp"
#include "common/io/terminal.hpp"
#include "common/lab/stamp.hpp"

namespace {

using namespace wb::cli;

const char* preset_of(const RunOptions& options) {
    return options.mine ? "student" : "solutions";
}

// Runs one lab on the terminal and adds its rows. \returns what went wrong, or ""
std::string run_lab(const Workspace& workspace, const Chapter& chapter, const RunOptions& options,
                    std::vector<wb::SummaryRow>& rows) {
    const auto results = workspace.results() / chapter.prefix();
    const auto summary = results / "summary.json";
    std::error_code ignored;
    // Otherwise old ones would be shown for a lab that wrote none.
    for (const auto* name : {"summary.json", "pictures.json"}) fs::remove(results / name, ignored);
    std::vector<std::string> argv{(workspace.build(preset_of(options)) / "labs" /
                                   (chapter.prefix() + (options.mine ? "_lab_student" : "_lab_reference")))
                                      .string(),
                                  "--results", results.string()};
    if (options.quick) argv.emplace_back("--quick");
    if (!options.data.empty()) argv.insert(argv.end(), {"--data", options.data});

    fmt::print("\n{}\n",
               wb::paint(wb::Color::bold, fmt::format("Chapter {}: {}", chapter.number, chapter.title)));
    std::fflush(stdout);
    try {
        const auto outcome = run({.argv = argv,
                                  .directory = workspace.root(),
                                  .environment = lab_environment(),
                                  .capture = false});
        if (!outcome.ok()) return how_it_ended(outcome);
        if (!fs::exists(summary)) return fmt::format("wrote no {}", workspace.show(summary));
        const auto more = read_summary(summary);
        rows.insert(rows.end(), more.begin(), more.end());
    } catch (const Failure& failure) {
        return failure.what();
    }
    return {};
}

}  // namespace

int wb::cli::run_labs(const Workspace& workspace, const RunOptions& options) {
    const auto manifest = Manifest::read(workspace.root());
    const auto began = now_as_text();
    const auto ours = take_build_folder(workspace, preset_of(options));
    build_or_fail(workspace,
                  {.preset = preset_of(options), .targets = {"labs"}, .label = "Building the labs"});

    std::vector<wb::SummaryRow> rows;
    std::vector<std::string> failed;
    std::size_t labs = 0;
    for (const auto& chapter : manifest.chapters()) {
        if (!fs::exists(workspace.chapters() / chapter.directory / "lab/lab.cpp")) continue;
        ++labs;
        const auto problem = run_lab(workspace, chapter, options, rows);
        if (problem.empty()) continue;
        failed.push_back(fmt::format("the lab of chapter {} {}", chapter.number, problem));
        fmt::print("{}: {}\n", wb::paint(wb::Color::red, "Failed"), failed.back());
    }
    if (labs == 0) throw Failure("there is no chapters/*/lab/lab.cpp to run", "Is the checkout complete?");

    fmt::print("\n{}", summary_table(rows));
    if (options.quick) fmt::print("(--quick: little training, so these are not the promised figures)\n");
    second_program(workspace, {"report", "--since", began});
    for (const auto& problem : failed) fmt::print("{}: {}\n", wb::paint(wb::Color::red, "Failed"), problem);
    if (!failed.empty()) fmt::print("To see one again: ./workbook lab N\n");
    return failed.empty() ? 0 : 1;
}

void wb::cli::add_run(CommandLine& line) {
    const auto options = std::make_shared<RunOptions>();
    line.add("run", "Build the reference and run every lab; one table and one page at the end", for_everyone)
        .flag("--quick", options->quick, "Little training, to see everything once")
        .flag("--mine", options->mine, "With my code, not the reference")
        .option("--data", options->data, "digits, mnist, fashion or auto")
        .runs([options](const Workspace& workspace) { return run_labs(workspace, *options); });
}
