#include <fmt/format.h>

#include "common/cli/commands/commands.hpp"
#include "common/cli/exercises/manifest.hpp"
#include "common/cli/report/page.hpp"
#include "common/cli/report/results.hpp"
#include "common/lab/stamp.hpp"

int wb::cli::report(const Workspace& workspace, const std::string& since) {
    const auto labs = read_results(workspace, Manifest::read(workspace.root()));
    const auto file = workspace.results() / "report.html";
    write_file(file, report_page(labs, now_as_text(), since));
    fmt::print("Report, to open in a browser: {}\n", workspace.show(file));
    return 0;
}
