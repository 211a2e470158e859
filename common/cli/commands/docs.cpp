#include <fmt/format.h>

#include "common/cli/commands/commands.hpp"
#include "common/cli/support/cmake.hpp"
#include "common/cli/support/failure.hpp"

int wb::cli::docs(const Workspace& workspace) {
    build_or_fail(workspace, {.preset = "docs", .label = "Building the lesson pages"});
    // Where Doxygen puts them: OUTPUT_DIRECTORY/HTML_OUTPUT.
    for (const auto* folder : {"html", "docs/html", "docs", "."}) {
        const auto page = workspace.build("docs") / folder / "index.html";
        if (!fs::exists(page)) continue;
        fmt::print("The lessons are built. Open this in a browser:\n  {}\n",
                   page.lexically_normal().string());
        return 0;
    }
    throw Failure(fmt::format("the docs were built, but there is no index.html in {}",
                              workspace.show(workspace.build("docs"))));
}
