#include "common/report/report.hpp"

#include <fmt/format.h>

#include <memory>

#include "common/cli/exercises/manifest.hpp"
#include "common/lab/stamp.hpp"
#include "common/report/page.hpp"
#include "common/report/results.hpp"

int wb::cli::report(const Workspace& workspace, const std::string& since) {
    const auto labs = read_results(workspace, Manifest::read(workspace.root()));
    const auto file = workspace.results() / "report.html";
    write_file(file, report_page(labs, now_as_text(), since));
    fmt::print("Report, to open in a browser: {}\n", workspace.show(file));
    return 0;
}

void wb::cli::add_report(CommandLine& line) {
    const auto since = std::make_shared<std::string>();
    line.add("report", "Put all tables and pictures of the labs on one page", "The reference, complete")
        .option("--since", *since, "Results of before this time are called those of an earlier run",
                Options::Kind::hidden)
        .runs([since](const Workspace& workspace) { return report(workspace, *since); });
}
